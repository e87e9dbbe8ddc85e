import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loginFrame, rest } from '../../test/socket-client.js';
import { createMockExchange } from './exchange.js';
import { handlersFor } from './msw.js';
import { socketHandlersFor } from './msw-sockets.js';

const exchange = createMockExchange();
const server = setupServer(...handlersFor(exchange), ...socketHandlersFor(exchange));
const original = globalThis.WebSocket;

// Node 20 has no WebSocket of its own, which is what MSW stands in for.
beforeAll(async () => {
  if (!original) Object.assign(globalThis, { WebSocket: (await import('ws')).WebSocket });
  server.listen();
});
afterAll(() => {
  server.close();
  if (!original) Reflect.deleteProperty(globalThis, 'WebSocket');
});

function connected(url: string) {
  const socket = new WebSocket(url);
  const frames: string[] = [];
  const closes: number[] = [];
  socket.addEventListener('message', ({ data }) => frames.push(String(data)));
  socket.addEventListener('close', ({ code }) => closes.push(code));
  return { socket, frames, closes, says: (text: string) => expect.poll(() => frames.join('\n')).toContain(text) };
}

it('the global WebSocket meets the exchange', async () => {
  const { socket, closes, says } = connected('wss://ws.bitget.com/v3/ws/private');
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify(loginFrame(exchange.clock.now(), 'test-key', 'test-secret', 'test-passphrase')));
    socket.send(JSON.stringify({ op: 'subscribe', args: [{ instType: 'UTA', topic: 'order' }] }));
    socket.send('ping');
  });
  await says('pong');
  const order = { category: 'SPOT', symbol: 'BTCUSDT', qty: '100', side: 'buy', orderType: 'market' };
  await rest(exchange, '/api/v3/trade/place-order', order);
  await says('"orderStatus":"filled"');
  exchange.sockets.cut();
  await expect.poll(() => closes).toEqual([1006]);
});

it('what its user closes is closed', async () => {
  const { socket, says } = connected('wss://ws.bitget.com/v2/ws/public');
  socket.addEventListener('open', () => socket.send('ping'));
  await says('pong');
  expect(exchange.sockets.list()).toHaveLength(1);
  socket.close();
  await expect.poll(() => exchange.sockets.list()).toEqual([]);
});
