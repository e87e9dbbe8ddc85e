import { type Decimal, decimal, near } from '../decimal.js';
import type { Instrument } from '../types.js';

/** A step of risk: the larger a position, the more margin it must keep. */
export interface Tier {
  level: number;
  /** Position value, in quote coin. */
  from: string;
  to: string;
  leverage: number;
  /** Maintenance margin rate. */
  rate: Decimal;
}

const TIERS: readonly (readonly [string, string, number])[] = [
  ['0', '150000', 1],
  ['150000', '900000', 0.8],
  ['900000', '3000000', 0.4],
  ['3000000', '15000000', 0.2],
  ['15000000', '60000000', 0.08],
];

export function tiersOf({ maxLeverage }: Instrument): Tier[] {
  return TIERS.map(([from, to, part], index) => {
    const leverage = Math.max(1, Math.floor(maxLeverage * part));
    return { level: index + 1, from, to, leverage, rate: near(decimal('0.5').div(leverage), 4) };
  });
}

/** The maintenance margin rate of a position of this value. */
export function maintenanceRate(instrument: Instrument, value: Decimal): Decimal {
  let rate = decimal('0');
  for (const tier of tiersOf(instrument)) {
    rate = tier.rate;
    if (value.lte(tier.to)) break;
  }
  return rate;
}
