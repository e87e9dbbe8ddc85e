import { COINS, depth, text, type Venue, venueOf, venuesIn } from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { candlesOf, statsOf } from '../../shared/order-fields.js';

const spots = (ask: Ask): Venue[] => {
  const symbol = ask.text('symbol');
  if (symbol !== undefined) return [venueOf(ask.world, 'SPOT', symbol)];
  return venuesIn(ask.world, 'SPOT');
};

/** The trades of the public behind a request. */
export function publicTrades(ask: Ask, venue: Venue) {
  const limit = ask.number('limit') ?? 100;
  const now = Math.floor(ask.now / 1000);
  const cursor = ask.text('idLessThan');
  const to = Math.min(Math.floor((ask.number('endTime') ?? ask.now) / 1000), now);
  const before = cursor === undefined ? to : Math.min(Number(cursor.slice(8)) - 1, to);
  const from = ask.number('startTime') ?? 0;
  return venue.market
    .trades(Number.isFinite(before) ? before : 0, limit)
    .filter(({ at }) => at >= from)
    .map(({ number, ticks, size, side, at }) => ({
      id: `${ask.world.prefix}9${String(number).padStart(11, '0')}`,
      price: text(venue.market.price(ticks)),
      size: text(size),
      side,
      at: String(at),
    }));
}

const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);

/** Reads of the spot market, v2. */
export const spotMarket: Handlers = {
  'v2:public.time': ({ now }) => ({ serverTime: String(now) }),

  'v2:spot.public.coins': (ask) => {
    const wanted = ask.text('coin')?.toUpperCase();
    return COINS.filter(({ coin }) => wanted === undefined || coin === wanted).map(({ coin, id, chains }) => ({
      coinId: id,
      coin,
      transfer: 'true',
      chains: chains.map(({ chain, withdrawFee, minWithdraw, minDeposit, confirm, needTag }) => ({
        chain,
        needTag: String(needTag),
        withdrawable: 'true',
        rechargeable: 'true',
        withdrawFee,
        extraWithdrawFee: '0',
        depositConfirm: confirm,
        withdrawConfirm: confirm,
        minDepositAmount: minDeposit,
        minWithdrawAmount: minWithdraw,
        browserUrl: '',
        contractAddress: null,
        withdrawStep: '0',
        withdrawMinScale: '6',
        congestion: 'normal',
      })),
      areaCoin: 'no',
    }));
  },

  'v2:spot.public.symbols': (ask) =>
    spots(ask).map(({ instrument }) => ({
      symbol: instrument.symbol,
      baseCoin: instrument.base,
      quoteCoin: instrument.quote,
      minTradeAmount: text(instrument.minSize),
      maxTradeAmount: text(instrument.maxSize),
      takerFeeRate: text(instrument.takerFee),
      makerFeeRate: text(instrument.makerFee),
      pricePrecision: String(instrument.pricePlaces),
      quantityPrecision: String(instrument.sizePlaces),
      quotePrecision: String(instrument.quotePlaces),
      status: 'online',
      minTradeUSDT: text(instrument.minValue),
      buyLimitPriceRatio: '0.2',
      sellLimitPriceRatio: '0.2',
      areaSymbol: 'no',
      orderQuantity: '200',
      openTime: '1532454360000',
      offTime: '',
    })),

  'v2:spot.market.tickers': (ask) =>
    spots(ask).map((venue) => {
      const stats = statsOf(venue, ask.now);
      const { asks, bids } = depth(ask.world, venue, 1);
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
        ts: String(ask.now),
        changeUtc24h: stats.changeUtc,
        change24h: stats.change,
      };
    }),

  'v2:spot.market.orderbook': (ask) => {
    const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
    const step = 10 ** Math.max(0, Number(ask.text('type')?.slice(4) ?? 0));
    const { asks, bids } = depth(ask.world, venue, Math.min(ask.number('limit') ?? 150, 150), step);
    return { asks, bids, ts: String(ask.now) };
  },

  'v2:spot.market.mergeDepth': (ask) => {
    const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
    const { asks, bids, ...about } = merged(ask, venue);
    return { asks, bids, ts: String(ask.now), ...about };
  },

  'v2:spot.market.candles': (ask) => spotCandles(ask, ask.number('limit') ?? 100),
  'v2:spot.market.historyCandles': (ask) => spotCandles(ask, ask.number('limit') ?? 100),

  'v2:spot.market.fills': (ask) => {
    const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
    return publicTrades(ask, venue).map(({ id, price, size, side, at }) => ({
      symbol: venue.instrument.symbol,
      tradeId: id,
      side,
      price,
      size,
      ts: at,
    }));
  },

  'v2:spot.market.fillsHistory': (ask) => {
    const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
    return publicTrades(ask, venue).map(({ id, price, size, side, at }) => ({
      symbol: venue.instrument.symbol,
      tradeId: id,
      side: capital(side),
      price,
      size,
      ts: at,
    }));
  },
};

/** The book in steps of ten, a hundred, a thousand ticks. */
export function merged(ask: Ask, venue: Venue) {
  const precision = ask.text('precision') ?? 'scale0';
  const step = 10 ** Number(precision.slice(5));
  const wanted = ask.text('limit') ?? '100';
  const { asks, bids } = depth(ask.world, venue, wanted === 'max' ? 200 : Number(wanted), step);
  const scale = text(venue.market.price(step));
  return { asks, bids, scale, precision, isMaxPrecision: precision === 'scale3' ? 'YES' : 'NO' };
}

function spotCandles(ask: Ask, limit: number) {
  const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
  const rows = candlesOf(venue, ask.now, {
    granularity: ask.need('granularity'),
    from: ask.number('startTime'),
    to: ask.number('endTime'),
    limit,
    kind: 'market',
  });
  return rows.map((row) => [...row, row[6]]);
}
