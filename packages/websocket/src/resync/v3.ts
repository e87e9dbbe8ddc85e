import type { Fields } from '../streams/frames.js';
import { numberOf, textOf } from '../streams/text.js';
import { balancesNow } from './balances.js';
import { isNewerBy, type Kind } from './memory.js';
import { ordersBy } from './orders.js';
import { FUTURES, positions } from './positions.js';
import { accountRow, coinsOf, executionRow, fastExecutionRow, orderRow, strategyRow } from './rows/v3.js';
import { type EventSource, each, type Source, type StateSource } from './source.js';

const CATEGORIES = ['SPOT', 'MARGIN', ...FUTURES];

const timeOf = ({ updatedTime }: Fields) => numberOf(updatedTime);

/** A state that nothing follows is the last, whatever its time. */
const order: Kind = {
  idOf: ({ orderId }) => textOf(orderId),
  timeOf,
  isOpen: ({ orderStatus }) => /^(live|new|partially_filled)$/.test(textOf(orderStatus)),
  isNewer: isNewerBy((item) => [order.isOpen(item) ? 0 : 1, timeOf(item), numberOf(item.cumExecQty)]),
};

const strategy: Kind = {
  ...order,
  isOpen: ({ status }) => /^(pending|submitting)$/.test(textOf(status)),
  isNewer: isNewerBy((item) => [strategy.isOpen(item) ? 0 : 1, timeOf(item)]),
};

const executionsBy = (rowOf: (row: Fields) => Fields): EventSource => ({
  idOf: ({ execId }) => textOf(execId),
  timeOf: ({ execTime }) => numberOf(execTime),
  isOpen: () => false,
  isNewer: () => false,
  since: async (reads, since) => ({ items: (await reads.list('trade/fills', { startTime: `${since}` })).map(rowOf) }),
});

const pastStrategies = (category: string, since: unknown) => ({ category, startTime: `${since}` });

const strategies = ordersBy(strategy, {
  open: (reads) =>
    each(FUTURES, async (category) =>
      (await reads.list('trade/unfilled-strategy-orders', { category })).map(strategyRow),
    ),
  over: (reads, since) =>
    each(FUTURES, async (category) =>
      (await reads.list('trade/history-strategy-orders', pastStrategies(category, since))).map(strategyRow),
    ),
  one: async (reads, { category, createdTime }) =>
    (await reads.list('trade/history-strategy-orders', pastStrategies(`${category}`.toUpperCase(), createdTime))).map(
      strategyRow,
    ),
});

/** A push may leave coins out, and so does REST of which there is nothing. */
const account: StateSource = {
  idOf: ({ coin }) => textOf(coin),
  rowsOf: ({ coin }) => coinsOf(coin),
  async state(reads, _, { known, held }) {
    const [assets = {}] = await reads.get('account/assets');
    const { coin, ...figures } = accountRow(assets);
    const pushed = held();
    const newer = pushed.flatMap((one) => coinsOf(one.coin));
    const coins = balancesNow(account.idOf, coinsOf(coin), known, newer);
    return [{ ...figures, ...pushed.at(-1), coin: [...coins.values()] }];
  },
};

/** By channel. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'private.order': ordersBy(order, {
    open: async (reads) => (await reads.list('trade/unfilled-orders')).map(orderRow),
    over: (reads, since) =>
      each(CATEGORIES, async (category) =>
        (await reads.list('trade/history-orders', { category, startTime: `${since}` })).map(orderRow),
      ),
    one: async (reads, { orderId }) => (await reads.get('trade/order-info', { orderId })).map(orderRow),
  }),
  // REST does not say `side` and `reduceOnly`, which never change
  'private.strategy-order': {
    ...strategies,
    async since(reads, since, memory, arg) {
      const { items, ...found } = await strategies.since(reads, since, memory, arg);
      const complete = (row: Fields): Fields => {
        const { side, reduceOnly } = memory.find(row) ?? {};
        return { side, reduceOnly, ...row };
      };
      return { ...found, items: items.map(complete) };
    },
  },
  'private.fill': executionsBy(executionRow),
  'private.fast-fill': executionsBy(fastExecutionRow),
  'private.position': positions,
  'private.account': account,
};
