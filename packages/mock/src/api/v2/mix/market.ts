import { depth, text, tiersOf, type Venue, venueOf, venuesIn } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { candlesOf } from '../../shared/candles.js';
import { statsOf } from '../../shared/day-statistics.js';
import { currentFunding, pastFunding } from '../../shared/funding-rates.js';
import { priceText } from '../../shared/order-fields.js';
import { moment } from '../../shared/pages.js';
import { publicTrades } from '../../shared/public-trades.js';
import { capital, mergedBook } from '../merged-book.js';
import type { ContextOf, Handlers, RequestOf, ResponseOf } from '../operations.js';
import { contractView } from './contracts.js';
import { categoryOf, productOf, venueNamed } from './venues.js';

/** The contracts that a request names: one, or all of a product line. */
function chosen(
  { world }: RequestContext,
  request: RequestOf<'mix.market.contracts' | 'mix.market.currentFundRate'>,
): Venue[] {
  const { symbol } = request;
  if (symbol !== undefined) return [venueOf(world, productOf(request), symbol)];
  const category = categoryOf(request);
  return category === undefined ? [] : venuesIn(world, category);
}

type Ticker = EntryOf<ResponseOf<'mix.market.ticker'>> & EntryOf<ResponseOf<'mix.market.tickers'>>;

export function tickerView(context: RequestContext, venue: Venue) {
  const { market, instrument } = venue;
  const stats = statsOf(venue, context.now);
  const { asks, bids } = depth(context.world, venue, 1);
  return {
    symbol: instrument.symbol,
    lastPr: stats.last,
    askPr: asks[0]?.[0] ?? '',
    bidPr: bids[0]?.[0] ?? '',
    bidSz: bids[0]?.[1] ?? '',
    askSz: asks[0]?.[1] ?? '',
    high24h: stats.high,
    low24h: stats.low,
    ts: String(context.now),
    change24h: stats.change,
    baseVolume: stats.base,
    quoteVolume: stats.quote,
    usdtVolume: stats.usdt,
    openUtc: stats.openUtc,
    changeUtc24h: stats.changeUtc,
    indexPrice: priceText(venue, market.indexAt(context.now)),
    fundingRate: text(market.fundingRate(market.nextFunding(context.now))),
    holdingAmount: text(market.openInterest(context.now)),
    deliveryStartTime: '',
    deliveryTime: '',
    deliveryStatus: 'delivery_normal',
    open24h: stats.open,
    markPrice: priceText(venue, market.markAt(context.now)),
  } satisfies Ticker;
}

type Candles = 'candles' | 'historyCandles' | 'historyIndexCandles' | 'historyMarkCandles';

function candles(context: ContextOf<`mix.market.${Candles}`>, kind: 'market' | 'mark' | 'index') {
  const { granularity, startTime, endTime, limit = 100 } = context.request;
  const [from, to] = [moment(startTime), moment(endTime)];
  return candlesOf(venueNamed(context), context.now, { granularity, from, to, limit, kind });
}

const CANDLE_KINDS = { MARKET: 'market', MARK: 'mark', INDEX: 'index' } as const;

function trades(context: ContextOf<'mix.market.fills' | 'mix.market.fillsHistory'>, sideOf: (side: string) => string) {
  const venue = venueNamed(context);
  return publicTrades(context, venue).map(({ id, price, size, side, at }) => ({
    tradeId: id,
    price,
    size,
    side: sideOf(side),
    ts: at,
    symbol: venue.instrument.symbol,
  }));
}

/** Reads of the futures market, v2. */
export const mixMarket: Handlers = {
  'mix.market.contracts': (context) =>
    chosen(context, context.request).map(({ instrument }) => contractView(instrument)),

  'mix.market.ticker': (context) => [tickerView(context, venueNamed(context))],
  'mix.market.tickers': (context) => chosen(context, context.request).map((venue) => tickerView(context, venue)),

  'mix.market.mergeDepth': (context) => {
    const { asks, bids, ...about } = mergedBook(context, venueNamed(context));
    // This list alone writes its figures as numbers.
    const numbers = (side: [string, string][]) => side.map(([price, size]): [number, number] => [+price, +size]);
    return { asks: numbers(asks), bids: numbers(bids), ts: String(context.now), ...about };
  },

  'mix.market.candles': (context) => candles(context, CANDLE_KINDS[context.request.kLineType ?? 'MARKET']),
  'mix.market.historyCandles': (context) => candles(context, 'market'),
  'mix.market.historyIndexCandles': (context) => candles(context, 'index'),
  'mix.market.historyMarkCandles': (context) => candles(context, 'mark'),

  'mix.market.fills': (context) => trades(context, (side) => side),
  'mix.market.fillsHistory': (context) => trades(context, capital),

  'mix.market.currentFundRate': (context) =>
    chosen(context, context.request).map((venue) => currentFunding(venue, context.now)),
  'mix.market.historyFundRate': (context) => {
    const { pageNo = 1, pageSize = 20 } = context.request;
    return pastFunding(venueNamed(context), context.now, pageNo, pageSize).map(({ at, ...one }) => ({
      ...one,
      fundingTime: at,
    }));
  },
  'mix.market.fundingTime': (context) => {
    const { instrument, market } = venueNamed(context);
    const nextFundingTime = String(market.nextFunding(context.now));
    return [{ symbol: instrument.symbol, nextFundingTime, ratePeriod: String(instrument.fundingHours) }];
  },
  'mix.market.openInterest': (context) => {
    const { instrument, market } = venueNamed(context);
    return {
      openInterestList: [{ symbol: instrument.symbol, size: text(market.openInterest(context.now)) }],
      ts: String(context.now),
    };
  },
  'mix.market.symbolPrice': (context) => {
    const venue = venueNamed(context);
    const { market } = venue;
    return [
      {
        symbol: venue.instrument.symbol,
        price: priceText(venue, market.ticksAt(context.now)),
        indexPrice: priceText(venue, market.indexAt(context.now)),
        markPrice: priceText(venue, market.markAt(context.now)),
        ts: String(context.now),
      },
    ];
  },
  'mix.market.queryPositionLever': (context) => {
    const { instrument } = venueNamed(context);
    return tiersOf(instrument).map(({ level, from, to, leverage, rate }) => ({
      symbol: instrument.symbol,
      level: String(level),
      startUnit: from,
      endUnit: to,
      leverage: String(leverage),
      keepMarginRate: text(rate),
    }));
  },
};
