import type { Fields } from '../streams/frames.js';
import { numberOf, textOf } from '../streams/text.js';
import type { Kind } from './memory.js';
import { ordersBy } from './orders.js';
import { type EventSource, each, lower, type Source, symbolOf } from './source.js';

/** A state that nothing follows is the last, whatever its time. `traded` names how much of it is. */
const orderKind = (traded: string): Kind => {
  const kind: Kind = {
    idOf: ({ orderId }) => textOf(orderId),
    timeOf: ({ uTime, cTime }) => numberOf(uTime) || numberOf(cTime),
    isOpen: ({ status }) => /^(init|new|live|partial)/.test(textOf(status)),
    versionOf: (item) => [kind.isOpen(item) ? 0 : 1, kind.timeOf(item), numberOf(item[traded])],
  };
  return kind;
};

/** What happens once. */
const eventKind = (id: string, time: string): Kind => ({
  idOf: (item) => textOf(item[id]),
  timeOf: (item) => numberOf(item[time]),
  isOpen: () => false,
  versionOf: () => [0],
});

/** `priceAvg` is the limit price in the list of open orders, and nowhere else. */
const openSpotOrder = ({ priceAvg: price, basePrice: priceAvg, ...row }: Fields): Fields =>
  spotOrder({ ...row, price, priceAvg });

/** `baseVolume` is all that has traded in REST, and the last execution in the stream. `feeDetail` is text. */
const spotOrder = ({ symbol, size, baseVolume, feeDetail, ...row }: Fields): Fields => ({
  ...row,
  instId: symbol,
  newSize: size,
  accBaseVolume: baseVolume,
});

/** The fee that was paid is negative in REST, and positive in the examples of the stream. */
const spotFill = ({ feeDetail, ...row }: Fields): Fields => ({
  ...row,
  feeDetail: [feeDetail ?? []].flat().map((fee) => {
    const { totalFee, ...detail }: Fields = Object(fee);
    return { ...detail, totalFee: Number(totalFee) ? `-${totalFee}`.replace('--', '') : totalFee };
  }),
});

const mixOrder = ({ symbol, baseVolume, feeDetail, fee, state, ...row }: Fields): Fields => ({
  status: state,
  ...row,
  instId: symbol,
  accBaseVolume: baseVolume,
  ...(row.reduceOnly !== undefined && { reduceOnly: lower(row.reduceOnly) }),
});

const marginOrder = ({ priceAvg, size, amount, ...row }: Fields): Fields => ({
  ...row,
  fillPrice: priceAvg,
  baseVolume: size,
  fillTotalAmount: amount,
});

/** `side` is the position's in REST, and the trade's in the stream: they differ where a hedge position is closed. */
const mixFill = (row: Fields): Fields => {
  const closes = row.posMode === 'hedge_mode' && /close/.test(`${row.tradeSide}`);
  return closes ? { ...row, side: row.side === 'buy' ? 'sell' : 'buy' } : row;
};

const position = ({ symbol, locked, marginRatio, ...row }: Fields): Fields => ({
  ...row,
  instId: symbol,
  frozen: locked,
  marginRate: marginRatio,
});

const closedPosition = (row: Fields): Fields => ({
  posId: row.positionId,
  instId: row.symbol,
  marginCoin: row.marginCoin,
  marginMode: row.marginMode === 'isolated' ? 'fixed' : row.marginMode,
  holdSide: row.holdSide,
  posMode: row.posMode,
  openPriceAvg: row.openAvgPrice,
  closePriceAvg: row.closeAvgPrice,
  openSize: row.openTotalPos,
  closeSize: row.closeTotalPos,
  achievedProfits: row.pnl,
  settleFee: row.totalFunding,
  openFee: row.openFee,
  closeFee: row.closeFee,
  cTime: row.ctime,
  uTime: row.utime,
});

const DAY_MS = 86_400_000;

/** Of one pair. Open orders are listed from a time on, and may have waited for long. */
const marginOrders = (account: 'crossed' | 'isolated'): EventSource =>
  ordersBy(orderKind('baseVolume'), {
    async open(reads, arg) {
      const startTime = `${Math.floor(reads.now() - 90 * DAY_MS)}`;
      return (await reads.list(`margin/${account}/open-orders`, { symbol: symbolOf(arg), startTime })).map(marginOrder);
    },
    over: async (reads, since, arg) =>
      (await reads.list(`margin/${account}/history-orders`, { symbol: symbolOf(arg), startTime: `${since}` })).map(
        marginOrder,
      ),
    one: async (reads, { orderId, cTime }, arg) =>
      (await reads.list(`margin/${account}/history-orders`, { symbol: symbolOf(arg), startTime: cTime, orderId })).map(
        marginOrder,
      ),
  });

/** Orders that wait for a trigger are listed apart. */
const SPOT_KINDS = [undefined, 'tpsl'];

/** By channel. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'private.spot.orders': ordersBy(orderKind('accBaseVolume'), {
    open: (reads, arg) =>
      each(SPOT_KINDS, async (tpslType) =>
        (await reads.list('spot/trade/unfilled-orders', { symbol: symbolOf(arg), tpslType })).map(openSpotOrder),
      ),
    over: (reads, since, arg) =>
      each(SPOT_KINDS, async (tpslType) =>
        (await reads.list('spot/trade/history-orders', { symbol: symbolOf(arg), tpslType, startTime: `${since}` })).map(
          spotOrder,
        ),
      ),
    one: async (reads, { orderId }) => (await reads.get('spot/trade/orderInfo', { orderId })).map(spotOrder),
  }),
  'private.spot.fill': {
    ...eventKind('tradeId', 'cTime'),
    since: async (reads, since, _, arg) =>
      (await reads.list('spot/trade/fills', { symbol: symbolOf(arg), startTime: `${since}` })).map(spotFill),
  },
  'private.mix.orders': ordersBy(orderKind('accBaseVolume'), {
    open: async (reads, { instType: productType, ...arg }) =>
      (await reads.list('mix/order/orders-pending', { productType, symbol: symbolOf(arg) })).map(mixOrder),
    over: async (reads, since, { instType: productType, ...arg }) =>
      (await reads.list('mix/order/orders-history', { productType, symbol: symbolOf(arg), startTime: `${since}` })).map(
        mixOrder,
      ),
    one: async (reads, { orderId, instId: symbol }, { instType: productType }) =>
      (await reads.get('mix/order/detail', { productType, symbol, orderId })).map(mixOrder),
  }),
  'private.mix.fill': {
    ...eventKind('tradeId', 'cTime'),
    since: async (reads, since, _, { instType: productType, ...arg }) =>
      (await reads.list('mix/order/fills', { productType, symbol: symbolOf(arg), startTime: `${since}` })).map(mixFill),
  },
  'private.mix.positions': {
    state: async (reads, { instType: productType }) =>
      (await reads.list('mix/position/all-position', { productType })).map(position),
  },
  'private.mix.positions-history': {
    ...eventKind('posId', 'uTime'),
    since: async (reads, since, _, { instType: productType }) =>
      (await reads.list('mix/position/history-position', { productType, startTime: `${since}` })).map(closedPosition),
  },
  'private.margin.orders-crossed': marginOrders('crossed'),
  'private.margin.orders-isolated': marginOrders('isolated'),
};
