import { type Decimal, decimal, down, least, Decimal as Numbers, text, ZERO } from './decimal.js';
import { PRICE_LIMIT } from './instruments.js';
import { borrowFor } from './margin.js';
import { execute } from './match.js';
import { Order, termsOf } from './order.js';
import { expectSize, openCost, positionFor, positionKey, reduces } from './positions.js';
import type { Account, CancelReason, Preset } from './records.js';
import { leverageOf, marginModeOf, positionModeOf, walletOf } from './settings.js';
import { EngineError, type OrderRequest } from './types.js';
import { orderTrigger } from './waiting.js';
import { available, changeHold, floorOf, nextSeq, type Venue, venueOf, type World } from './world.js';

/**
 * Takes an order: checks it against the symbol's rules and the account's money, matches it, and lets the rest
 * wait or end as its type says.
 *
 * @throws EngineError for what the exchange turns down
 */
export function placeOrder(world: World, account: Account, request: OrderRequest): Order {
  const venue = venueOf(world, request.category, request.symbol);
  const order = draft(world, account, venue, request);
  check(world, venue, order);
  return enter(world, venue, order);
}

/** Registers a checked order and matches it. */
export function enter(world: World, venue: Venue, order: Order): Order {
  const { account } = order;
  world.orders[order.seq] = order;
  account.orders.add(order);
  if (order.closing) addClosing(order);
  if (order.clientOid !== '') account.clientOids.set(order.clientOid, order);
  refreshHold(world, venue, order);
  freeze(order, remaining(order));
  if (order.trigger) venue.waiting.add(order);
  else execute(world, venue, order);
  return order;
}

function draft(world: World, account: Account, venue: Venue, request: OrderRequest): Order {
  const { instrument, market } = venue;
  const { side, type, clientOid = '', posSide } = request;
  const spot = instrument.category === 'SPOT';
  const hedge = !spot && positionModeOf(world, account, instrument.category) === 'hedge_mode';
  if (hedge && posSide === undefined) throw new EngineError('position-mode');
  if (clientOid !== '' && (account.clientOids.has(clientOid) || account.planOids.has(clientOid))) {
    throw new EngineError('duplicate', clientOid);
  }
  const price = priceOf(request);
  const ticks = price === undefined ? 0 : market.ticks(price);
  if (!Number.isInteger(ticks)) throw new EngineError('price-scale', String(instrument.pricePlaces));
  const marginMode = request.marginMode ?? marginModeOf(account, instrument);
  const holdSide = posSide ?? (side === 'buy' ? 'long' : 'short');
  const terms = termsOf({
    category: instrument.category,
    line: request.margin?.line ?? (request.trigger === undefined ? instrument.category : 'SPOT-TPSL'),
    symbol: instrument.symbol,
    side,
    type,
    force: type === 'market' ? 'gtc' : (request.force ?? 'gtc'),
    byValue: request.byValue === true && side === 'buy' && type === 'market' && spot,
    feeCoin: spot ? (side === 'buy' ? instrument.base : instrument.quote) : instrument.settle,
    holdCoin: spot ? (side === 'buy' ? instrument.quote : instrument.base) : instrument.settle,
    wallet: request.margin?.purse ?? walletOf(account, instrument.category),
    loan: request.margin?.loan,
    stp: request.stp ?? account.stp,
    posSide: hedge ? holdSide : 'net',
    closing: hedge ? request.closing === true : request.reduceOnly === true && !spot,
    reduceOnly: request.reduceOnly === true,
    marginMode,
    leverage: spot ? 1 : leverageOf(account, instrument, marginMode, holdSide),
    source: request.source ?? (type === 'market' ? 'market' : 'normal'),
  });
  return new Order(account, terms, {
    seq: nextSeq(world, 'order'),
    clientOid,
    ticks,
    size: decimal(request.size),
    filled: ZERO,
    value: ZERO,
    fee: ZERO,
    hold: ZERO,
    profit: ZERO,
    status: 'live',
    reason: '',
    createdAt: world.now,
    updatedAt: world.now,
    preset: presetOf(request),
    trigger: request.trigger === undefined ? undefined : orderTrigger(venue, request.trigger, world.now),
  });
}

function priceOf({ type, price }: OrderRequest): Decimal | undefined {
  if (type === 'market') return undefined;
  if (price === undefined || price === '' || Number(price) <= 0) throw new EngineError('price-needed');
  return decimal(price);
}

function presetOf(request: OrderRequest): Preset | undefined {
  const { takeProfit = '', stopLoss = '', takeProfitPrice = '', stopLossPrice = '' } = request;
  if (takeProfit === '' && stopLoss === '') return undefined;
  const { takeProfitBy = 'fill_price', stopLossBy = 'fill_price' } = request;
  return { takeProfit, stopLoss, takeProfitPrice, stopLossPrice, takeProfitBy, stopLossBy };
}

/**
 * Checks size, price and money. Changes nothing but the size of a reduce-only order that asks for too much, and
 * borrows what an order misses that says so.
 */
function check(world: World, venue: Venue, order: Order): void {
  checkSize(venue, order);
  checkPrice(world, venue, order);
  if (order.closing) {
    checkClosing(order);
    return;
  }
  checkValue(world, venue, order);
  const missing = holdFor(world, venue, order).minus(available(order.account, order.wallet, order.holdCoin));
  if (missing.gt(0) && !borrowFor(world, order, missing)) {
    throw new EngineError(order.category === 'SPOT' ? 'insufficient' : 'insufficient-margin');
  }
}

export function checkSize({ instrument }: Venue, { size, byValue }: Pick<Order, 'size' | 'byValue'>): void {
  const places = byValue ? instrument.quotePlaces : instrument.sizePlaces;
  if (size.lte(0)) throw new EngineError('min-size', text(instrument.minSize));
  if ((size.decimalPlaces() ?? 0) > places)
    throw new EngineError('size-scale', `value=${text(size)}, checkScale=${places}`);
  if (byValue) return;
  if (size.lt(instrument.minSize)) throw new EngineError('min-size', text(instrument.minSize));
  if (size.gt(instrument.maxSize)) throw new EngineError('max-size', text(instrument.maxSize));
}

export function checkPrice(
  world: World,
  { market }: Venue,
  { type, side, ticks, trigger }: Pick<Order, 'type' | 'side' | 'ticks' | 'trigger'>,
): void {
  if (type === 'market') return;
  // Whole numbers all: a share of the last price up or down, cut to the tick. It will be where the trigger is.
  const last = trigger?.ticks ?? market.ticksAt(world.now);
  const limit = side === 'buy' ? Math.floor(last * (1 + PRICE_LIMIT)) : Math.ceil(last * (1 - PRICE_LIMIT));
  if (side === 'buy' ? ticks > limit : ticks < limit) throw new EngineError('price-limit', text(market.price(limit)));
}

export function checkValue(
  world: World,
  { instrument, market }: Venue,
  order: Pick<Order, 'type' | 'size' | 'ticks' | 'byValue' | 'trigger'>,
): void {
  const price = market.price(
    order.type === 'market' ? (order.trigger?.ticks ?? market.ticksAt(world.now)) : order.ticks,
  );
  const value = order.byValue ? order.size : price.times(order.size);
  if (value.lt(instrument.minValue)) throw new EngineError('min-value', text(instrument.minValue));
}

function checkClosing(order: Order): void {
  const position = positionFor(order);
  const wrongWay = position !== undefined && (position.side === 'long') === (order.side === 'buy');
  if (!position || wrongWay) throw new EngineError('no-position');
  const free = position.size.minus(position.frozen);
  if (free.lte(0)) throw new EngineError('close-too-much');
  // A reduce-only order never closes more than there is; one that names a position must not ask for more.
  if (order.size.gt(free)) {
    if (order.posSide !== 'net') throw new EngineError('close-too-much');
    order.size = free;
  }
}

/** What is left to trade, in base coin (in quote coin where the size is). */
export function remaining(order: Order): Decimal {
  return order.byValue ? order.size.minus(order.value) : order.size.minus(order.filled);
}

/** What the rest of an order must have held for it. */
export function holdFor(world: World, { instrument, market }: Venue, order: Order): Decimal {
  const rest = remaining(order);
  if (order.category === 'SPOT') {
    return order.side === 'sell' || order.byValue ? rest : market.price(order.ticks).times(rest);
  }
  if (order.closing) return ZERO;
  const position = positionFor(order);
  const opening = position && reduces(order, position) ? Numbers.max(rest.minus(position.size), ZERO) : rest;
  if (opening.isZero()) return ZERO;
  const ticks = order.type === 'market' ? market.ticksAt(world.now) : order.ticks;
  return openCost(instrument, market.price(ticks), opening, order.leverage);
}

/** Brings what is held for an order in line with what is left of it. */
export function refreshHold(world: World, venue: Venue, order: Order): void {
  const ended = order.status === 'filled' || order.status === 'cancelled';
  const hold = ended ? ZERO : holdFor(world, venue, order);
  changeHold(world, order.account, order.wallet, order.holdCoin, hold.minus(order.hold));
  order.hold = hold;
}

/** Marks size of a position as spoken for by an order, which closes or opens it; a negative size gives it back. */
export function freeze(order: Order, by: Decimal): void {
  if (order.category === 'SPOT') return;
  if (!order.closing) {
    expectSize(order, by);
    return;
  }
  const position = positionFor(order);
  if (position) position.frozen = Numbers.max(position.frozen.plus(by), ZERO);
}

/** Ends an order that still waits. */
export function cancel(world: World, order: Order, reason: CancelReason): void {
  const venue = venueOf(world, order.category, order.symbol);
  freeze(order, remaining(order).negated());
  order.status = 'cancelled';
  order.reason = reason;
  finish(world, venue, order);
}

/** Takes an order that ended from everywhere but the histories. */
export function finish(world: World, venue: Venue, order: Order): void {
  order.updatedAt = world.now;
  refreshHold(world, venue, order);
  order.account.orders.end(order);
  if (order.closing) order.account.closing.get(closingKey(order))?.delete(order);
  if (order.trigger) venue.waiting.delete(order);
  const floor = floorOf(venue, order.account.family);
  if (floor.book.remove(order)) venue.resting -= 1;
  order.pack();
}

export function addClosing(order: Order): void {
  const { closing } = order.account;
  const key = closingKey(order);
  const orders = closing.get(key);
  if (orders) orders.add(order);
  else closing.set(key, new Set([order]));
}

const closingKey = ({ category, symbol, posSide }: Order) => positionKey(category, symbol, posSide);

export interface Amendment {
  price?: string | undefined;
  size?: string | undefined;
  clientOid?: string | undefined;
}

/**
 * Changes price or size of a waiting order, which keeps its number and loses its place in the queue.
 *
 * @throws EngineError `order-closed`, `nothing-changed`, and whatever a new order could be turned down for
 */
export function amendOrder(world: World, order: Order, { price, size, clientOid }: Amendment): Order {
  const venue = venueOf(world, order.category, order.symbol);
  // No call of the exchange changes an order that has a trigger.
  if (!order.isOpen || order.trigger) throw new EngineError('order-closed');
  const ticks = price === undefined ? order.ticks : venue.market.ticks(decimal(price));
  const wanted = size === undefined ? order.size : decimal(size);
  if (!Number.isInteger(ticks)) throw new EngineError('price-scale', String(venue.instrument.pricePlaces));
  if (ticks === order.ticks && wanted.eq(order.size)) throw new EngineError('nothing-changed');
  if (wanted.lte(order.filled)) throw new EngineError('min-size', text(order.filled));
  if (clientOid !== undefined && order.account.clientOids.has(clientOid) && clientOid !== order.clientOid) {
    throw new EngineError('duplicate', clientOid);
  }
  const { type, side, byValue, closing, trigger } = order;
  checkSize(venue, { size: wanted, byValue });
  checkPrice(world, venue, { type, side, ticks, trigger });
  if (!closing) checkValue(world, venue, { type, ticks, byValue, trigger, size: wanted });
  checkMoney(world, venue, order, ticks, wanted);
  const floor = floorOf(venue, order.account.family);
  if (floor.book.remove(order)) venue.resting -= 1;
  freeze(order, remaining(order).negated());
  order.ticks = ticks;
  const position = positionFor(order);
  order.size =
    order.closing && position ? least(wanted, order.filled.plus(position.size.minus(position.frozen))) : wanted;
  if (clientOid !== undefined) {
    order.clientOid = clientOid;
    order.account.clientOids.set(clientOid, order);
  }
  order.updatedAt = world.now;
  refreshHold(world, venue, order);
  freeze(order, remaining(order));
  execute(world, venue, order);
  return order;
}

/** Whether the account has what an order would need with another price and size. */
function checkMoney(world: World, venue: Venue, order: Order, ticks: number, size: Decimal): void {
  const draft = new Order(order.account, order.terms, { ...order.shown(), ticks, size });
  const more = holdFor(world, venue, draft).minus(order.hold);
  if (more.gt(available(order.account, order.wallet, order.holdCoin))) {
    throw new EngineError(order.category === 'SPOT' ? 'insufficient' : 'insufficient-margin');
  }
}

/** How much of an order can trade at a price: whole lots, and never more than the position it reduces. */
export function tradable(venue: Venue, order: Order, price: Decimal): Decimal {
  const rest = order.byValue
    ? down(order.size.minus(order.value).div(price), venue.instrument.sizePlaces)
    : order.size.minus(order.filled);
  if (order.category === 'SPOT') return rest;
  const position = positionFor(order);
  if (order.closing) return position ? least(rest, position.size) : ZERO;
  // A trade that turns a one-way position over closes first and opens with the next execution.
  return position && reduces(order, position) ? least(rest, position.size) : rest;
}
