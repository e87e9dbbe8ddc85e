import { type Decimal, text } from '../decimal.js';
import type { Level } from '../market/levels.js';
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

/** What waits at a price, and the level of the market that it is, if it is one alone. */
interface Waiting {
  readonly ticks: number;
  readonly size: Decimal;
  readonly level: Level | undefined;
}

// A look goes no deeper.
const DEEPEST = 1000;

function side(world: World, venue: Venue, taker: 'buy' | 'sell', limit: number, step: number): BookLevel[] {
  const makers = shown(world, venue, taker);
  // Nearly always nobody else is there, and what is shown is in order.
  const waiting =
    step === 1 && venue.resting === 0 ? first(makers, limit) : together(world, venue, taker, limit, step, makers);
  return waiting.map(({ ticks, size, level }) => (level ? known(venue, level) : written(venue, ticks, size)));
}

/** What market makers show, best first. */
function* shown(world: World, venue: Venue, taker: 'buy' | 'sell'): Generator<Waiting> {
  // Looking leaves no trace: a floor that nobody stands on is none of the venue's.
  const floor = venue.floors.get('') ?? emptyFloor();
  refill(floor, world.now);
  for (let index = 0; index < DEEPEST; index++) {
    const level = venue.market.level(taker === 'buy' ? 'ask' : 'bid', index, world.now);
    if (!level) return;
    const { ticks, size } = floor.taken.size === 0 ? level : (seeded(world, venue, floor, taker, index) ?? level);
    const isWhole = size === level.size;
    if (isWhole || size.gt(0)) yield { ticks, size, level: isWhole ? level : undefined };
  }
}

function first(makers: Iterable<Waiting>, limit: number): Waiting[] {
  const found: Waiting[] = [];
  for (const one of makers) {
    if (found.length >= limit) break;
    found.push(one);
  }
  return found;
}

/** Market makers and resting orders, by steps. */
function together(
  world: World,
  venue: Venue,
  taker: 'buy' | 'sell',
  limit: number,
  step: number,
  makers: Iterable<Waiting>,
): Waiting[] {
  const levels = new Map<number, Waiting>();
  const last = venue.market.ticksAt(world.now);
  const merged = (ticks: number) => (taker === 'buy' ? Math.ceil(ticks / step) : Math.floor(ticks / step)) * step;
  const add = ({ ticks, size, level }: Waiting) => {
    const key = merged(ticks);
    const there = levels.get(key);
    if (there) levels.set(key, { ticks: key, size: there.size.plus(size), level: undefined });
    else if (key > 0) levels.set(key, { ticks: key, size, level: key === ticks ? level : undefined });
  };
  for (const one of makers) {
    if (levels.size >= limit) break;
    add(one);
  }
  for (const { book } of venue.floors.values()) {
    let count = 0;
    for (const [key, queue] of book.side(taker === 'buy' ? 'sell' : 'buy').entries()) {
      if (++count > limit) break;
      const ticks = Math.abs(key);
      if (taker === 'buy' ? ticks < last : ticks >= last) continue;
      for (const order of queue.values()) add({ ticks, size: order.size.minus(order.filled), level: undefined });
    }
  }
  return [...levels.values()].sort((a, b) => (taker === 'buy' ? a.ticks - b.ticks : b.ticks - a.ticks)).slice(0, limit);
}

const rows = new WeakMap<Level, BookLevel>();

/** A level of the market in words, which are the same as long as it is. */
function known(venue: Venue, level: Level): BookLevel {
  let row = rows.get(level);
  if (!row) {
    row = written(venue, level.ticks, level.size);
    rows.set(level, row);
  }
  return row;
}

function written({ market }: Venue, ticks: number, size: Decimal): BookLevel {
  return { ticks, price: text(market.price(ticks)), size: text(size) };
}
