import type { MoveData } from '../../src/migrate/data.js';
import { data } from './project.js';
import { exactRequest, readingAll, sampleRequest } from './samples.js';

/** The URL of an operation by its key. */
export const urls = new Map(data.operations.map(({ key, url }) => [key, url]));

/** A call of a pair that is rewritten, in a function that returns all that can be read of its response. */
export interface Pair {
  move: MoveData;
  request: object | undefined;
  /** Positions of the old response, by the order in which the function returns them. */
  reads: string[];
  /** All that is rewritten whatever its value, old path and new. */
  exact: Record<'request' | 'response', [string, string][]>;
  text: string;
}

/** Numbers of orders that {@link SETUP} places, in place of those of the samples, and orders that can be carried out. */
const PLACED: Record<string, object> = {
  'v2:spot.trade.placeOrder': {
    symbol: 'BTCUSDT',
    side: 'buy',
    orderType: 'limit',
    force: 'gtc',
    price: '20000',
    size: '0.02',
    clientOid: 'placed',
  },
  'v2:spot.trade.orderInfo': { clientOid: 'spot-open' },
  'v2:spot.trade.cancelOrder': { symbol: 'BTCUSDT', clientOid: 'spot-open' },
  'v2:mix.order.detail': { symbol: 'BTCUSDT', productType: 'USDT-FUTURES', clientOid: 'futures-open' },
  'v2:mix.order.cancelOrder': { symbol: 'BTCUSDT', productType: 'USDT-FUTURES', clientOid: 'futures-open' },
};

/** A program that makes clients of v2 whose requests go to `mockFetch`. */
export const HEAD = `import { createClient } from '@bitget-spec/v2';
declare const mockFetch: typeof fetch;
const client = createClient({
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  fetch: (request, init) => mockFetch(request, init),
  retries: false,
  outcomeWaitMs: false,
});
`;

/** Orders that wait, orders that are done, and a position. */
export const SETUP = `${HEAD}
export async function setup() {
  await client.mix.account.setPositionMode({ productType: 'USDT-FUTURES', posMode: 'one_way_mode' });
  await client.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', force: 'gtc', price: '20000', size: '0.5', clientOid: 'spot-open' });
  await client.spot.trade.placeOrder({ symbol: 'BTCUSDT', side: 'buy', orderType: 'market', size: '1000' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'buy', orderType: 'market', size: '0.02' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'sell', orderType: 'market', size: '0.01', reduceOnly: 'YES' });
  await client.mix.order.placeOrder({ symbol: 'BTCUSDT', productType: 'USDT-FUTURES', marginMode: 'crossed', marginCoin: 'USDT', side: 'buy', orderType: 'limit', price: '20000', size: '0.03', clientOid: 'futures-open' });
}
`;

const callOf = (key: string): string => key.slice(key.indexOf(':') + 1);

/** The fields that a request may hold. */
const sendable = ({ care, request = {} }: MoveData): [string, string][] =>
  Object.entries(request).flatMap(([path, { to, why }]): [string, string][] =>
    to === undefined ||
    why ||
    care?.some(({ when }) => Object.keys(when ?? {}).join() === path && when?.[path] === 'given')
      ? []
      : [[path, to]],
  );

/** The positions of a response that code has a way to. */
const reachable = ({ care, response = {} }: MoveData): [string, string][] =>
  Object.entries(response).flatMap(([path, { to, why }]): [string, string][] =>
    to !== undefined &&
    !why &&
    !care?.some(({ reads }) => reads?.some((read) => isWithin(path, read))) &&
    ways(path).every((way) => response[way]?.to !== undefined)
      ? [[path, to]]
      : [],
  );

const isWithin = (path: string, outer: string): boolean =>
  outer === '' || path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

/** Those that code reads as they are: nothing stands below them. */
const leaves = (move: MoveData): string[] =>
  reachable(move)
    .map(([path]) => path)
    .filter(
      (path) =>
        path !== '' &&
        !path.endsWith(']') &&
        !Object.keys(move.response ?? {}).some((other) => other !== path && isWithin(other, path)),
    );

/** Everything above a position. */
function ways(path: string): string[] {
  const cuts = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).filter((way) => way !== '');
  return ['', ...cuts];
}

/** Every pair that can be rewritten, with what its sample says and the pair passes. */
export const pairs: Pair[] = data.moves
  .filter(({ why }) => why === undefined)
  .map((move, index) => {
    const request = PLACED[move.from] ?? exactRequest(move, sampleRequest(urls.get(move.from) ?? ''));
    const reads = leaves(move);
    const call = `await client.${callOf(move.from)}(${request ? JSON.stringify(request) : ''});`;
    const body = reads.length
      ? `const r = ${call}\n  return [${reads.map((path) => readingAll(path, move)).join(', ')}];`
      : call;
    const exact = { request: sendable(move), response: reachable(move) };
    return { move, request, reads, exact, text: `export async function f${index}() {\n  ${body}\n}\n` };
  });
