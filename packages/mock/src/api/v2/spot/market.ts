import { depth, type Venue, venueOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { candlesOf } from '../../shared/candles.js';
import { statsOf } from '../../shared/day-statistics.js';
import { moment } from '../../shared/pages.js';
import { publicTrades } from '../../shared/public-trades.js';
import { capital, mergedBook } from '../merged-book.js';
import type { ContextOf, Handlers, ResponseOf } from '../operations.js';
import { pairsOf } from './public.js';

type Named = 'orderbook' | 'mergeDepth' | 'candles' | 'historyCandles' | 'fills' | 'fillsHistory';

const pairOf = ({ world, request }: ContextOf<`spot.market.${Named}`>): Venue => venueOf(world, 'SPOT', request.symbol);

function candles(context: ContextOf<'spot.market.candles' | 'spot.market.historyCandles'>) {
  const { request } = context;
  const rows = candlesOf(pairOf(context), context.now, {
    granularity: request.granularity,
    from: 'startTime' in request ? moment(request.startTime) : undefined,
    to: moment(request.endTime),
    limit: request.limit ?? 100,
    kind: 'market',
  });
  return rows.map((row): [...typeof row, string] => [...row, row[6]]);
}

function trades(
  context: ContextOf<'spot.market.fills' | 'spot.market.fillsHistory'>,
  sideOf: (side: string) => string,
) {
  const venue = pairOf(context);
  return publicTrades(context, venue).map(({ id, price, size, side, at }) => ({
    symbol: venue.instrument.symbol,
    tradeId: id,
    side: sideOf(side),
    price,
    size,
    ts: at,
  }));
}

export function tickerView(context: RequestContext, venue: Venue) {
  const stats = statsOf(venue, context.now);
  const { asks, bids } = depth(context.world, venue, 1);
  return {
    symbol: venue.instrument.symbol,
    high24h: stats.high,
    open: stats.open,
    low24h: stats.low,
    lastPr: stats.last,
    quoteVolume: stats.quote,
    baseVolume: stats.base,
    usdtVolume: stats.usdt,
    bidPr: bids[0]?.[0] ?? '',
    askPr: asks[0]?.[0] ?? '',
    bidSz: bids[0]?.[1] ?? '',
    askSz: asks[0]?.[1] ?? '',
    openUtc: stats.openUtc,
    ts: String(context.now),
    changeUtc24h: stats.changeUtc,
    change24h: stats.change,
  } satisfies EntryOf<ResponseOf<'spot.market.tickers'>>;
}

/** Reads of the spot market, v2. */
export const spotMarket: Handlers = {
  'spot.market.tickers': (context) => pairsOf(context).map((venue) => tickerView(context, venue)),

  'spot.market.orderbook': (context) => {
    const { type = 'step0', limit = 150 } = context.request;
    const { asks, bids } = depth(context.world, pairOf(context), Math.min(limit, 150), 10 ** Number(type.slice(4)));
    return { asks, bids, ts: String(context.now) };
  },

  'spot.market.mergeDepth': (context) => ({ ts: String(context.now), ...mergedBook(context, pairOf(context)) }),

  'spot.market.candles': candles,
  'spot.market.historyCandles': candles,

  'spot.market.fills': (context) => trades(context, (side) => side),
  'spot.market.fillsHistory': (context) => trades(context, capital),
};
