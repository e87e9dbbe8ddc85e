import { decimal, up } from './decimal.js';
import { positionEvent } from './events.js';
import { cancel } from './lifecycle.js';
import { placeOrder } from './place.js';
import { hasPosition, keyOf, openCost, positionKey, settleValue } from './positions.js';
import type { Account, Order, Position } from './records.js';
import { leveragesOf, marginModeOf, modeScope, positionModeOf } from './settings.js';
import { type Category, EngineError, type HoldSide, type Line, type MarginMode, type PositionMode } from './types.js';
import { available, changeHold, seqOf, type Venue, venueOf, type World } from './world.js';

export interface OrderName {
  /** Symbol that it must be of. @default any */
  symbol?: string | undefined;
  /** Lines that it may be of. @default any */
  lines?: readonly Line[] | undefined;
  orderId?: string | undefined;
  clientOid?: string | undefined;
  /** Not if it was placed later, Unix milliseconds. @default whenever */
  until?: number | undefined;
}

/** The account's own order by either of its numbers. @throws EngineError `id-needed`, `no-such-order` */
export function findOrder(world: World, account: Account, name: OrderName): Order {
  if (!name.orderId && !name.clientOid) throw new EngineError('id-needed');
  const order = knownOrder(world, account, name);
  if (!order) throw new EngineError('no-such-order');
  return order;
}

/** The account's own order by either of its numbers, if there is one. The exchange's counts where both are given. */
export function knownOrder(
  world: World,
  account: Account,
  { orderId, clientOid, lines, symbol, until = Infinity }: OrderName,
): Order | undefined {
  const own = (oid: string) => account.clientOids.get(oid) ?? orderByOwnId(world, account, oid);
  const order = orderId ? orderById(world, account, orderId) : clientOid ? own(clientOid) : undefined;
  if (!order || order.createdAt > until || (symbol !== undefined && order.symbol !== symbol)) return undefined;
  return lines === undefined || lines.includes(order.line) ? order : undefined;
}

function orderById(world: World, account: Account, orderId: string): Order | undefined {
  const seq = seqOf(world, 'order', orderId);
  const order = seq === undefined ? undefined : world.orders[seq];
  return order?.account === account ? order : undefined;
}

/** An order placed without a number of its own is shown with the exchange's in that place. */
function orderByOwnId(world: World, account: Account, clientOid: string): Order | undefined {
  const order = orderById(world, account, clientOid);
  return order?.clientOid === '' ? order : undefined;
}

/** @throws EngineError `no-such-order`, `order-closed` */
export function cancelOrder(world: World, account: Account, name: OrderName): Order {
  const order = findOrder(world, account, name);
  if (!order.isOpen) throw new EngineError('order-closed');
  cancel(world, order, 'normal_cancel');
  return order;
}

export function cancelAll(world: World, orders: readonly Order[]): readonly Order[] {
  for (const order of orders) cancel(world, order, 'normal_cancel');
  return orders;
}

/** Which positions of a product line; what is left out does not matter. */
export interface PositionName {
  symbol?: string | undefined;
  side?: HoldSide | undefined;
}

/** What closing a position came to. */
export interface Closed {
  position: Position;
  order?: Order;
  error?: EngineError;
}

/** Closes positions at the market. */
export function closePositions(
  world: World,
  account: Account,
  category: Category,
  { symbol, side }: PositionName,
): Closed[] {
  const positions = [...account.positions.values()].filter(
    (position) =>
      position.category === category &&
      (symbol === undefined || position.symbol === symbol) &&
      (side === undefined || position.side === side),
  );
  return positions.map((position) => {
    // Its closing orders would be in the way.
    for (const order of [...(account.closing.get(keyOf(position)) ?? [])]) cancel(world, order, 'normal_cancel');
    try {
      return { position, order: closeAtMarket(world, account, position) };
    } catch (error) {
      if (error instanceof EngineError) return { position, error };
      throw error;
    }
  });
}

function closeAtMarket(world: World, account: Account, position: Position): Order {
  return placeOrder(world, account, {
    category: position.category,
    symbol: position.symbol,
    side: position.side === 'long' ? 'sell' : 'buy',
    type: 'market',
    size: position.size.toFixed(),
    posSide: position.hedge ? position.side : undefined,
    closing: position.hedge,
    reduceOnly: true,
    marginMode: position.marginMode,
  });
}

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

/** Turns a position over: closes it and opens the same size the other way. */
export function reverse(
  world: World,
  account: Account,
  category: Category,
  symbol: string,
  side: HoldSide,
  clientOid: string | undefined,
): Order {
  const venue = venueOf(world, category, symbol);
  const hedge = positionModeOf(world, account, category) === 'hedge_mode';
  const position = account.positions.get(positionKey(category, venue.instrument.symbol, hedge ? side : 'net'));
  if (!position || position.side !== side) throw new EngineError('no-position');
  const { size, marginMode } = position;
  closePositions(world, account, category, { symbol: venue.instrument.symbol, side });
  const other = side === 'long' ? 'short' : 'long';
  return placeOrder(world, account, {
    category,
    symbol: venue.instrument.symbol,
    side: other === 'long' ? 'buy' : 'sell',
    type: 'market',
    size: size.toFixed(),
    clientOid,
    posSide: hedge ? other : undefined,
    marginMode,
    source: 'reverse',
  });
}
