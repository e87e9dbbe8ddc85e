import { decimal, up } from '../decimal.js';
import { openCost, settleValue } from '../market/contracts.js';
import { LENDING } from '../market/lending.js';
import { available, changeHold } from '../state/balances.js';
import { positionEvent } from '../state/events.js';
import type { Account, Position } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import { type Category, EngineError, type HoldSide, type MarginMode, type PositionMode } from '../types.js';
import { leveragesOf, marginModeOf, modeScope, positionModeOf } from './modes.js';
import { hasPosition, positionKey } from './positions.js';

/** The lines that have positions. */
export const FUTURES: readonly Exclude<Category, 'SPOT'>[] = ['USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'];

/** @throws EngineError `mode-in-use` with positions or orders open */
export function setPositionMode(account: Account, category: Category, mode: PositionMode): void {
  const scope = modeScope(account, category);
  const lines = scope === 'all' ? FUTURES : [category];
  const busy = (line: Category) => account.orders.hasOpen({ line }) || hasPosition(account, line);
  if (lines.some(busy)) throw new EngineError('mode-in-use');
  account.positionModes.set(scope, mode);
}

/** @throws EngineError `margin-mode-in-use` */
export function setMarginMode(account: Account, { instrument, market }: Venue, mode: MarginMode): void {
  if (marginModeOf(account, instrument) !== mode && inUse(account, instrument.category, instrument.symbol)) {
    throw new EngineError('margin-mode-in-use');
  }
  account.marginModes.set(market.key, mode);
}

function inUse(account: Account, category: Category, symbol: string): boolean {
  return hasPosition(account, category, symbol) || account.orders.hasOpen({ line: category, symbol });
}

/** Leverages as text; what is left out stays. */
export interface LeverageChange {
  crossed?: string | undefined;
  long?: string | undefined;
  short?: string | undefined;
}

/**
 * Sets the leverage of a symbol; what stands on its positions changes with it.
 *
 * @throws EngineError `leverage-range`, `leverage-margin`
 */
export function setLeverage(world: World, account: Account, venue: Venue, wanted: LeverageChange): void {
  const { instrument, market } = venue;
  const next = { ...leveragesOf(account, instrument) };
  for (const name of ['crossed', 'long', 'short'] as const) {
    const text = wanted[name];
    if (text === undefined) continue;
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1 || value > instrument.maxLeverage) {
      throw new EngineError('leverage-range', String(instrument.maxLeverage));
    }
    next[name] = value;
  }
  const positions = [...account.positions.values()].filter(
    ({ category, symbol }) => category === instrument.category && symbol === instrument.symbol,
  );
  const margins = positions.map((position) => {
    const leverage = position.marginMode === 'crossed' ? next.crossed : next[position.side];
    const average = position.cost.div(position.size);
    return { position, leverage, margin: up(settleValue(instrument, average, position.size).div(leverage), 12) };
  });
  for (const { position, leverage, margin } of margins) {
    if (leverage === position.leverage) continue;
    const more = margin.minus(position.margin);
    if (more.gt(available(account, position.wallet, instrument.settle))) throw new EngineError('leverage-margin');
  }
  for (const { position, leverage, margin } of margins) {
    if (leverage === position.leverage) continue;
    changeHold(world, account, position.wallet, instrument.settle, margin.minus(position.margin));
    position.margin = margin;
    position.leverage = leverage;
    world.emit?.(positionEvent(world.now, position));
  }
  account.leverages.set(market.key, next);
}

// The highest leverage of borrowed coins.
const MOST_OF_COINS = 5;

/** Sets the leverage of a coin that is borrowed. @throws EngineError `leverage-range`, `not-borrowable` */
export function setCoinLeverage(account: Account, coin: string, leverage: string): void {
  if (!LENDING.has(coin)) throw new EngineError('not-borrowable', coin);
  const value = decimal(leverage);
  if (!value.isInteger() || value.lt(2) || value.gt(MOST_OF_COINS))
    throw new EngineError('leverage-range', String(MOST_OF_COINS));
  account.coinLeverages.set(coin, value.toNumber());
}

/** Adds to or takes from the margin of an isolated position. @throws EngineError */
export function setMargin(
  world: World,
  account: Account,
  venue: Venue,
  side: HoldSide | undefined,
  amount: string,
): void {
  const { category, symbol, settle } = venue.instrument;
  const hedge = positionModeOf(world, account, category) === 'hedge_mode';
  const position = account.positions.get(positionKey(category, symbol, hedge && side ? side : 'net'));
  if (!position || (side !== undefined && position.side !== side)) throw new EngineError('no-position');
  if (position.marginMode !== 'isolated') throw new EngineError('margin-fixed');
  const change = decimal(amount);
  if (change.gt(available(account, position.wallet, settle))) throw new EngineError('insufficient');
  const least = openCost(
    venue.instrument,
    position.cost.div(position.size),
    position.size,
    venue.instrument.maxLeverage,
  );
  if (change.lt(0) && position.margin.plus(change).lt(least)) throw new EngineError('margin-too-low');
  changeHold(world, account, position.wallet, settle, change);
  position.margin = position.margin.plus(change);
  world.emit?.(positionEvent(world.now, position));
}

/** Whether margin is added to a position by itself. */
export function setAutoMargin(world: World, position: Position, on: boolean): void {
  position.autoMargin = on;
  world.emit?.(positionEvent(world.now, position));
}
