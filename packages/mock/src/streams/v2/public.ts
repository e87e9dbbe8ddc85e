import type { Streams } from '@bitget-spec/v2/channels';
import { priceText } from '../../api/shared/order-fields.js';
import { tickerView as futuresTicker } from '../../api/v2/mix/market.js';
import { tickerView as spotTicker } from '../../api/v2/spot/market.js';
import { venuesIn } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import { bookSource, levelsOf } from '../shared/book-source.js';
import { candleSource, changingSource, tradeSource } from '../shared/market-sources.js';
import { type SourcesOf, snapshotOf, updateOf } from '../source.js';

type Public = Pick<Streams, Extract<keyof Streams, `public.${string}`>>;

function indexPrices({ world, now }: StreamContext) {
  return venuesIn(world, 'SPOT').map((venue) => ({
    symbol: venue.instrument.symbol,
    baseCoin: venue.instrument.base,
    quoteCoin: venue.instrument.quote,
    indexPrice: priceText(venue, venue.market.indexAt(now)),
    ts: String(now),
  }));
}

/** Streams of the markets, v2. */
export const publicSources: SourcesOf<Public> = {
  'public.books': (context) => {
    const { instType, instId, channel } = context.arg;
    const terms = { levels: levelsOf(channel, context.exchange.books.levels), merges: channel === 'books' };
    return bookSource(context, instType, instId, terms, (push) => push);
  },
  'public.trade': (context) =>
    tradeSource(context, context.arg.instType, context.arg.instId, ({ id, price, size, side, at }) => ({
      ts: at,
      price,
      size,
      side,
      tradeId: id,
    })),
  'public.candle': (context) => {
    const { instType, instId, channel } = context.arg;
    return candleSource(context, instType, instId, channel.slice('candle'.length), (candle) => [...candle, candle[6]]);
  },
  'public.spot.ticker': (context) =>
    changingSource(
      context,
      'SPOT',
      context.arg.instId,
      (venue) => {
        const { symbol: instId, ts, usdtVolume, open: open24h, ...figures } = spotTicker(context.request, venue);
        return { instId, open24h, ...figures };
      },
      (item) => ({ ...item, ts: String(context.now) }),
    ),
  'public.mix.ticker': (context) =>
    changingSource(
      context,
      context.arg.instType,
      context.arg.instId,
      (venue) => {
        const view = futuresTicker(context.request, venue);
        const { ts, usdtVolume, deliveryStartTime, deliveryTime, deliveryStatus, changeUtc24h, ...figures } = view;
        const nextFundingTime = String(venue.market.nextFunding(context.now));
        return { instId: figures.symbol, ...figures, nextFundingTime, symbolType: '1', deliveryPrice: '0' };
      },
      (item) => ({ ...item, ts: String(context.now) }),
    ),
  'public.margin.index-price': (context) => {
    let sent = new Map<string, string>();
    return {
      first: () => snapshotOf(indexPrices(context)),
      next() {
        const fresh = indexPrices(context);
        const changed = fresh.filter(({ symbol, indexPrice }) => sent.get(symbol) !== indexPrice);
        sent = new Map(fresh.map(({ symbol, indexPrice }) => [symbol, indexPrice]));
        return updateOf(changed);
      },
    };
  },
  // No pair opens here.
  'public.spot.auction': () => ({
    first: () => snapshotOf([{ stage: 'success', stageEndTime: '1761998400000', auctionEndTime: '1761998400000' }]),
  }),
};
