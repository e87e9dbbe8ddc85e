import { least } from '../decimal.js';
import type { Order } from '../state/records.js';
import { type Floor, floorOf, type Venue, type World } from '../state/world.js';
import { cancel, rest, tradable } from './lifecycle.js';
import { AllOffers, accepts, fillable, type Liquidity, refill, SeededOffers } from './liquidity.js';
import { complete, type Role, settleFill } from './settlement.js';

/** Matches an order that just came, then lets the rest wait or ends it. */
export function matchArriving(world: World, venue: Venue, order: Order): void {
  const floor = floorOf(venue, order.account.family);
  refill(floor, world.now);
  const offers = new AllOffers(world, venue, floor, order.side);
  if (order.force === 'post_only') {
    const offer = offers.best();
    if (offer && accepts(order, offer.ticks)) {
      cancel(world, order, 'post_only_fill_cancel');
      return;
    }
  }
  if (order.force === 'fok' && !fillable(world, venue, floor, order)) {
    cancel(world, order, 'fok_not_full_cancel');
    return;
  }
  match(world, venue, order, offers, 'taker');
  if (!order.isOpen) return;
  if (order.type === 'limit' && (order.force === 'gtc' || order.force === 'post_only')) rest(venue, order);
  else cancel(world, order, 'ioc_not_full_cancel');
}

/** Waiting orders that the market has reached trade at their own price, as far as the market's size goes. */
export function matchResting(world: World, venue: Venue, floor: Floor): void {
  refill(floor, world.now);
  for (const side of ['buy', 'sell'] as const) {
    const offers = new SeededOffers(world, venue, floor, side);
    for (let order = floor.book.best(side); order; order = floor.book.best(side)) {
      match(world, venue, order, offers, 'maker');
      if (order.isOpen) break;
    }
  }
}

/**
 * Trades an order with the best offers until it is done or nothing acceptable is left. What comes takes the price that is
 * offered, what waited gets its own; the role says the fee as well.
 */
function match(world: World, venue: Venue, order: Order, offers: Liquidity, role: Role): void {
  while (order.isOpen) {
    const offer = offers.best();
    if (!offer || !accepts(order, offer.ticks)) return;
    const { maker } = offer;
    if (maker && preventSelfTrade(world, order, maker)) continue;
    const price = venue.market.price(role === 'taker' ? offer.ticks : order.ticks);
    const offered = maker ? least(offer.size, tradable(venue, maker, price)) : offer.size;
    const size = least(tradable(venue, order, price), offered);
    if (size.lte(0)) {
      if (maker && offered.lte(0)) cancel(world, maker, 'normal_cancel');
      else endUntradable(world, venue, order, role);
      continue;
    }
    if (maker) settleFill(world, venue, maker, price, size, 'maker');
    else offers.take(offer, size);
    settleFill(world, venue, order, price, size, role);
  }
}

/** Self-trade prevention: whether one of the two had to go. */
function preventSelfTrade(world: World, order: Order, maker: Order): boolean {
  if (order.stp === 'none' || maker.account.uid !== order.account.uid) return false;
  if (order.stp !== 'cancel_taker') cancel(world, maker, 'stp_cancel');
  if (order.stp !== 'cancel_maker') cancel(world, order, 'stp_cancel');
  return true;
}

/** What is left buys less than a lot, or there is no position left to reduce. */
function endUntradable(world: World, venue: Venue, order: Order, role: Role): void {
  if (order.byValue && order.filled.gt(0)) complete(world, venue, order);
  else cancel(world, order, role === 'taker' ? 'ioc_not_full_cancel' : 'normal_cancel');
}
