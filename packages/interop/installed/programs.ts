const IMPORTS = `
import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';`;

/** Places an order on the mock, in an async function. */
const ORDER = `
  const bitget = createClient({
    fetch: createMockExchange().fetch,
    credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  });
  const { clientOid } = await bitget.trade.placeOrder({
    category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '2', clientOid: 'installed',
  });`;

/** Two calls that the exchange refuses, each in a function of its caller's own. */
const REFUSED = `${IMPORTS}
const { fetch } = createMockExchange();
const clientOf = (apiKey) => createClient({ fetch, credentials: { apiKey, secretKey: 'test-secret', passphrase: 'test-passphrase' } });
async function readBalances() {
  return await clientOf('no-such-key').account.assets();
}
async function rebalance() {
  const order = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '100000000', price: '60000' };
  return await clientOf('test-key').trade.placeOrder(order);
}
const stackOf = ({ stack }) => stack;`;

/** A book and an order of one's own over sockets, in an async function; `mock` is where the mock exchange listens. */
const live = (mock: string) => `
import { createBookScanner, createSocket, followBook } from '@bitget-spec/v3/socket';

async function live() {
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  const socket = createSocket({ baseUrl: '${mock}', credentials });
  const arg = { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' };
  const { ready, book } = followBook(socket.public.books, arg, { parse: createBookScanner() });
  await ready();
  const orders = socket.private.order();
  await orders.ready();
  const order = { category: 'spot', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '0.01', price: '1000' };
  const { clientOid } = await socket.private.placeOrder(order);
  for await (const event of orders)
    if (event.clientOid === clientOid) {
      socket.close();
      return [Number(book.bids.best[0]) < Number(book.asks.best[0]), event.orderStatus].join(' ');
    }
}`;

const TSX = `
import { openapiFetch } from '@bitget-spec/client/openapi-fetch';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import createQueries from 'openapi-react-query';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
${IMPORTS}
const $api = createQueries(openapiFetch(createClient({ fetch: createMockExchange().fetch })));

function Price() {
  const query = { category: 'SPOT', symbol: 'BTCUSDT' } as const;
  const { data, error } = $api.useQuery('get', '/api/v3/market/tickers', { params: { query } });
  if (error) document.title = String(error);
  const symbol: string | undefined = data?.data[0]?.symbol;
  if (symbol) document.title = symbol;
  return null;
}

const client = new QueryClient();
createRoot(document.body).render(createElement(QueryClientProvider, { client }, createElement(Price)));
`;

/** What a page shows is its title. */
const shown = (title: string) => `${title}.catch((error) => error.stack).then((title) => { document.title = title; });`;

export const PROGRAMS = {
  'order.mjs': `${IMPORTS}${ORDER}\nconsole.log(clientOid);`,
  'order.cjs': `
const { createMockExchange } = require('@bitget-spec/mock');
const { createClient } = require('@bitget-spec/v3');
(async () => {${ORDER} console.log(clientOid); })();`,
  'typed.mts': `${IMPORTS}\nexport async function place(): Promise<string | null | undefined> {${ORDER} return clientOid; }`,
  'typed.cts': `${IMPORTS}\nexport async function place(): Promise<string | null | undefined> {${ORDER} return clientOid; }`,
  'stacks.mjs': `${REFUSED}
console.log(await readBalances().catch(stackOf));
console.log(await rebalance().catch(stackOf));`,
  'worker.mjs': `${IMPORTS}\nexport default { async fetch() {${ORDER} return new Response(clientOid); } };`,
  'page.mjs': `${IMPORTS}\nasync function place() {${ORDER} return clientOid; }\n${shown('place()')}`,
  'page-stacks.mjs': `${REFUSED}
const stacks = async () => [await readBalances().catch(stackOf), await rebalance().catch(stackOf)].join('\\n');
${shown('stacks()')}`,
  'page-react.tsx': TSX,
  'eval.html': '<!doctype html><title></title><script type="module" src="eval.js"></script>',
  'eval.js': "try { new Function(''); document.title = 'allowed'; } catch ({ name }) { document.title = name; }",
};

/** What `live` returns: the best bid is below the best ask, and the order waits. */
export const LIVE = 'true live';

/** Programs that follow sockets of a mock exchange. */
export const socketPrograms = (mock: string) => ({
  'live.mjs': `${live(mock)}\nconsole.log(await live());`,
  'live-worker.mjs': `${live(mock)}\nexport default { async fetch() { return new Response(await live()); } };`,
  'page-live.mjs': `${live(mock)}\n${shown('live()')}`,
});

/** The callers in the programs whose calls are refused, and what stands on the line of each call. */
export const CALLERS = { readBalances: '.account.assets()', rebalance: '.trade.placeOrder(' };
