import {
  type Category,
  depth,
  EngineError,
  text,
  tiersOf,
  type Venue,
  venueOf,
  venuesIn,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { candlesOf, priceText, statsOf } from '../../shared/order-fields.js';
import { merged, publicTrades } from '../spot/market.js';

const FUTURES = ['USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'] as const;

// The older demo trading, in coins of its own. Clients still ask for its contracts; there are none here.
const isOldDemo = (ask: Ask) => /^S(USDT|COIN|USDC)-FUTURES$/.test(ask.text('productType') ?? '');

export function productOf(ask: Ask): Category {
  if (isOldDemo(ask)) throw new EngineError('unknown-symbol');
  return ask.word('productType', FUTURES) ?? 'USDT-FUTURES';
}

export function mixVenue(ask: Ask): Venue {
  return venueOf(ask.world, productOf(ask), ask.need('symbol'));
}

function chosen(ask: Ask): Venue[] {
  if (ask.text('symbol') !== undefined) return [mixVenue(ask)];
  if (isOldDemo(ask)) return [];
  return venuesIn(ask.world, productOf(ask));
}

function ticker(ask: Ask, venue: Venue) {
  const { market, instrument } = venue;
  const stats = statsOf(venue, ask.now);
  const { asks, bids } = depth(ask.world, venue, 1);
  return {
    symbol: instrument.symbol,
    lastPr: stats.last,
    askPr: asks[0]?.[0] ?? '',
    bidPr: bids[0]?.[0] ?? '',
    bidSz: bids[0]?.[1] ?? '',
    askSz: asks[0]?.[1] ?? '',
    high24h: stats.high,
    low24h: stats.low,
    ts: String(ask.now),
    change24h: stats.change,
    baseVolume: stats.base,
    quoteVolume: stats.quote,
    usdtVolume: stats.usdt,
    openUtc: stats.openUtc,
    changeUtc24h: stats.changeUtc,
    indexPrice: priceText(venue, market.indexAt(ask.now)),
    fundingRate: text(market.fundingRate(market.nextFunding(ask.now))),
    holdingAmount: text(market.openInterest(ask.now)),
    deliveryStartTime: '',
    deliveryTime: '',
    deliveryStatus: 'delivery_normal',
    open24h: stats.open,
    markPrice: priceText(venue, market.markAt(ask.now)),
  };
}

function candles(ask: Ask, kind: 'market' | 'mark' | 'index') {
  return candlesOf(mixVenue(ask), ask.now, {
    granularity: ask.need('granularity'),
    from: ask.number('startTime'),
    to: ask.number('endTime'),
    limit: ask.number('limit') ?? 100,
    kind,
  });
}

const HOUR = 3_600_000;

/** Settlements before now, newest first. */
export function pastFunding(ask: Ask, venue: Venue, page: number, limit: number) {
  const length = venue.instrument.fundingHours * HOUR;
  const last = venue.market.nextFunding(ask.now) - length;
  return Array.from({ length: limit }, (_, index) => last - ((page - 1) * limit + index) * length).map((at) => ({
    symbol: venue.instrument.symbol,
    rate: text(venue.market.fundingRate(at)),
    at: String(at),
  }));
}

/** Reads of the futures market, v2. */
export const mixMarket: Handlers = {
  'v2:mix.market.contracts': (ask) =>
    chosen(ask).map(({ instrument }) => ({
      symbol: instrument.symbol,
      baseCoin: instrument.base,
      quoteCoin: instrument.quote,
      buyLimitPriceRatio: '0.2',
      sellLimitPriceRatio: '0.2',
      feeRateUpRatio: '0.005',
      makerFeeRate: text(instrument.makerFee),
      takerFeeRate: text(instrument.takerFee),
      openCostUpRatio: '0.01',
      supportMarginCoins: [instrument.settle],
      minTradeNum: text(instrument.minSize),
      priceEndStep: '1',
      volumePlace: String(instrument.sizePlaces),
      pricePlace: String(instrument.pricePlaces),
      sizeMultiplier: text(instrument.minSize),
      symbolType: 'perpetual',
      minTradeUSDT: text(instrument.minValue),
      maxSymbolOrderNum: '200',
      maxProductOrderNum: '1000',
      maxPositionNum: '150',
      symbolStatus: 'normal',
      offTime: '-1',
      limitOpenTime: '-1',
      deliveryTime: '',
      deliveryStartTime: '',
      launchTime: '',
      fundInterval: String(instrument.fundingHours),
      minLever: '1',
      maxLever: String(instrument.maxLeverage),
      posLimit: '0.1',
      maintainTime: '',
      maxMarketOrderQty: text(instrument.maxSize),
      maxOrderQty: text(instrument.maxSize),
      isRwa: 'NO',
    })),

  'v2:mix.market.ticker': (ask) => [ticker(ask, mixVenue(ask))],
  'v2:mix.market.tickers': (ask) => chosen(ask).map((venue) => ticker(ask, venue)),

  'v2:mix.market.mergeDepth': (ask) => {
    const { asks, bids, ...about } = merged(ask, mixVenue(ask));
    // This list alone writes its figures as numbers.
    const numbers = (side: [string, string][]) => side.map((row) => row.map(Number));
    return { asks: numbers(asks), bids: numbers(bids), ts: String(ask.now), ...about };
  },

  'v2:mix.market.candles': (ask) =>
    candles(ask, ask.text('kLineType') === 'MARK' ? 'mark' : ask.text('kLineType') === 'INDEX' ? 'index' : 'market'),
  'v2:mix.market.historyCandles': (ask) => candles(ask, 'market'),
  'v2:mix.market.historyIndexCandles': (ask) => candles(ask, 'index'),
  'v2:mix.market.historyMarkCandles': (ask) => candles(ask, 'mark'),

  'v2:mix.market.fills': (ask) => mixTrades(ask, (side) => side),
  'v2:mix.market.fillsHistory': (ask) => mixTrades(ask, (side) => side.slice(0, 1).toUpperCase() + side.slice(1)),

  'v2:mix.market.currentFundRate': (ask) =>
    chosen(ask).map(({ instrument, market }) => ({
      symbol: instrument.symbol,
      fundingRate: text(market.fundingRate(market.nextFunding(ask.now))),
      fundingRateInterval: String(instrument.fundingHours),
      nextUpdate: String(market.nextFunding(ask.now)),
      minFundingRate: '-0.003',
      maxFundingRate: '0.003',
    })),
  'v2:mix.market.historyFundRate': (ask) =>
    pastFunding(ask, mixVenue(ask), ask.number('pageNo') ?? 1, ask.number('pageSize') ?? 20).map(
      ({ symbol, rate, at }) => ({
        symbol,
        fundingRate: rate,
        fundingTime: at,
      }),
    ),
  'v2:mix.market.fundingTime': (ask) => {
    const { instrument, market } = mixVenue(ask);
    const nextFundingTime = String(market.nextFunding(ask.now));
    return [{ symbol: instrument.symbol, nextFundingTime, ratePeriod: String(instrument.fundingHours) }];
  },
  'v2:mix.market.openInterest': (ask) => {
    const { instrument, market } = mixVenue(ask);
    return {
      openInterestList: [{ symbol: instrument.symbol, size: text(market.openInterest(ask.now)) }],
      ts: String(ask.now),
    };
  },
  'v2:mix.market.symbolPrice': (ask) => {
    const venue = mixVenue(ask);
    const { market } = venue;
    return [
      {
        symbol: venue.instrument.symbol,
        price: priceText(venue, market.ticksAt(ask.now)),
        indexPrice: priceText(venue, market.indexAt(ask.now)),
        markPrice: priceText(venue, market.markAt(ask.now)),
        ts: String(ask.now),
      },
    ];
  },
  'v2:mix.market.queryPositionLever': (ask) => {
    const { instrument } = mixVenue(ask);
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

function mixTrades(ask: Ask, word: (side: string) => string) {
  const venue = mixVenue(ask);
  return publicTrades(ask, venue).map(({ id, price, size, side, at }) => ({
    tradeId: id,
    price,
    size,
    side: word(side),
    ts: at,
    symbol: venue.instrument.symbol,
  }));
}
