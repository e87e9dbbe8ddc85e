import { BEAT, type Book, type BookLevel, bookOf, type Venue, type World } from '../engine/index.js';

/** A book at a moment. Nothing changes it afterwards. */
export interface BookState extends Book {
  /** Number of this state, rising: it grows by the levels that changed. */
  readonly seq: bigint;
  /** When the book stood so, Unix milliseconds. */
  readonly at: number;
}

interface Kept {
  state: BookState;
  /** What the state was read from. */
  key: string;
}

// Past 2^53, where the exchange's are as well and a reader that takes them for numbers loses the last digits.
const COIN_FUTURES = 9_007_199_254_740_993n;
const OTHERS = 427_583_461_144n;

/** The public books of all markets, numbered. */
export class Books {
  private readonly kept = new Map<string, Kept>();
  /** Grows with each order that may have changed a book. */
  private version = 0;
  private readonly changed = new Map<string, number>();

  /** @param levels of a side that a book keeps */
  constructor(readonly levels: number) {}

  /** The book of a market now. */
  read(world: World, venue: Venue, now: number): BookState {
    const { key: market } = venue.market;
    const key = `${Math.floor(now / BEAT)} ${venue.market.ticksAt(now)} ${this.changed.get(market) ?? 0}`;
    const before = this.kept.get(market);
    if (before?.key === key) return before.state;
    const book = bookOf(world, venue, this.levels);
    const state = before ? following(before.state, book, now) : first(venue, book, now);
    this.kept.set(market, { state, key });
    return state;
  }

  /** An order of a market came, changed or went. */
  touch(market: string): void {
    this.changed.set(market, ++this.version);
  }

  /** Every market is another. Numbers go on. */
  touchAll(): void {
    for (const market of this.kept.keys()) this.touch(market);
  }
}

function first({ instrument }: Venue, book: Book, at: number): BookState {
  return { ...book, at, seq: instrument.category === 'COIN-FUTURES' ? COIN_FUTURES : OTHERS };
}

function following(before: BookState, book: Book, at: number): BookState {
  const count = changedLevels(before.asks, book.asks, 1).length + changedLevels(before.bids, book.bids, -1).length;
  return count === 0 ? before : { ...book, at, seq: before.seq + BigInt(count) };
}

/**
 * The levels that differ, best first; one that is gone has size `0`.
 *
 * @param way 1 for asks, -1 for bids
 */
export function changedLevels(
  before: readonly BookLevel[],
  after: readonly BookLevel[],
  way: 1 | -1,
): [string, string][] {
  const changes: [string, string][] = [];
  let old = 0;
  for (const { ticks, price, size } of after) {
    for (let gone = before[old]; gone && way * gone.ticks < way * ticks; gone = before[++old]) {
      changes.push([gone.price, '0']);
    }
    const same = before[old];
    if (same?.ticks === ticks) old++;
    if (same?.ticks !== ticks || same.size !== size) changes.push([price, size]);
  }
  for (const { price } of before.slice(old)) changes.push([price, '0']);
  return changes;
}
