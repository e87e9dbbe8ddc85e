import type { Category } from '../../engine/index.js';
import { type BookState, changedLevels } from '../books.js';
import type { StreamContext } from '../context.js';
import type { Pushed, Source } from '../source.js';

type Rows = [string, string][];

/** One push of a book: the rows it shows, and how it is numbered. */
export interface BookPush {
  asks: Rows;
  bids: Rows;
  seq: string;
  /** `0` where it follows nothing. */
  pseq: string;
  ts: string;
}

/**
 * The book of a market to a depth: whole each time, or first whole and then what changed.
 *
 * @param levels of each side
 * @param write the item of the push
 */
export function bookSource<Item>(
  context: StreamContext,
  category: Category,
  symbol: string,
  { levels, merges }: { levels: number; merges: boolean },
  write: (push: BookPush) => Item,
): Source<Item[]> {
  let sent: BookState | undefined;
  const read = () => {
    const { world, now, exchange } = context;
    const venue = context.venue(category, symbol);
    return venue && cut(exchange.books.read(world, venue, now), levels);
  };
  const whole = (book: BookState): Pushed<Item[]> => {
    const rows = (side: BookState['asks']): Rows => side.map(({ price, size }) => [price, size]);
    return { action: 'snapshot', data: [write({ asks: rows(book.asks), bids: rows(book.bids), ...marks(book, 0n) })] };
  };
  return {
    first() {
      sent ??= read();
      return sent && whole(sent);
    },
    next() {
      const before = sent;
      const book = read();
      if (!book || !before || book.seq === before.seq) return undefined;
      const asks = changedLevels(before.asks, book.asks, 1);
      const bids = changedLevels(before.bids, book.bids, -1);
      // What changed lies deeper than this stream shows.
      if (asks.length === 0 && bids.length === 0) return undefined;
      sent = book;
      return merges ? { action: 'update', data: [write({ asks, bids, ...marks(book, before.seq) })] } : whole(book);
    },
  };
}

function cut(book: BookState, levels: number): BookState {
  const fits = book.asks.length <= levels && book.bids.length <= levels;
  return fits ? book : { ...book, asks: book.asks.slice(0, levels), bids: book.bids.slice(0, levels) };
}

const marks = ({ seq, at }: BookState, before: bigint) => ({
  seq: String(seq),
  pseq: String(before),
  ts: String(at),
});

/** `5` for `books5`, all for `books`. */
export function levelsOf(topic: string, all: number): number {
  const digits = /\d+$/.exec(topic)?.[0];
  return digits === undefined ? all : Number(digits);
}
