import type { Requests } from '@bitget-spec/v3/channels';
import { isRecord } from '../../core/schema.js';
import { type Frame, type TradeRequest, textsOf } from '../trade-request.js';

type Topic = Requests[keyof Requests]['request']['topic'];
type Entry = Readonly<Record<string, unknown>>;

const URLS: Readonly<Record<Topic, string>> = {
  'place-order': '/api/v3/trade/place-order',
  'batch-place': '/api/v3/trade/place-batch',
  'modify-order': '/api/v3/trade/modify-order',
  'batch-modify': '/api/v3/trade/batch-modify-order',
  'cancel-order': '/api/v3/trade/cancel-order',
  'batch-cancel': '/api/v3/trade/cancel-batch',
};

/** The words of REST for those of the socket. */
function restWords(category: unknown, { reduceOnly, takeprofit, stoploss, autoBorrow, ...order }: Entry): Entry {
  const line = typeof category === 'string' ? category.toUpperCase() : category;
  return {
    ...order,
    ...(line === 'SPOT' && autoBorrow === 'yes'
      ? { category: 'MARGIN' }
      : line === undefined
        ? {}
        : { category: line }),
    ...(typeof reduceOnly === 'string' ? { reduceOnly: reduceOnly.toLowerCase() } : {}),
    takeProfit: takeprofit,
    stopLoss: stoploss,
  };
}

// REST wants both of each entry and looks at neither: an order is found by its numbers.
const NAMELESS = { category: 'SPOT', symbol: 'BTCUSDT' };

/** The order request in a frame; `undefined` if it is none. */
export function requestOf({ id, topic, category, args }: Frame): TradeRequest | undefined {
  if (typeof id !== 'string' || id === '' || !Array.isArray(args) || !args.every(isRecord) || !isTopic(topic)) {
    return undefined;
  }
  const entries = args.map((entry) => restWords(category, entry));
  const isBatch = topic.startsWith('batch-');
  if (!isBatch && entries.length !== 1) return undefined;
  const [first] = entries;
  const about = { id, topic };
  const places = topic.endsWith('place') || topic === 'place-order';
  const ends = (now: number) => ({ ts: String(now) });
  return {
    channel: `private.${topic}`,
    url: URLS[topic],
    body: isBatch ? entries.map((entry) => (topic === 'batch-cancel' ? { ...NAMELESS, ...entry } : entry)) : first,
    done: (data, now) => ({
      event: 'trade',
      ...about,
      ...(places ? textsOf({ category }) : {}),
      args: listOf(data).map((done, index) => ({
        ...(isBatch ? { code: '0', msg: 'Success' } : {}),
        ...(places ? textsOf({ symbol: entries[index]?.symbol }) : {}),
        ...done,
        ...(topic === 'place-order' ? { cTime: String(now) } : {}),
      })),
      code: '0',
      msg: 'Success',
      ...ends(now),
    }),
    refused: (code, msg, now) => ({ event: 'error', ...about, code, msg, ...ends(now) }),
  };
}

function isTopic(topic: unknown): topic is Topic {
  return typeof topic === 'string' && Object.hasOwn(URLS, topic);
}

function listOf(data: unknown): Entry[] {
  return (Array.isArray(data) ? data : [data]).filter(isRecord);
}
