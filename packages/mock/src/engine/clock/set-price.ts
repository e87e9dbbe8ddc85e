import { decimal } from '../decimal.js';
import type { Venue, World } from '../state/world.js';
import { type EngineControl, EngineError } from '../types.js';
import { advance, look } from './advance.js';
import { liquidateLoans } from './loan-liquidation.js';
import { dropOrphans } from './orphans.js';

/**
 * Puts the markets of a symbol to a price, or lets them move with the clock again.
 *
 * @throws EngineError `unknown-symbol`, `bad-price`, before anything moves
 */
export function setPrice(
  world: World,
  { symbol, category, price, now }: Parameters<EngineControl['setPrice']>[0],
): void {
  const venues = [...world.venues.values()].filter(
    ({ instrument }) => instrument.symbol === symbol && (category === undefined || instrument.category === category),
  );
  if (venues.length === 0) throw new EngineError('unknown-symbol', symbol);
  const ticks = venues.map((venue) => ticksOf(venue, price));
  advance(world, now);
  venues.forEach((venue, index) => {
    venue.market.setTicks(ticks[index], now);
  });
  for (const venue of venues) look(world, venue);
  liquidateLoans(world);
  dropOrphans(world);
}

/** @throws EngineError `bad-price` */
function ticksOf({ market }: Venue, price: string | undefined): number | undefined {
  if (price === undefined) return undefined;
  const ticks = /^\d+(\.\d+)?$/.test(price) ? market.roundTicks(decimal(price)) : 0;
  if (ticks < 2 || !Number.isSafeInteger(ticks)) throw new EngineError('bad-price', price);
  return ticks;
}
