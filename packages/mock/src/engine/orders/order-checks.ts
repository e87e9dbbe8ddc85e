import { text } from '../decimal.js';
import { PRICE_LIMIT } from '../market/instruments.js';
import { positionFor } from '../positions/positions.js';
import { available } from '../state/balances.js';
import type { Order } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import { EngineError } from '../types.js';
import { holdFor, missingFor } from './lifecycle.js';
import { canBorrow } from './margin.js';

/**
 * Checks size, price and money of a new order. Changes nothing but the size of a reduce-only order that asks for too
 * much.
 *
 * @throws EngineError for what the exchange turns down
 */
export function checkOrder(world: World, venue: Venue, order: Order): void {
  checkSize(venue, order);
  checkPrice(world, venue, order);
  if (order.closing) {
    checkClosing(order);
    return;
  }
  checkValue(world, venue, order);
  const missing = missingFor(world, venue, order);
  if (missing.gt(0) && !canBorrow(world, order, missing)) throw insufficient(order);
}

/** The same of new terms for an order that waits; it may not borrow for them. @throws EngineError */
export function checkAmended(world: World, venue: Venue, order: Order, draft: Order): void {
  checkSize(venue, draft);
  checkPrice(world, venue, draft);
  if (!order.closing) checkValue(world, venue, draft);
  const more = holdFor(world, venue, draft).minus(order.hold);
  if (more.gt(available(order.account, order.wallet, order.holdCoin))) throw insufficient(order);
}

const insufficient = ({ category }: Order) =>
  new EngineError(category === 'SPOT' ? 'insufficient' : 'insufficient-margin');

function checkSize({ instrument }: Venue, { size, byValue }: Order): void {
  const places = byValue ? instrument.quotePlaces : instrument.sizePlaces;
  if (size.lte(0)) throw new EngineError('min-size', text(instrument.minSize));
  if ((size.decimalPlaces() ?? 0) > places)
    throw new EngineError('size-scale', `value=${text(size)}, checkScale=${places}`);
  if (byValue) return;
  if (size.lt(instrument.minSize)) throw new EngineError('min-size', text(instrument.minSize));
  if (size.gt(instrument.maxSize)) throw new EngineError('max-size', text(instrument.maxSize));
}

function checkPrice(world: World, { market }: Venue, { type, side, ticks, trigger }: Order): void {
  if (type === 'market') return;
  // Whole numbers all: a share of the last price up or down, cut to the tick. It will be where the trigger is.
  const last = trigger?.ticks ?? market.ticksAt(world.now);
  const limit = side === 'buy' ? Math.floor(last * (1 + PRICE_LIMIT)) : Math.ceil(last * (1 - PRICE_LIMIT));
  if (side === 'buy' ? ticks > limit : ticks < limit) throw new EngineError('price-limit', text(market.price(limit)));
}

function checkValue(world: World, { instrument, market }: Venue, order: Order): void {
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
