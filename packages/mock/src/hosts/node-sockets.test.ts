import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { signed } from '../../test/small-exchange.js';
import { loginFrame } from '../../test/socket-client.js';
import { createMockExchange, type Listening } from './node.js';

const exchange = createMockExchange();
let mock: Listening;
beforeAll(async () => {
  mock = await exchange.listen({ port: 0 });
});
afterAll(() => mock.close());

async function connected(path: string, options = {}, { url } = mock) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, options);
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  await once(socket, 'open');
  return {
    socket,
    frames,
    send: (message: object | string) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    /** The first frame that says a text. */
    frame: (text: string) => expect.poll(() => frames.find((one) => one.includes(text))).toEqual(expect.any(String)),
  };
}

it('an order that is placed by REST is on the stream of a socket', async () => {
  const own = await connected('/v3/ws/private');
  own.send(loginFrame(Date.now(), 'test-key', 'test-secret', 'test-passphrase'));
  await own.frame('"event":"login","code":0');
  own.send({ op: 'subscribe', args: [{ instType: 'UTA', topic: 'order' }] });
  await own.frame('"event":"subscribe"');
  const order = {
    category: 'SPOT',
    symbol: 'BTCUSDT',
    qty: '100',
    side: 'buy',
    orderType: 'market',
    clientOid: 'by-rest',
  };
  const { method, url, headers, body } = signed('POST', '/api/v3/trade/place-order', JSON.stringify(order), {
    time: String(exchange.clock.now()),
  });
  const response = await fetch(mock.url + url, { method, headers: { ...headers } as Record<string, string>, body });
  expect(await response.json()).toMatchObject({ code: '00000' });
  await own.frame('"orderStatus":"filled"');
  own.socket.close();
  await expect.poll(() => exchange.state.sockets.size).toBe(0);
});

it('pages of an origin that is allowed get one', async () => {
  const open = await exchange.listen({ port: 0, allowOrigins: ['http://192.168.0.5:5173'] });
  const { socket } = await connected('/v3/ws/public', { origin: 'http://192.168.0.5:5173' }, open);
  expect(socket.readyState).toBe(WebSocket.OPEN);
  await expect(connected('/v3/ws/public', { origin: 'http://192.168.0.6:5173' }, open)).rejects.toThrow('403');
  await open.close();
});

it('paths that are none, and pages of other machines, get no socket', async () => {
  const refused = (path: string, options = {}) => connected(path, options).then(() => 'open', String);
  expect(await refused('/v3/ws/nothing')).toContain('404');
  expect(await refused('/')).toContain('404');
  expect(await refused('/v3/ws/public', { origin: 'https://bitget.example' })).toContain('403');
  const page = await connected('/v3/ws/public', { origin: 'http://localhost:3000' });
  page.send('ping');
  await page.frame('pong');
  page.socket.terminate();
});

it('a server that closes cuts what is open', async () => {
  const other = await createMockExchange().listen({ port: 0 });
  const socket = new WebSocket(`${other.url.replace('http', 'ws')}/v2/ws/public`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await other.close();
  expect((await closed)[0]).toBe(1006);
});

it('a half-open connection answers nothing, not even a goodbye', async () => {
  const open = await connected('/v3/ws/public');
  exchange.sockets.freeze({ path: '/v3/ws/public' });
  let isClosed = false;
  open.socket.on('close', () => {
    isClosed = true;
  });
  open.send('ping');
  open.socket.ping();
  open.socket.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([open.frames, isClosed]).toEqual([[], false]);
  open.socket.terminate();
  exchange.sockets.cut();
});
