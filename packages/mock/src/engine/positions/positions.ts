import { type Decimal, down, text, up, ZERO } from '../decimal.js';
import { profitOf, SHARE, settleValue } from '../market/contracts.js';
import { changeHold, fromHouse, note } from '../state/balances.js';
import { positionEvent } from '../state/events.js';
import type { BillKind } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account, Order, Position } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import type { Category, HoldSide } from '../types.js';
import { leverageOf } from './modes.js';

export function positionKey(category: Category, symbol: string, side: HoldSide | 'net'): string {
  return `${category}:${symbol}:${side}`;
}

/** The position that an order is about, if there is one. */
export function positionFor({
  account,
  category,
  symbol,
  posSide,
}: Pick<Order, 'account' | 'category' | 'symbol' | 'posSide'>): Position | undefined {
  return account.positions.get(positionKey(category, symbol, posSide));
}

/** The key of a position itself. */
export function keyOf({ category, symbol, side, hedge }: Position): string {
  return positionKey(category, symbol, hedge ? side : 'net');
}

/** The side of a position that an order would add to. */
function openingKey({ category, symbol, posSide, side }: Pick<Order, 'category' | 'symbol' | 'posSide' | 'side'>) {
  return positionKey(category, symbol, posSide === 'net' ? (side === 'buy' ? 'long' : 'short') : posSide);
}

/** Counts size that an opening order stands for. Only the classic account shows it. */
export function expectSize(order: Order, by: Decimal): void {
  if (order.account.view !== 'classic') return;
  const { opening } = order.account;
  const key = openingKey(order);
  opening.set(key, (opening.get(key) ?? ZERO).plus(by));
}

/** Size that the open orders would add to a position. */
export function expectedSize({ account, category, symbol, side }: Position): Decimal {
  return account.opening.get(positionKey(category, symbol, side)) ?? ZERO;
}

/** Whether an order would take from the position rather than add to it. */
export function reduces(order: Pick<Order, 'side' | 'closing'>, position: Position | undefined): boolean {
  if (order.closing) return true;
  return position !== undefined && !position.hedge && (position.side === 'long') !== (order.side === 'buy');
}

/** Takes an execution into the order's position. Never more than the position where it reduces. */
export function applyToPosition(
  world: World,
  venue: Venue,
  order: Order,
  price: Decimal,
  size: Decimal,
  rate: Decimal,
): { fee: Decimal; profit: Decimal; effect: 'open' | 'close' } {
  const found = positionFor(order);
  const fee = settleValue(venue.instrument, price, size).times(rate);
  if (found && reduces(order, found)) {
    const profit = reduce(world, venue, found, price, size, fee, billKind('close', found));
    return { fee, profit, effect: 'close' };
  }
  const position = found ?? open(world, venue, order);
  const value = settleValue(venue.instrument, price, size);
  const margin = up(value.div(position.leverage), SHARE);
  position.size = position.size.plus(size);
  position.cost = position.cost.plus(price.times(size));
  position.margin = position.margin.plus(margin);
  position.openFee = position.openFee.plus(fee);
  position.opened = position.opened.plus(size);
  position.openedCost = position.openedCost.plus(price.times(size));
  position.updatedAt = world.now;
  const { settle } = venue.instrument;
  const balance = fromHouse(world, order.account, order.wallet, settle, fee.negated());
  changeHold(world, order.account, order.wallet, settle, margin);
  note(world, order.account, {
    kind: billKind('open', position),
    wallet: order.wallet,
    coin: settle,
    amount: ZERO,
    fee,
    balance: balance.cash,
    category: order.category,
    symbol: order.symbol,
  });
  world.emit?.(positionEvent(world.now, position));
  return { fee, profit: ZERO, effect: 'open' };
}

export function billKind(what: 'open' | 'close' | 'burst', { side, hedge }: Position): BillKind {
  if (hedge) return `${what}-${side}`;
  const way = (what === 'open') === (side === 'long') ? 'buy' : 'sell';
  return what === 'burst' ? `burst-${way}` : `net-${way}`;
}

function open(world: World, venue: Venue, order: Order): Position {
  const side = order.posSide === 'net' ? (order.side === 'buy' ? 'long' : 'short') : order.posSide;
  const position: Position = {
    seq: nextSeq(world, 'position'),
    account: order.account,
    category: order.category,
    symbol: order.symbol,
    side,
    hedge: order.posSide !== 'net',
    wallet: order.wallet,
    marginMode: order.marginMode,
    leverage: leverageOf(order.account, venue.instrument, order.marginMode, side),
    size: ZERO,
    cost: ZERO,
    margin: ZERO,
    frozen: ZERO,
    realised: ZERO,
    openFee: ZERO,
    closeFee: ZERO,
    funding: ZERO,
    opened: ZERO,
    openedCost: ZERO,
    closed: ZERO,
    closedValue: ZERO,
    autoMargin: false,
    createdAt: world.now,
    updatedAt: world.now,
  };
  order.account.positions.set(positionKey(order.category, order.symbol, order.posSide), position);
  venue.holders.add(order.account);
  return position;
}

/** Takes size from a position at a price and pays profit less fee. */
export function reduce(
  world: World,
  venue: Venue,
  position: Position,
  price: Decimal,
  size: Decimal,
  fee: Decimal,
  kind: BillKind,
): Decimal {
  const all = size.gte(position.size);
  const cost = all ? position.cost : down(position.cost.times(size).div(position.size), SHARE);
  const margin = all ? position.margin : down(position.margin.times(size).div(position.size), SHARE);
  const profit = profitOf(venue.instrument, position.side, cost, size, price);
  position.size = position.size.minus(size);
  position.cost = position.cost.minus(cost);
  position.margin = position.margin.minus(margin);
  position.realised = position.realised.plus(profit);
  position.closeFee = position.closeFee.plus(fee);
  position.closed = position.closed.plus(size);
  position.closedValue = position.closedValue.plus(price.times(size));
  position.updatedAt = world.now;
  const { settle } = venue.instrument;
  changeHold(world, position.account, position.wallet, settle, margin.negated());
  const balance = fromHouse(world, position.account, position.wallet, settle, profit.minus(fee));
  // What a liquidated account can't pay, the insurance fund does.
  if (balance.cash.isNegative()) fromHouse(world, position.account, position.wallet, settle, balance.cash.negated());
  note(world, position.account, {
    kind,
    wallet: position.wallet,
    coin: settle,
    amount: profit,
    fee,
    balance: balance.cash,
    category: position.category,
    symbol: position.symbol,
  });
  if (position.size.isZero()) end(world, venue, position);
  world.emit?.(positionEvent(world.now, position));
  return profit;
}

function end(world: World, venue: Venue, position: Position): void {
  const { account, category, symbol } = position;
  // The history is in the order of closing, and numbers have to grow along it.
  position.seq = nextSeq(world, 'position');
  account.positions.delete(keyOf(position));
  world.ended.push(position);
  account.closedPositions.push(position);
  if (!hasPosition(account, category, symbol)) venue.holders.delete(account);
}

/** An account's positions of one market. */
export function positionsIn(account: Account, { instrument }: Venue): Position[] {
  return (['long', 'short', 'net'] as const).flatMap((side) => {
    const position = account.positions.get(positionKey(instrument.category, instrument.symbol, side));
    return position ? [position] : [];
  });
}

export function hasPosition(account: Account, category: Category, symbol?: string): boolean {
  for (const position of account.positions.values()) {
    if (position.category === category && (symbol === undefined || position.symbol === symbol)) return true;
  }
  return false;
}

/** The average price of what is open. */
export function averagePrice({ cost, size }: Position, places: number): string {
  return size.isZero() ? '0' : text(down(cost.div(size), places));
}
