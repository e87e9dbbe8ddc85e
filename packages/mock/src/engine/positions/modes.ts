import { marketKey } from '../market/market.js';
import type { Account, Leverages } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Category, HoldSide, Instrument, MarginMode, PositionMode, Purse } from '../types.js';

const STARTING_LEVERAGE = 20;

/** The wallet that an account trades a product from. */
export function walletOf(account: Account, category: Category): Purse {
  if (account.view === 'unified') return 'uta';
  if (category === 'USDT-FUTURES') return 'usdt_futures';
  if (category === 'COIN-FUTURES') return 'coin_futures';
  return category === 'USDC-FUTURES' ? 'usdc_futures' : 'spot';
}

/** Position modes are set for a product line in the classic account, for all of them in the unified one. */
export function modeScope(account: Account, category: Category): string {
  return account.view === 'unified' ? 'all' : category;
}

export function positionModeOf(world: World, account: Account, category: Category): PositionMode {
  const fallback = account.view === 'unified' ? 'one_way_mode' : 'hedge_mode';
  return (
    account.positionModes.get(modeScope(account, category)) ?? world.options.positionMode?.[account.view] ?? fallback
  );
}

export function leveragesOf(account: Account, { category, symbol, maxLeverage }: Instrument): Leverages {
  const start = Math.min(STARTING_LEVERAGE, maxLeverage);
  return account.leverages.get(marketKey(category, symbol)) ?? { crossed: start, long: start, short: start };
}

export function leverageOf(account: Account, instrument: Instrument, mode: MarginMode, side: HoldSide): number {
  const leverages = leveragesOf(account, instrument);
  return mode === 'crossed' ? leverages.crossed : leverages[side];
}

export function marginModeOf(account: Account, { category, symbol }: Instrument): MarginMode {
  return account.marginModes.get(marketKey(category, symbol)) ?? 'crossed';
}
