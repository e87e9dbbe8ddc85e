import { type Decimal, down, least, most, ZERO } from '../decimal.js';
import { openCost } from '../market/contracts.js';
import { expectSize, positionFor, positionKey, reduces } from '../positions/positions.js';
import { available, changeHold } from '../state/balances.js';
import { orderEvent, positionEvent } from '../state/events.js';
import { nextSeq } from '../state/numbers.js';
import type { CancelReason } from '../state/order-facts.js';
import type { Order } from '../state/records.js';
import { floorOf, type Venue, venueOf, type World } from '../state/world.js';

/** Gives a checked order its number: what is refused takes none. */
export function numberOrder(world: World, order: Order): void {
  order.seq = nextSeq(world, 'order');
}

/** Enters an order everywhere that it is looked for, and holds what it needs. */
export function enterOrder(world: World, venue: Venue, order: Order): void {
  const { account } = order;
  world.orders[order.seq] = order;
  account.orders.add(order);
  if (order.closing) addClosing(order);
  if (order.clientOid !== '') account.clientOids.set(order.clientOid, order);
  refreshHold(world, venue, order);
  freeze(world, order, remaining(order));
  world.emit?.(orderEvent(world.now, order));
}

/** Lets an order wait in the book. */
export function rest(venue: Venue, order: Order): void {
  floorOf(venue, order.account.family).book.add(order);
  venue.resting += 1;
}

/** Takes an order out of the book, if it is there. */
export function unrest(venue: Venue, order: Order): void {
  if (floorOf(venue, order.account.family).book.remove(order)) venue.resting -= 1;
}

/** Ends an order that still waits. */
export function cancel(world: World, order: Order, reason: CancelReason): void {
  const venue = venueOf(world, order.category, order.symbol);
  freeze(world, order, remaining(order).negated());
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
  unrest(venue, order);
  order.pack();
  world.emit?.(orderEvent(world.now, order));
}

/** Lists an order with those that close its position. */
export function addClosing(order: Order): void {
  const { closing } = order.account;
  const key = closingKey(order);
  const orders = closing.get(key);
  if (orders) orders.add(order);
  else closing.set(key, new Set([order]));
}

const closingKey = ({ category, symbol, posSide }: Order) => positionKey(category, symbol, posSide);

/** What is left to trade, in base coin (in quote coin where the size is). */
export function remaining(order: Order): Decimal {
  return order.byValue ? order.size.minus(order.value) : order.size.minus(order.filled);
}

/** How much of an order can trade at a price: whole lots that are paid for, and never more than the position it reduces. */
export function tradable(venue: Venue, order: Order, price: Decimal): Decimal {
  const rest = order.byValue
    ? down(order.size.minus(order.value).div(price), venue.instrument.sizePlaces)
    : order.size.minus(order.filled);
  if (order.category === 'SPOT') {
    const bySize = order.type === 'market' && order.side === 'buy' && !order.byValue;
    return bySize ? least(rest, affordable(venue, order, price)) : rest;
  }
  const position = positionFor(order);
  if (order.closing) return position ? least(rest, position.size) : ZERO;
  // A trade that turns a one-way position over closes first and opens with the next execution.
  return position && reduces(order, position) ? least(rest, position.size) : rest;
}

/** A market order that buys by size was held for at one price and may meet worse ones: the coin to pay with is its end. */
function affordable({ instrument }: Venue, { account, wallet, holdCoin, hold }: Order, price: Decimal): Decimal {
  return down(available(account, wallet, holdCoin).plus(hold).div(price), instrument.sizePlaces);
}

/** What the rest of an order must have held for it. */
export function holdFor(world: World, { instrument, market }: Venue, order: Order): Decimal {
  const rest = remaining(order);
  if (order.category === 'SPOT') {
    return order.side === 'sell' || order.byValue ? rest : market.price(order.ticks).times(rest);
  }
  if (order.closing) return ZERO;
  const position = positionFor(order);
  const opening = position && reduces(order, position) ? most(rest.minus(position.size), ZERO) : rest;
  if (opening.isZero()) return ZERO;
  const ticks = order.type === 'market' ? market.ticksAt(world.now) : order.ticks;
  return openCost(instrument, market.price(ticks), opening, order.leverage);
}

/** What an order needs and its account does not have; not above 0 if it has all. */
export function missingFor(world: World, venue: Venue, order: Order): Decimal {
  return holdFor(world, venue, order).minus(available(order.account, order.wallet, order.holdCoin));
}

/** Brings what is held for an order in line with what is left of it. */
export function refreshHold(world: World, venue: Venue, order: Order): void {
  const hold = order.isOpen ? holdFor(world, venue, order) : ZERO;
  changeHold(world, order.account, order.wallet, order.holdCoin, hold.minus(order.hold));
  order.hold = hold;
}

/** Marks size of a position as spoken for by an order, which closes or opens it; a negative size gives it back. */
export function freeze(world: World, order: Order, by: Decimal): void {
  if (order.category === 'SPOT') return;
  if (!order.closing) {
    expectSize(order, by);
    return;
  }
  const position = positionFor(order);
  if (!position) return;
  position.frozen = most(position.frozen.plus(by), ZERO);
  world.emit?.(positionEvent(world.now, position));
}
