import { type Decimal, ONE, ZERO } from '../decimal.js';
import type { World } from '../state/world.js';

/** Dollars that one unit of a coin is worth at the last price. */
export function dollarsOf(world: World, coin: string): Decimal {
  if (/^USD/.test(coin)) return ONE;
  const venue = world.venues.get(`SPOT:${coin}USDT`);
  return venue ? venue.market.price(venue.market.ticksAt(world.now)) : ZERO;
}
