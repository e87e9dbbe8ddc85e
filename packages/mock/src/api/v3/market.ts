import { refuse } from '../../core/errors.js';
import { depth, knownCoin, text, tiersOf, type Venue, venueOf, venuesIn } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { candlesOf } from '../shared/candles.js';
import { statsOf } from '../shared/day-statistics.js';
import { currentFunding, pastFunding } from '../shared/funding-rates.js';
import { lendingOf } from '../shared/lending.js';
import { priceText } from '../shared/order-fields.js';
import { moment } from '../shared/pages.js';
import { publicTrades } from '../shared/public-trades.js';
import { instrumentView } from './instruments.js';
import type { ContextOf, Handlers, ResponseOf } from './operations.js';
import { categoryOf, venueNamed } from './venues.js';

type Lists = 'instruments' | 'tickers' | 'openInterest' | 'positionTier';

/** The instruments that a request names: one, or all of a category. */
function chosen({ world, request }: ContextOf<`market.${Lists}`>): Venue[] {
  const category = categoryOf(request);
  return request.symbol === undefined ? venuesIn(world, category) : [venueOf(world, category, request.symbol)];
}

type Ticker = EntryOf<ResponseOf<'market.tickers'>>;

export function tickerView(context: RequestContext, venue: Venue): Ticker {
  const { instrument, market } = venue;
  const stats = statsOf(venue, context.now);
  const { asks, bids } = depth(context.world, venue, 1);
  const futures =
    instrument.category === 'SPOT'
      ? {}
      : {
          indexPrice: priceText(venue, market.indexAt(context.now)),
          markPrice: priceText(venue, market.markAt(context.now)),
          fundingRate: text(market.fundingRate(market.nextFunding(context.now))),
          openInterest: text(market.openInterest(context.now)),
          deliveryStartTime: '',
          deliveryTime: '',
          deliveryStatus: '',
        };
  return {
    category: instrument.category,
    symbol: instrument.symbol,
    ts: String(context.now),
    lastPrice: stats.last,
    openPrice24h: stats.open,
    highPrice24h: stats.high,
    lowPrice24h: stats.low,
    ask1Price: asks[0]?.[0] ?? '',
    bid1Price: bids[0]?.[0] ?? '',
    bid1Size: bids[0]?.[1] ?? '',
    ask1Size: asks[0]?.[1] ?? '',
    price24hPcnt: stats.change,
    volume24h: stats.base,
    turnover24h: stats.quote,
    ...futures,
  };
}

function candles(context: ContextOf<'market.candles' | 'market.historyCandles'>) {
  const { interval, startTime, endTime, type, limit = 100 } = context.request;
  const kind = type === 'mark' || type === 'index' ? type : 'market';
  const [from, to] = [moment(startTime), moment(endTime)];
  return candlesOf(venueNamed(context), context.now, { granularity: interval, from, to, limit, kind });
}

/** Reads of the market, v3. */
export const market: Handlers = {
  'public.time': ({ now }) => ({ serverTime: String(now) }),
  'market.instruments': (context) => chosen(context).map((venue) => instrumentView(venue, context.request.category)),
  'market.tickers': (context) => chosen(context).map((venue) => tickerView(context, venue)),
  'market.orderbook': (context) => {
    const { asks, bids } = depth(context.world, venueNamed(context), context.request.limit ?? 5);
    return { a: asks, b: bids, ts: String(context.now) };
  },
  'market.candles': candles,
  'market.historyCandles': candles,
  'market.fills': (context) =>
    publicTrades(context, venueNamed(context)).map(({ id, price, size, side, at }) => ({
      execId: id,
      execLinkId: id,
      price,
      size,
      side,
      ts: at,
      isRPI: 'no',
    })),
  'market.currentFundRate': ({ world, now, request }) => {
    const { symbol, category } = request;
    const all = [...world.venues.values()].filter(
      ({ instrument }) =>
        instrument.category !== 'SPOT' &&
        (symbol === undefined || instrument.symbol === symbol.toUpperCase()) &&
        (category === undefined || instrument.category === category),
    );
    if (symbol !== undefined && all.length === 0) throw refuse('25100', { about: symbol });
    return all.map((venue) => currentFunding(venue, now));
  },
  'market.historyFundRate': (context) => {
    const { cursor = 1, limit = 20 } = context.request;
    const list = pastFunding(venueNamed(context), context.now, cursor, limit);
    return { resultList: list.map(({ at, ...one }) => ({ ...one, fundingRateTimestamp: at })) };
  },
  'market.openInterest': (context) => ({
    list: chosen(context).map(({ instrument, market }) => ({
      symbol: instrument.symbol,
      openInterest: text(market.openInterest(context.now)),
    })),
    ts: String(context.now),
  }),
  'market.positionTier': (context) => {
    const [venue] = chosen(context);
    return (venue ? tiersOf(venue.instrument) : []).map(({ level, from, to, leverage, rate }) => ({
      tier: String(level),
      minTierValue: from,
      maxTierValue: to,
      leverage: String(leverage),
      mmr: text(rate),
    }));
  },
  'market.marginLoans': ({ request }) => {
    const { daily, annual, limit } = lendingOf(knownCoin(request.coin));
    return { dailyInterest: daily, annualInterest: annual, limit };
  },
};
