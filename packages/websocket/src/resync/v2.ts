import type { Fields } from '../streams/frames.js';
import { numberOf, textOf } from '../streams/text.js';
import { balancesBy } from './balances.js';
import { isNewerBy, type Kind } from './memory.js';
import { ordersBy } from './orders.js';
import * as rows from './rows/v2.js';
import { type EventSource, each, HISTORY_MS, type Source, type StateSource, symbolOf } from './source.js';

const timeOf = ({ uTime, cTime }: Fields) => numberOf(uTime) || numberOf(cTime);

/** A state that nothing follows is the last, whatever its time. `traded` names how much of it is. */
const orderKind = (traded: string): Kind => {
  const kind: Kind = {
    idOf: ({ orderId }) => textOf(orderId),
    timeOf,
    isOpen: ({ status }) => /^(init|new|live|partial|not_trigger|executing)/.test(textOf(status)),
    isNewer: isNewerBy((item) => [kind.isOpen(item) ? 0 : 1, timeOf(item), numberOf(item[traded])]),
  };
  return kind;
};

/** What happens once. */
const eventKind = (id: string, time: string): Kind => ({
  idOf: (item) => textOf(item[id]),
  timeOf: (item) => numberOf(item[time]),
  isOpen: () => false,
  isNewer: () => false,
});

/** Of one pair. Open orders are listed from a time on, and may have waited for long. */
const marginOrders = (account: 'crossed' | 'isolated'): EventSource =>
  ordersBy(orderKind('baseVolume'), {
    async open(reads, arg) {
      const startTime = `${Math.floor(reads.now() - HISTORY_MS)}`;
      const symbol = symbolOf(arg);
      return (await reads.list(`margin/${account}/open-orders`, { symbol, startTime })).map(rows.marginOrderRow);
    },
    over: async (reads, since, arg) =>
      (await reads.list(`margin/${account}/history-orders`, { symbol: symbolOf(arg), startTime: `${since}` })).map(
        rows.marginOrderRow,
      ),
    one: async (reads, { orderId, cTime }, arg) =>
      (await reads.list(`margin/${account}/history-orders`, { symbol: symbolOf(arg), startTime: cTime, orderId })).map(
        rows.marginOrderRow,
      ),
  });

/** Orders that wait for a trigger are listed apart. */
const SPOT_KINDS = [undefined, 'tpsl'];
/** Lists of trigger orders; the last has all kinds that have none of their own. */
const PLAN_LISTS = ['normal_plan', 'track_plan', 'profit_loss'];

const planListOf = (planType: unknown) =>
  PLAN_LISTS.find((list) => rows.PLAN_TYPES[list] === planType) ?? 'profit_loss';

/** In one-way mode a contract has one position, in hedge mode one a side. */
const positions: StateSource = {
  whole: true,
  idOf: ({ instId, marginCoin, marginMode, holdSide }) => [instId, marginCoin, marginMode, holdSide].map(textOf).join(),
  async state(reads, { instType: productType }, { known }) {
    const listed = await reads.list('mix/position/all-position', { productType });
    return listed.map((one) => {
      const row = rows.positionRow(one);
      const before = known.get(positions.idOf(row));
      return before?.cTime === row.cTime ? { ...row, posId: before?.posId } : row;
    });
  },
};

/** By channel. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'private.spot.orders': ordersBy(orderKind('accBaseVolume'), {
    open: (reads, arg) =>
      each(SPOT_KINDS, async (tpslType) =>
        (await reads.list('spot/trade/unfilled-orders', { symbol: symbolOf(arg), tpslType })).map(
          rows.openSpotOrderRow,
        ),
      ),
    over: (reads, since, arg) =>
      each(SPOT_KINDS, async (tpslType) =>
        (await reads.list('spot/trade/history-orders', { symbol: symbolOf(arg), tpslType, startTime: `${since}` })).map(
          rows.spotOrderRow,
        ),
      ),
    one: async (reads, { orderId }) => (await reads.get('spot/trade/orderInfo', { orderId })).map(rows.spotOrderRow),
  }),
  'private.spot.orders-algo': ordersBy(orderKind('actualSize'), {
    open: async (reads, arg) =>
      (await reads.list('spot/trade/current-plan-order', { symbol: symbolOf(arg) })).map(rows.spotPlanRow),
    over: async (reads, since, arg) =>
      (await reads.list('spot/trade/history-plan-order', { symbol: symbolOf(arg), startTime: `${since}` })).map(
        rows.spotPlanRow,
      ),
    one: async (reads, { instId: symbol, cTime: startTime }) =>
      (await reads.list('spot/trade/history-plan-order', { symbol, startTime })).map(rows.spotPlanRow),
  }),
  'private.spot.fill': {
    ...eventKind('tradeId', 'cTime'),
    since: async (reads, since, _, arg) => ({
      items: (await reads.list('spot/trade/fills', { symbol: symbolOf(arg), startTime: `${since}` })).map(
        rows.spotFillRow,
      ),
    }),
  },
  'private.spot.account': balancesBy(
    ({ coin }) => textOf(coin),
    async (reads) => (await reads.list('spot/account/assets')).map(rows.spotBalanceRow),
  ),
  'private.mix.orders': ordersBy(orderKind('accBaseVolume'), {
    open: async (reads, { instType: productType, ...arg }) =>
      (await reads.list('mix/order/orders-pending', { productType, symbol: symbolOf(arg) })).map(rows.mixOrderRow),
    over: async (reads, since, { instType: productType, ...arg }) =>
      (await reads.list('mix/order/orders-history', { productType, symbol: symbolOf(arg), startTime: `${since}` })).map(
        rows.mixOrderRow,
      ),
    one: async (reads, { orderId, instId: symbol }, { instType: productType }) =>
      (await reads.get('mix/order/detail', { productType, symbol, orderId })).map(rows.mixOrderRow),
  }),
  'private.mix.orders-algo': ordersBy(orderKind('actualSize'), {
    open: (reads, { instType: productType, ...arg }) =>
      each(PLAN_LISTS, async (planType) =>
        (await reads.list('mix/order/orders-plan-pending', { productType, planType, symbol: symbolOf(arg) })).map(
          rows.mixPlanRow,
        ),
      ),
    over: (reads, since, { instType: productType, ...arg }) =>
      each(PLAN_LISTS, async (planType) => {
        const request = { productType, planType, symbol: symbolOf(arg), startTime: `${since}` };
        return (await reads.list('mix/order/orders-plan-history', request)).map(rows.mixPlanRow);
      }),
    one: async (reads, { orderId, planType }, { instType: productType }) => {
      const request = { productType, planType: planListOf(planType), orderId };
      return (await reads.list('mix/order/orders-plan-history', request)).map(rows.mixPlanRow);
    },
  }),
  'private.mix.fill': {
    ...eventKind('tradeId', 'cTime'),
    since: async (reads, since, _, { instType: productType, ...arg }) => ({
      items: (await reads.list('mix/order/fills', { productType, symbol: symbolOf(arg), startTime: `${since}` })).map(
        rows.mixFillRow,
      ),
    }),
  },
  'private.mix.account': balancesBy(
    ({ marginCoin }) => textOf(marginCoin),
    async (reads, productType) => (await reads.list('mix/account/accounts', { productType })).map(rows.mixBalanceRow),
  ),
  // sums of what REST lists would be ours
  'private.mix.equity': { whole: true, idOf: () => '' },
  'private.mix.positions': positions,
  'private.mix.positions-history': {
    ...eventKind('posId', 'uTime'),
    since: async (reads, since, _, { instType: productType }) => ({
      items: (await reads.list('mix/position/history-position', { productType, startTime: `${since}` })).map(
        rows.closedPositionRow,
      ),
    }),
  },
  'private.margin.account-crossed': balancesBy(
    ({ coin }) => textOf(coin),
    async (reads) => (await reads.list('margin/crossed/account/assets')).map(rows.marginBalanceRow),
  ),
  'private.margin.account-isolated': balancesBy(
    ({ symbol, coin }) => [symbol, coin].map(textOf).join(),
    async (reads) => (await reads.list('margin/isolated/account/assets')).map(rows.marginBalanceRow),
  ),
  'private.margin.orders-crossed': marginOrders('crossed'),
  'private.margin.orders-isolated': marginOrders('isolated'),
};
