import { refuse } from '../../core/errors.js';
import { type Category, depth, type Line, text, tiersOf, type Venue, venueOf, venuesIn } from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { candlesOf, priceText, statsOf } from '../shared/order-fields.js';
import { pastFunding } from '../v2/mix/market.js';
import { publicTrades } from '../v2/spot/market.js';

const CATEGORIES = ['SPOT', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'] as const;

/** The market side of a category: margin trades where spot does. */
export function categoryOf(ask: Ask): Category {
  return ask.word('category', CATEGORIES) ?? 'SPOT';
}

/** The list that an order of a category is in. */
export function v3Line(ask: Ask): Line {
  return ask.text('category') === 'MARGIN' ? 'MARGIN' : categoryOf(ask);
}

export function v3Venue(ask: Ask): Venue {
  return venueOf(ask.world, categoryOf(ask), ask.need('symbol'));
}

function chosen(ask: Ask): Venue[] {
  if (ask.text('symbol') !== undefined) return [v3Venue(ask)];
  return venuesIn(ask.world, categoryOf(ask));
}

function ticker(ask: Ask, venue: Venue) {
  const { instrument, market } = venue;
  const stats = statsOf(venue, ask.now);
  const { asks, bids } = depth(ask.world, venue, 1);
  const futures =
    instrument.category === 'SPOT'
      ? {}
      : {
          indexPrice: priceText(venue, market.indexAt(ask.now)),
          markPrice: priceText(venue, market.markAt(ask.now)),
          fundingRate: text(market.fundingRate(market.nextFunding(ask.now))),
          openInterest: text(market.openInterest(ask.now)),
          deliveryStartTime: '',
          deliveryTime: '',
          deliveryStatus: '',
        };
  return {
    category: instrument.category,
    symbol: instrument.symbol,
    ts: String(ask.now),
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

function instrumentView({ instrument }: Venue, category: string) {
  const futures = {
    feeRateUpRatio: '0.005',
    openCostUpRatio: '0.01',
    priceMultiplier: text(instrument.minSize.div(instrument.minSize).shiftedBy(-instrument.pricePlaces)),
    quantityMultiplier: text(instrument.minSize),
    type: 'perpetual',
    symbolType: 'crypto',
    maxPositionNum: '150',
    deliveryTime: '',
    deliveryStartTime: '',
    launchTime: '',
    fundInterval: String(instrument.fundingHours),
    minLeverage: '1',
    maxLeverage: String(instrument.maxLeverage),
    maxMarketOrderQty: text(instrument.maxSize),
    isRwa: 'NO',
  };
  const margin = {
    isIsolatedBaseBorrowable: 'YES',
    isIsolatedQuotedBorrowable: 'YES',
    warningRiskRatio: '0.8',
    liquidationRiskRatio: '1',
    maxCrossedLeverage: '3',
    maxIsolatedLeverage: '10',
    userMinBorrow: '0.00000001',
  };
  return {
    symbol: instrument.symbol,
    category,
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
    buyLimitPriceRatio: '0.2',
    sellLimitPriceRatio: '0.2',
    minOrderQty: text(instrument.minSize),
    maxOrderQty: instrument.category === 'SPOT' ? '0' : text(instrument.maxSize),
    pricePrecision: String(instrument.pricePlaces),
    quantityPrecision: String(instrument.sizePlaces),
    quotePrecision: instrument.category === 'SPOT' ? String(instrument.quotePlaces) : '',
    minOrderAmount: text(instrument.minValue),
    maxSymbolOrderNum: '400',
    maxProductOrderNum: '400',
    status: 'online',
    offTime: '',
    limitOpenTime: '',
    maintainTime: '',
    areaSymbol: 'no',
    makerFeeRate: text(instrument.makerFee),
    takerFeeRate: text(instrument.takerFee),
    ...(instrument.category === 'SPOT' ? (category === 'MARGIN' ? margin : {}) : futures),
  };
}

function candles(ask: Ask) {
  const type = ask.text('type');
  return candlesOf(v3Venue(ask), ask.now, {
    granularity: ask.need('interval'),
    from: ask.number('startTime'),
    to: ask.number('endTime'),
    limit: ask.number('limit') ?? 100,
    kind: type === 'mark' || type === 'index' ? type : 'market',
  });
}

/** Reads of the market, v3. */
export const v3Market: Handlers = {
  'v3:public.time': ({ now }) => ({ serverTime: String(now) }),
  'v3:market.instruments': (ask) => chosen(ask).map((venue) => instrumentView(venue, ask.need('category'))),
  'v3:market.tickers': (ask) => chosen(ask).map((venue) => ticker(ask, venue)),
  'v3:market.orderbook': (ask) => {
    const { asks, bids } = depth(ask.world, v3Venue(ask), ask.number('limit') ?? 5);
    return { a: asks, b: bids, ts: String(ask.now) };
  },
  'v3:market.candles': candles,
  'v3:market.historyCandles': candles,
  'v3:market.fills': (ask) =>
    publicTrades(ask, v3Venue(ask)).map(({ id, price, size, side, at }) => ({
      execId: id,
      execLinkId: id,
      price,
      size,
      side,
      ts: at,
      isRPI: 'no',
    })),
  'v3:market.currentFundRate': (ask) => {
    const symbol = ask.text('symbol');
    const all = [...ask.world.venues.values()].filter(
      ({ instrument }) =>
        instrument.category !== 'SPOT' &&
        (symbol === undefined || instrument.symbol === symbol.toUpperCase()) &&
        (ask.text('category') === undefined || instrument.category === categoryOf(ask)),
    );
    if (symbol !== undefined && all.length === 0) throw refuse('25100', { about: symbol });
    return all.map(({ instrument, market }) => ({
      symbol: instrument.symbol,
      fundingRate: text(market.fundingRate(market.nextFunding(ask.now))),
      fundingRateInterval: String(instrument.fundingHours),
      nextUpdate: String(market.nextFunding(ask.now)),
      minFundingRate: '-0.003',
      maxFundingRate: '0.003',
    }));
  },
  'v3:market.historyFundRate': (ask) => {
    const limit = ask.number('limit') ?? 20;
    const list = pastFunding(ask, v3Venue(ask), ask.number('cursor') ?? 1, limit);
    return {
      resultList: list.map(({ symbol, rate, at }) => ({ symbol, fundingRate: rate, fundingRateTimestamp: at })),
    };
  },
  'v3:market.openInterest': (ask) => ({
    list: chosen(ask).map(({ instrument, market }) => ({
      symbol: instrument.symbol,
      openInterest: text(market.openInterest(ask.now)),
    })),
    ts: String(ask.now),
  }),
  'v3:market.positionTier': (ask) => {
    const [venue] = chosen(ask);
    return (venue ? tiersOf(venue.instrument) : []).map(({ level, from, to, leverage, rate }) => ({
      tier: String(level),
      minTierValue: from,
      maxTierValue: to,
      leverage: String(leverage),
      mmr: text(rate),
    }));
  },
};
