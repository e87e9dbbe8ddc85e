import { type Decimal, text, ZERO } from '../decimal.js';
import { emptyFloor, type Venue, type World } from '../state/world.js';
import { refill, seeded } from './liquidity.js';

/** One side of the public book: price and size as text, best first. */
export type DepthSide = [string, string][];

/** One level of the public book. */
export interface BookLevel {
  /** Price in units of its last decimal. */
  readonly ticks: number;
  readonly price: string;
  readonly size: string;
}

/** The public book, the best level of each side first. */
export interface Book {
  readonly asks: readonly BookLevel[];
  readonly bids: readonly BookLevel[];
}

/**
 * The public book: market makers and everyone's resting orders.
 * Orders of different families never meet, so one that would cross the best of the other side is left out.
 */
export function depth(world: World, venue: Venue, limit: number, step = 1): { asks: DepthSide; bids: DepthSide } {
  const { asks, bids } = bookOf(world, venue, limit, step);
  return { asks: asks.map(row), bids: bids.map(row) };
}

const row = ({ price, size }: BookLevel): [string, string] => [price, size];

/** The same level by level. */
export function bookOf(world: World, venue: Venue, limit: number, step = 1): Book {
  return { asks: side(world, venue, 'buy', limit, step), bids: side(world, venue, 'sell', limit, step) };
}

function side(world: World, venue: Venue, taker: 'buy' | 'sell', limit: number, step: number): BookLevel[] {
  const { market } = venue;
  const levels = new Map<number, Decimal>();
  const last = market.ticksAt(world.now);
  const merged = (ticks: number) => (taker === 'buy' ? Math.ceil(ticks / step) : Math.floor(ticks / step)) * step;
  const add = (ticks: number, size: Decimal) => {
    const key = merged(ticks);
    if (key > 0) levels.set(key, (levels.get(key) ?? ZERO).plus(size));
  };
  // Looking leaves no trace: a floor that nobody stands on is none of the venue's.
  const floor = venue.floors.get('') ?? emptyFloor();
  refill(floor, world.now);
  for (let level = 0; levels.size < limit && level < 1000; level++) {
    const offer = seeded(world, venue, floor, taker, level);
    if (!offer) break;
    add(offer.ticks, offer.size);
  }
  for (const { book } of venue.floors.values()) {
    let count = 0;
    for (const [key, queue] of book.side(taker === 'buy' ? 'sell' : 'buy').entries()) {
      if (++count > limit) break;
      const ticks = Math.abs(key);
      if (taker === 'buy' ? ticks < last : ticks >= last) continue;
      for (const order of queue.values()) add(ticks, order.size.minus(order.filled));
    }
  }
  return [...levels]
    .sort(([a], [b]) => (taker === 'buy' ? a - b : b - a))
    .slice(0, limit)
    .map(([ticks, size]) => ({ ticks, price: text(market.price(ticks)), size: text(size) }));
}
