import type { Category } from '../../engine/index.js';

const CATEGORIES = {
  spot: 'SPOT',
  'usdt-futures': 'USDT-FUTURES',
  'coin-futures': 'COIN-FUTURES',
  'usdc-futures': 'USDC-FUTURES',
} as const satisfies Readonly<Record<string, Category>>;

/** The product line that a stream of markets names. */
export const categoryOf = (instType: keyof typeof CATEGORIES): Category => CATEGORIES[instType];
