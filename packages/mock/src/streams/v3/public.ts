import type { Streams } from '@bitget-spec/v3/channels';
import { tickerView } from '../../api/v3/market.js';
import { bookSource, levelsOf } from '../shared/book-source.js';
import { liquidationSource } from '../shared/liquidations.js';
import { candleSource, changingSource, tradeSource } from '../shared/market-sources.js';
import type { SourcesOf } from '../source.js';
import { categoryOf } from './categories.js';

type Public = Pick<Streams, Extract<keyof Streams, `public.${string}`>>;

/** Streams of the markets, v3. */
export const publicSources: SourcesOf<Public> = {
  'public.books': (context) => {
    const { instType, symbol, topic } = context.arg;
    const all = context.exchange.books.levels;
    const levels = levelsOf(topic, all);
    const merges = topic === 'books' || topic === 'books50';
    const depth = topic === 'books' ? { maxdepth: String(all) } : {};
    return bookSource(context, categoryOf(instType), symbol, { levels, merges }, ({ asks: a, bids: b, ...marks }) => ({
      a,
      b,
      ...marks,
      ...depth,
    }));
  },
  'public.rpi-books': (context) => {
    const { instType, symbol, topic } = context.arg;
    const levels = levelsOf(topic, context.exchange.books.levels);
    // No order here is for retail traders alone.
    const rows = (side: [string, string][]) =>
      side.map(([price, size]): [string, string, string] => [price, size, '0']);
    return bookSource(context, categoryOf(instType), symbol, { levels, merges: false }, ({ asks, bids, seq, ts }) => ({
      a: rows(asks),
      b: rows(bids),
      seq,
      ts,
    }));
  },
  'public.publicTrade': (context) =>
    tradeSource(context, categoryOf(context.arg.instType), context.arg.symbol, ({ id, price, size, side, at }) => ({
      i: id,
      L: id,
      p: price,
      v: size,
      S: side,
      T: at,
      isRPI: 'no',
    })),
  'public.kline': (context) => {
    const { instType, symbol, interval } = context.arg;
    return candleSource(context, categoryOf(instType), symbol, interval, (candle) => {
      const [start, open, high, low, close, volume, turnover] = candle;
      return { start, open, close, high, low, volume, turnover };
    });
  },
  'public.ticker': (context) => {
    const category = categoryOf(context.arg.instType);
    return changingSource(
      context,
      category,
      context.arg.symbol,
      (venue) => {
        const { category: _, symbol, ts, ...figures } = tickerView(context.request, venue);
        if (category === 'SPOT') return figures;
        const { market } = venue;
        return { ...figures, nextFundingTime: String(market.nextFunding(context.now)) };
      },
      (item) => item,
    );
  },
  'public.liquidation': (context) =>
    liquidationSource(categoryOf(context.arg.instType), ({ symbol, side, price, size, at }) => ({
      symbol,
      side: side === 'long' ? 'buy' : 'sell',
      price,
      amount: size,
      ts: String(at),
    })),
};
