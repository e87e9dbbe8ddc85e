import { type Candle, type CandleQuery, candlesOf } from '../../api/shared/candles.js';
import { publicTrades } from '../../api/shared/public-trades.js';
import type { Category, Venue } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { type Source, snapshotOf, updateOf } from '../source.js';

/** What is shown of the past on subscribing. */
const RECENT = 50;
/** What is made up for after the clock has jumped. */
const MISSED = 100;

type Trade = ReturnType<typeof publicTrades>[number];

/** The trades of a market: some of the past, then each new one. The newest is first, as REST lists them. */
export function tradeSource<Item>(
  context: StreamContext,
  category: Category,
  symbol: string,
  write: (trade: Trade) => Item,
): Source<Item[]> {
  const second = () => Math.floor(context.now / 1000);
  const last = (count: number) => {
    const venue = context.venue(category, symbol);
    return venue ? publicTrades(context.request.with({ limit: count }), venue).map(write) : [];
  };
  let seen = second();
  return {
    first: () => snapshotOf(last(RECENT)),
    next() {
      const passed = second() - seen;
      if (passed === 0) return undefined;
      seen += passed;
      // A clock that was put back.
      return passed < 0 ? undefined : updateOf(last(Math.min(passed, MISSED)));
    },
  };
}

/** The candles of a market: some of the past, then the running one as it changes. */
export function candleSource<Item>(
  context: StreamContext,
  category: Category,
  symbol: string,
  granularity: string,
  write: (candle: Candle) => Item,
): Source<Item[]> {
  const last = (limit: number) => {
    const query: CandleQuery = { granularity, from: undefined, to: undefined, limit, kind: 'market' };
    const venue = context.venue(category, symbol);
    return venue ? candlesOf(venue, context.now, query) : [];
  };
  let sent = new Map(last(2).map((candle) => [candle[0], String(candle)]));
  return {
    first: () => snapshotOf(last(RECENT).map(write)),
    next() {
      const fresh = last(2);
      const changed = fresh.filter((candle) => sent.get(candle[0]) !== String(candle));
      sent = new Map(fresh.map((candle) => [candle[0], String(candle)]));
      return updateOf(changed.map(write));
    },
  };
}

/**
 * What one reading of a market gives, pushed whole when it changed.
 *
 * @param read the item without the time of the reading, which alone is no news
 */
export function changingSource<Item, Stamped = Item>(
  context: StreamContext,
  category: Category,
  symbol: string,
  read: (venue: Venue) => Item,
  stamp: (item: Item) => Stamped,
): Source<Stamped[]> {
  let sent: string | undefined;
  const fresh = () => {
    const venue = context.venue(category, symbol);
    return venue && read(venue);
  };
  return {
    first() {
      const item = fresh();
      if (item === undefined) return undefined;
      sent ??= JSON.stringify(item);
      return snapshotOf([stamp(item)]);
    },
    next() {
      const item = fresh();
      const text = JSON.stringify(item);
      if (item === undefined || text === sent) return undefined;
      sent = text;
      return snapshotOf([stamp(item)]);
    },
  };
}
