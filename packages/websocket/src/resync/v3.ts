import type { Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import { itemsOf } from '../streams/queue.js';
import { numberOf, textOf } from '../streams/text.js';
import type { Kind } from './memory.js';
import { ordersBy } from './orders.js';
import { type EventSource, each, lower, type Source } from './source.js';

const CATEGORIES = ['SPOT', 'MARGIN', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'];
const FUTURES = CATEGORIES.slice(2);

/** A state that nothing follows is the last, whatever its time. */
const order: Kind = {
  idOf: ({ orderId }) => textOf(orderId),
  timeOf: ({ updatedTime }) => numberOf(updatedTime),
  isOpen: ({ orderStatus }) => /^(live|new|partially_filled)$/.test(textOf(orderStatus)),
  versionOf: (item) => [order.isOpen(item) ? 0 : 1, order.timeOf(item), numberOf(item.cumExecQty)],
};

const strategy: Kind = {
  ...order,
  isOpen: ({ status }) => /^(pending|submitting)$/.test(textOf(status)),
  versionOf: (item) => [strategy.isOpen(item) ? 0 : 1, order.timeOf(item)],
};

const execution: Kind = {
  idOf: ({ execId }) => textOf(execId),
  timeOf: ({ execTime }) => numberOf(execTime),
  isOpen: () => false,
  versionOf: () => [0],
};

const position: Kind = {
  idOf: ({ symbol, marginCoin, posSide, marginMode }) => [symbol, marginCoin, posSide, marginMode].map(textOf).join(),
  timeOf: ({ updatedTime }) => numberOf(updatedTime),
  isOpen: ({ size }) => numberOf(size) !== 0,
  versionOf: (item) => [position.timeOf(item)],
};

const orderOf = ({ category, posSide, ...item }: Fields): Fields => ({
  ...item,
  category: lower(category),
  ...(posSide !== undefined && { holdSide: posSide }),
});

const strategyOf = ({ category, ...item }: Fields): Fields => ({ ...item, category: lower(category) });

const executionOf = ({ category, posSide, createdTime, ...item }: Fields): Fields => ({
  ...item,
  category: lower(category),
  ...(posSide !== undefined && { holdSide: posSide }),
  execTime: createdTime,
});

const positionOf = ({ category, total, liquidationPrice, totalFunding, ...item }: Fields): Fields => ({
  ...item,
  size: total,
  liqPrice: liquidationPrice,
  totalFundingFee: totalFunding,
});

const coinsOf = (list: unknown): Fields[] => [list ?? []].flat().map(Object);

/** Coins without a balance are left out by REST, and may be by the stream: those that there were are gone. */
const accountOf = ({ accountEquity, unrealisedPnl, assets, ...account }: Fields, last: Push | undefined): Fields => {
  const coins: Fields[] = coinsOf(assets).map(({ debt, ...coin }) => ({ ...coin, borrow: debt, debts: debt }));
  const known = new Set(coins.map(({ coin }) => coin));
  const gone = itemsOf(last?.data)
    .flatMap((item) => coinsOf(Object(item).coin))
    .filter(({ coin }) => !known.has(coin));
  return {
    ...account,
    totalEquity: accountEquity,
    unrealisedPnL: unrealisedPnl,
    coin: [...coins, ...gone.map(({ coin }) => ({ coin, ...NOTHING }))],
  };
};

const NOTHING = {
  balance: '0',
  locked: '0',
  equity: '0',
  usdValue: '0',
  available: '0',
  borrow: '0',
  debts: '0',
};

const executions: EventSource = {
  ...execution,
  since: async (reads, since) => (await reads.list('trade/fills', { startTime: `${since}` })).map(executionOf),
};

const pastStrategies = (category: string, since: unknown) => ({ category, startTime: `${since}` });

/** REST does not say `side` and `reduceOnly`, which never change. */
const strategies = ordersBy(strategy, {
  open: (reads) =>
    each(FUTURES, async (category) =>
      (await reads.list('trade/unfilled-strategy-orders', { category })).map(strategyOf),
    ),
  over: (reads, since) =>
    each(FUTURES, async (category) =>
      (await reads.list('trade/history-strategy-orders', pastStrategies(category, since))).map(strategyOf),
    ),
  one: async (reads, { category, createdTime }) =>
    (await reads.list('trade/history-strategy-orders', pastStrategies(`${category}`.toUpperCase(), createdTime))).map(
      strategyOf,
    ),
});

/** By channel. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'private.order': ordersBy(order, {
    open: async (reads) => (await reads.list('trade/unfilled-orders')).map(orderOf),
    over: (reads, since) =>
      each(CATEGORIES, async (category) =>
        (await reads.list('trade/history-orders', { category, startTime: `${since}` })).map(orderOf),
      ),
    one: async (reads, { orderId }) => (await reads.get('trade/order-info', { orderId })).map(orderOf),
  }),
  'private.strategy-order': {
    ...strategies,
    since: async (reads, since, memory, arg) =>
      (await strategies.since(reads, since, memory, arg)).map((row) => {
        const { side, reduceOnly } = memory.find(row) ?? {};
        return { ...(side !== undefined && { side, reduceOnly }), ...row };
      }),
  },
  'private.fill': executions,
  'private.fast-fill': executions,
  'private.position': {
    ...position,
    async since(reads, since, memory) {
      const read = (path: string, startTime?: string) =>
        each(FUTURES, (category) => reads.list(path, { category, startTime }));
      const open = (await read('position/current-position')).map(positionOf);
      const closed = await read('position/history-position', `${since}`);
      const there = new Set(open.map(position.idOf));
      const gone = memory.open().flatMap((item) => {
        if (there.has(position.idOf(item))) return [];
        const end = closed.find((one) => one.symbol === item.symbol && one.posSide === item.posSide);
        const updatedTime = end?.updatedTime ?? `${position.timeOf(item) + 1}`;
        return [{ ...item, size: '0', available: '0', frozen: '0', updatedTime }];
      });
      return [...open, ...gone];
    },
  },
  'private.account': {
    always: true,
    state: async (reads, _, last) => (await reads.get('account/assets')).map((account) => accountOf(account, last)),
  },
};
