import { decimal, least, text } from '../decimal.js';
import { positionFor } from '../positions/positions.js';
import { orderEvent } from '../state/events.js';
import { PackedOrder } from '../state/order.js';
import type { Preset } from '../state/order-facts.js';
import type { Order } from '../state/records.js';
import { type Venue, venueOf, type World } from '../state/world.js';
import { EngineError } from '../types.js';
import { freeze, refreshHold, remaining, unrest } from './lifecycle.js';
import { matchArriving } from './matching.js';
import { checkAmended } from './order-checks.js';

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
export function amendOrder(world: World, order: Order, amendment: Amendment): Order {
  const venue = venueOf(world, order.category, order.symbol);
  const draft = draftAmended(venue, order, amendment);
  checkAmended(world, venue, order, draft);
  unrest(venue, order);
  reenter(world, venue, order, draft);
  matchArriving(world, venue, order);
  return order;
}

/** The order as it would be. */
function draftAmended(venue: Venue, order: Order, { price, size, clientOid = order.clientOid }: Amendment): Order {
  // No call of the exchange changes an order that has a trigger.
  if (!order.isOpen || order.trigger) throw new EngineError('order-closed');
  const ticks = price === undefined ? order.ticks : venue.market.ticks(decimal(price));
  const wanted = size === undefined ? order.size : decimal(size);
  if (!Number.isInteger(ticks)) throw new EngineError('price-scale', String(venue.instrument.pricePlaces));
  if (ticks === order.ticks && wanted.eq(order.size)) throw new EngineError('nothing-changed');
  if (wanted.lte(order.filled)) throw new EngineError('min-size', text(order.filled));
  if (clientOid !== order.clientOid && order.account.clientOids.has(clientOid)) {
    throw new EngineError('duplicate', clientOid);
  }
  return new PackedOrder(order.account, order.terms, { ...order.shown(), ticks, size: wanted, clientOid });
}

/** Gives an order what its draft says, and holds what it needs then. */
function reenter(world: World, venue: Venue, order: Order, { ticks, size, clientOid }: Order): void {
  freeze(world, order, remaining(order).negated());
  order.ticks = ticks;
  const position = positionFor(order);
  order.size = order.closing && position ? least(size, order.filled.plus(position.size.minus(position.frozen))) : size;
  if (clientOid !== '') {
    order.clientOid = clientOid;
    order.account.clientOids.set(clientOid, order);
  }
  order.updatedAt = world.now;
  refreshHold(world, venue, order);
  freeze(world, order, remaining(order));
  world.emit?.(orderEvent(world.now, order));
}

/** Gives a waiting order another take profit and stop loss to bring. */
export function setPreset(world: World, order: Order, preset: Preset): void {
  order.preset = preset;
  world.emit?.(orderEvent(world.now, order));
}
