import type { Fields } from '../streams/frames.js';
import type { Kind, Memory } from './memory.js';

/** Reads a list of REST to its end. */
export type ReadAll = (path: string, args: Fields) => Promise<Fields[]>;

/** How REST tells what a stream missed. */
export interface Source extends Kind {
  /** What there was before the stream, where what becomes of that can't be asked for by time. */
  before?(read: ReadAll): Promise<Fields[]>;
  /** What happened since, in the words of the stream. */
  since(read: ReadAll, since: number, memory: Memory): Promise<Fields[]>;
}

const CATEGORIES = ['SPOT', 'MARGIN', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'];
const FUTURES = CATEGORIES.slice(2);

/** A state that nothing follows is the last, whatever its time. */
const order: Kind = {
  idOf: ({ orderId }) => `${orderId}`,
  timeOf: ({ updatedTime }) => Number(updatedTime) || 0,
  isOpen: ({ orderStatus }) => /^(live|new|partially_filled)$/.test(`${orderStatus}`),
  versionOf: (item) => [order.isOpen(item) ? 0 : 1, order.timeOf(item), Number(item.cumExecQty) || 0],
};

const execution: Kind = {
  idOf: ({ execId }) => `${execId}`,
  timeOf: ({ execTime }) => Number(execTime) || 0,
  isOpen: () => false,
  versionOf: () => [0],
};

const position: Kind = {
  idOf: ({ symbol, marginCoin, posSide, marginMode }) => [symbol, marginCoin, posSide, marginMode].join(),
  timeOf: ({ updatedTime }) => Number(updatedTime) || 0,
  isOpen: ({ size }) => Boolean(Number(size)),
  versionOf: (item) => [position.timeOf(item)],
};

const orderOf = ({ category, posSide, ...item }: Fields): Fields => ({
  ...item,
  category: `${category}`.toLowerCase(),
  ...(posSide !== undefined && { holdSide: posSide }),
});

const executionOf = ({ category, posSide, createdTime, ...item }: Fields): Fields => ({
  ...item,
  category: `${category}`.toLowerCase(),
  ...(posSide !== undefined && { holdSide: posSide }),
  execTime: createdTime,
});

const positionOf = ({ category, total, liquidationPrice, totalFunding, ...item }: Fields): Fields => ({
  ...item,
  size: total,
  liqPrice: liquidationPrice,
  totalFundingFee: totalFunding,
});

const executions: Source = {
  ...execution,
  since: async (read, since) => (await read('trade/fills', { startTime: `${since}` })).map(executionOf),
};

/** By channel. */
export const SOURCES: Readonly<Record<string, Source>> = {
  'private.order': {
    ...order,
    before: async (read) => (await read('trade/unfilled-orders', {})).map(orderOf),
    async since(read, since, memory) {
      const open = (await read('trade/unfilled-orders', {})).map(orderOf);
      const made: Fields[] = [];
      for (const category of CATEGORIES)
        made.push(...(await read('trade/history-orders', { category, startTime: `${since}` })).map(orderOf));
      // lists go by when an order was made; those that were open before are asked for one by one
      const seen = new Set([...open, ...made].map(order.idOf));
      const gone = memory.open().filter((item) => !seen.has(order.idOf(item)));
      const ended: Fields[] = [];
      for (const { orderId } of gone) ended.push(...(await read('trade/order-info', { orderId })).map(orderOf));
      return [...open, ...made, ...ended];
    },
  },
  'private.fill': executions,
  'private.fast-fill': executions,
  'private.position': {
    ...position,
    async since(read, since, memory) {
      const open: Fields[] = [];
      const closed: Fields[] = [];
      for (const category of FUTURES) {
        open.push(...(await read('position/current-position', { category })).map(positionOf));
        closed.push(...(await read('position/history-position', { category, startTime: `${since}` })));
      }
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
};
