import { notify } from '../socket/hooks.js';
import { itemsOf } from '../streams/queue.js';
import type { Stream, StreamOptions } from '../streams/stream.js';
import { type BookItem, createBook, type OrderBook } from './book.js';
import type { BookResult, Broken } from './result.js';

/** A push of an order book, as the stream gives it. */
interface BookPush {
  readonly action?: string;
  readonly data: unknown;
}

/** The stream of a channel of books: `socket.public.books`. */
export type FollowBooks<Arg, Item, P> = (arg: Arg, options: StreamOptions<Item, P>) => Stream<Item, P>;

export interface FollowBookOptions<P = BookPush>
  extends Pick<StreamOptions<unknown, P>, 'signal' | 'onEvent' | 'onError'> {
  /** Makes a push of the text of a frame, several times as fast as JSON.parse: `createBookScanner()`. @default JSON.parse */
  parse?: ((text: string) => BookPush | undefined) | undefined;
  /** Levels a side that the stream holds, where its pushes do not say so. @default no limit */
  maxDepth?: number | undefined;
  /** Called after each push; the book is the same object each time. */
  onChange?: ((book: OrderBook, result: BookResult) => unknown) | undefined;
  /** Called when the book is no longer right, and is asked for anew. */
  onResync?: ((reason: Broken) => unknown) | undefined;
}

/** A book that is kept right. As a loop it gives the book whenever it has changed: a slow reader gets the latest, and never lags. */
export interface FollowedBook extends AsyncIterable<OrderBook> {
  readonly book: OrderBook;
  /** Whether the book shows what the exchange last sent, on a connection that is there; after a gap, once it has a new snapshot. */
  readonly live: boolean;
  /** How often it was asked for anew, for a gap or a book that can't be. */
  readonly resyncs: number;
  /** Kept once the first snapshot is in the book; rejected where it ended. */
  ready(): Promise<void>;
  /** Ends it, within the tick. */
  close(): void;
}

/**
 * Keeps an order book by a stream of books, and asks for it anew where it is no longer right:
 * `followBook(socket.public.books, { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' })`. One book a call.
 * @throws TypeError for a list of arguments
 */
export function followBook<Arg, Item, P extends BookPush>(
  follow: FollowBooks<Arg, Item, P>,
  arg: Exclude<Arg, readonly unknown[]>,
  { maxDepth, parse, onChange, onResync, onEvent, onError, signal }: FollowBookOptions<P> = {},
): FollowedBook {
  if (Array.isArray(arg))
    throw new TypeError(
      '[@bitget-spec/websocket] a list of arguments, followBook: follow each book by a call of its own.',
    );
  const book = createBook(maxDepth === undefined ? {} : { maxDepth });
  const readers = new Set<() => void>();
  let error: unknown;
  let ended = false;
  let current = false;
  let changed = false;
  let resyncs = 0;

  const wake = () => {
    for (const reader of readers) reader();
    readers.clear();
  };

  const failed = (thrown: unknown) => notify(onError, thrown);

  const take = (action: string, item: BookItem) => {
    const result = book.apply(action, item);
    if (result.kind === 'snapshot') current = true;
    if (result.resync) {
      resyncs++;
      stream.resubscribe();
      notify(onResync, result, failed);
    }
    changed = true;
    notify((one) => onChange?.(one, result), book, failed);
  };

  const stream = follow(arg, {
    signal,
    // it is read here alone, as a push of a book
    parse: parse as StreamOptions<Item, P>['parse'],
    onPush({ action = '', data }) {
      const items = itemsOf(data);
      // one each, as far as is known; a push without any is none
      for (const item of items.length ? items : [undefined]) take(action, item as BookItem);
      wake();
    },
    onEvent(event) {
      if (event.type === 'lost' || (event.type === 'live' && !event.continuous)) current = false;
      return onEvent?.(event);
    },
    onError,
    onEnd(thrown) {
      ended = true;
      error = thrown;
      wake();
    },
  });

  /** Until `isDone`; false where it ended before. */
  const until = async (isDone: () => boolean): Promise<boolean> => {
    while (!ended) {
      if (isDone()) return true;
      await new Promise<void>((resolve) => readers.add(resolve));
    }
    if (error !== undefined) throw error;
    return false;
  };

  const isLive = () => !ended && current && book.state === 'live';

  return {
    book,
    get live() {
      return isLive();
    },
    get resyncs() {
      return resyncs;
    },
    async ready() {
      if (!(await until(() => book.state === 'live')))
        throw new Error('[@bitget-spec/websocket] the book was closed, followBook: make a new one.');
    },
    close: () => stream.close(),
    async *[Symbol.asyncIterator]() {
      try {
        while (await until(() => changed && isLive())) {
          changed = false;
          yield book;
        }
      } finally {
        stream.close();
      }
    },
  };
}
