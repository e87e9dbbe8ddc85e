import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MergedBook, pass, rest, SocketClient, stopTime } from '../../test/socket-client.js';
import { createMockExchange } from '../hosts/exchange.js';

beforeEach(stopTime);
afterEach(() => {
  vi.useRealTimers();
});

const book = { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' };
const limit = { symbol: 'BTCUSDT', orderType: 'limit', qty: '0.01', price: '50000', side: 'buy', clientOid: 'one' };
const place = { op: 'trade', id: 'request', topic: 'place-order', category: 'spot', args: [limit] };

async function following() {
  const exchange = createMockExchange();
  const client = await SocketClient.open(exchange, '/v3/ws/public');
  await client.subscribe(book);
  await pass(1_000);
  client.frames.splice(0, 1);
  const follow = () => {
    const merged = new MergedBook();
    for (const text of client.frames) merged.take(text);
    return merged;
  };
  return { exchange, client, follow };
}

async function trader() {
  const exchange = createMockExchange();
  const client = await SocketClient.open(exchange, '/v3/ws/private');
  return { exchange, client };
}

describe('of a stream', () => {
  it('nothing goes wrong unless it is asked for', async () => {
    const { follow } = await following();
    expect(follow().asks.size).toBe(500);
  });

  it('a frame is missing, and the numbers tell', async () => {
    const { exchange, client, follow } = await following();
    exchange.faults.add({ operation: 'v3:public.books', fault: { gap: true }, count: 1 });
    await pass(100);
    const count = client.frames.length;
    await pass(100);
    expect(client.frames.length).toBe(count + 1);
    expect(follow).toThrow('gap');
    expect(exchange.faults.list()).toMatchObject([{ hits: 1 }]);
  });

  it('a frame comes twice', async () => {
    const { exchange, client, follow } = await following();
    exchange.faults.add({ operation: 'v3:public.books', fault: { repeat: true }, count: 1 });
    await pass(100);
    expect(client.frames.at(-1)).toBe(client.frames.at(-2));
    expect(follow).toThrow('gap');
  });

  it('two frames change places', async () => {
    const { exchange, client, follow } = await following();
    exchange.faults.add({ operation: 'v3:public.books', fault: { swap: 1_000 }, count: 1 });
    await pass(300);
    expect(follow).toThrow('gap');
    const [second, first] = client.frames.slice(-3);
    client.frames.splice(-3, 2, first ?? '', second ?? '');
    expect(follow().asks.size).toBe(500);
  });

  it('a frame that waits for another comes by itself in the end', async () => {
    const { exchange, client } = await following();
    const tickers = { instType: 'spot', topic: 'kline', symbol: 'BTCUSDT', interval: '1m' };
    exchange.faults.add({ operation: 'v3:public.kline', fault: { swap: 50 }, count: 1 });
    await client.send({ op: 'unsubscribe', args: [book] });
    client.take();
    await client.subscribe(tickers);
    expect(client.take()).toMatchObject([{ event: 'subscribe' }]);
    await pass(50);
    expect(client.take()).toMatchObject([{ action: 'snapshot' }]);
  });

  it('frames are slow, and hold up those behind them', async () => {
    const { exchange, client, follow } = await following();
    const before = client.frames.length;
    exchange.faults.add({ operation: 'v3:public.books', fault: { delay: 400 }, count: 1 });
    await pass(350);
    expect(client.frames.length).toBe(before);
    await pass(200);
    expect(client.frames.length).toBeGreaterThan(before + 3);
    expect(follow().asks.size).toBe(500);
  });

  it('falls silent though the connection lives', async () => {
    const { exchange, client } = await following();
    exchange.faults.add({ operation: 'v3:public.books', fault: { silent: true }, count: 1 });
    await pass(100);
    client.take();
    await pass(1_000);
    expect(client.take()).toEqual([]);
    expect(await client.send('ping')).toEqual([{ pong: true }]);
  });

  it.each([
    ['breaks off', { malformed: true }, (text = '') => expect(() => JSON.parse(text)).toThrow()],
    ['is empty', { empty: true }, (text?: string) => expect(text).toBe('')],
    ['says more than is known', { extra: true }, (text = '') => expect(text).toMatch(/"seq":\d+.*"newField"/)],
  ] as const)('a frame %s', async (_, fault, holds) => {
    const { exchange, client } = await following();
    exchange.faults.add({ operation: 'v3:public.books', fault, count: 1 });
    await pass(100);
    holds(client.frames.at(-1));
  });
});

describe('a connection', () => {
  it.each(['before', 'after'] as const)('is cut %s a frame', async (cut) => {
    const { exchange, client } = await following();
    const before = client.frames.length;
    exchange.faults.add({ operation: 'v3:public.books', fault: { cut }, count: 1 });
    await pass(110);
    expect(client.closed).toEqual({ code: 1006, reason: '' });
    expect(client.frames.length).toBe(before + (cut === 'after' ? 1 : 0));
  });

  it('is half-open: nothing comes, not even a pong or a goodbye', async () => {
    const { exchange, client } = await following();
    exchange.faults.add({ operation: 'v3:session.ping', fault: { halfOpen: true }, count: 1 });
    client.take();
    expect(await client.send('ping', 'ping')).toEqual([]);
    await pass(1_000);
    client.socket.close();
    await pass(1_000);
    expect(client.take()).toEqual([]);
    expect(client.closed).toBeUndefined();
    expect(client.socket.readyState).toBe(2);
    await pass(121_000);
    expect(exchange.sockets.list()).toEqual([]);
  });
});

describe('of a login', () => {
  it('the reply is late', async () => {
    const { exchange, client } = await trader();
    exchange.faults.add({ operation: 'v3:session.login', fault: { delay: 3_000 } });
    expect(await client.login()).toEqual([]);
    await pass(3_001);
    expect(client.take()).toMatchObject([{ event: 'login', code: 0 }]);
  });

  it('the code is a text, and that of errors as well', async () => {
    const { exchange, client } = await trader();
    exchange.faults.add({ operation: 'v3:session.*', fault: { quoted: true } });
    expect(await client.login()).toMatchObject([{ event: 'login', code: '0' }]);
    expect(await client.subscribe({ instType: 'UTA', topic: 'nothing' })).toMatchObject([
      { event: 'error', code: '30001' },
    ]);
  });

  it('fails with a code, for one key alone', async () => {
    const { exchange, client } = await trader();
    exchange.faults.add({ operation: 'v3:session.login', fault: { code: '30005' }, count: 1 });
    expect(await client.login()).toMatchObject([{ event: 'error', code: 30005, msg: 'Login failed' }]);
    expect(client.closed).toMatchObject({ code: 1000 });
  });
});

describe('of an order', () => {
  it.each([
    ['before', false],
    ['after', true],
  ] as const)('the reply is lost %s it was taken: %s', async (cut, taken) => {
    const { exchange, client } = await trader();
    await client.login();
    exchange.faults.add({ operation: 'v3:private.placeOrder', fault: { cut }, count: 1 });
    await client.send(place);
    expect(client.closed).toMatchObject({ code: 1006 });
    expect(exchange.journal.list({ operation: 'v3:private.placeOrder' })).toMatchObject([
      { accepted: taken, cut: true },
    ]);
    const { code } = await rest(exchange, '/api/v3/trade/order-info?clientOid=one');
    expect(code === '00000').toBe(taken);
  });

  it('the outcome is unknown, the reply does not come, or comes late', async () => {
    const { exchange, client } = await trader();
    await client.login();
    exchange.faults.add({ operation: 'v3:private.*', fault: { code: '45001', when: 'after' }, count: 1 });
    expect(await client.send(place)).toMatchObject([{ event: 'error', id: 'request', code: '45001' }]);
    expect(await rest(exchange, '/api/v3/trade/order-info?clientOid=one')).toMatchObject({ code: '00000' });
    exchange.faults.add({ operation: 'v3:private.placeOrder', fault: { gap: true }, count: 1 });
    expect(await client.send({ ...place, args: [{ ...limit, clientOid: 'two' }] })).toEqual([]);
    exchange.faults.add({ operation: 'v3:private.placeOrder', fault: { delay: 200 }, count: 1 });
    expect(await client.send({ ...place, args: [{ ...limit, clientOid: 'three' }] })).toEqual([]);
    client.take();
    await pass(201);
    expect(client.take()).toMatchObject([{ event: 'trade', args: [{ clientOid: 'three' }] }]);
  });

  it('a rule about an operation of REST leaves sockets alone, as does one that names nothing', async () => {
    const { exchange, client } = await trader();
    exchange.faults.add({ operation: 'v3:trade.placeOrder', fault: { code: '45001' } });
    exchange.faults.add({ fault: { code: '40010' } });
    await client.login();
    expect(await client.send(place)).toMatchObject([{ event: 'trade', code: '0' }]);
  });
});

describe('control calls', () => {
  it('act on the connections that are meant', async () => {
    const exchange = createMockExchange();
    const own = await SocketClient.open(exchange, '/v3/ws/private');
    const open = await SocketClient.open(exchange, '/v3/ws/public');
    await own.login();
    expect(exchange.sockets.list({ key: 'test-key' })).toEqual([
      { id: 1, path: '/v3/ws/private', key: 'test-key', ip: '127.0.0.1', streams: [] },
    ]);
    expect(exchange.sockets.restart({ path: '/v3/ws/public' }, 5_000)).toBe(1);
    await pass(0);
    expect(open.take()).toMatchObject([{ event: 'error', code: 30033 }]);
    await pass(5_000);
    expect(open.closed).toMatchObject({ code: 1006 });
    expect(exchange.sockets.cut({ key: 'test-key' })).toBe(1);
    await pass(0);
    expect(own.closed).toMatchObject({ code: 1006 });
  });

  it('are there by HTTP', async () => {
    const exchange = createMockExchange();
    const ask = async (method: string, path: string, body?: object) => {
      const reply = await exchange.handle({ method, url: `/__mock/${path}`, body: body ? JSON.stringify(body) : '' });
      return [reply.status, JSON.parse(reply.body)];
    };
    const client = await SocketClient.open(exchange, '/v3/ws/public');
    expect(await ask('GET', 'sockets')).toMatchObject([200, [{ id: 1, path: '/v3/ws/public' }]]);
    expect(await ask('POST', 'sockets', { do: 'restart', within: 100, path: '/v3/ws/public' })).toEqual([
      200,
      { sockets: 1 },
    ]);
    await pass(1);
    expect(client.take()).toMatchObject([{ event: 'error', code: 30033, msg: expect.stringContaining('upgrade') }]);
    expect(await ask('DELETE', 'sockets/7')).toMatchObject([404, { error: expect.stringContaining('no socket') }]);
    expect(await ask('POST', 'sockets', { do: 'dance' })).toMatchObject([
      400,
      { error: expect.stringContaining('do must be') },
    ]);
    expect(await ask('POST', 'sockets', { do: 'cut', id: 'one' })).toMatchObject([
      400,
      { error: expect.stringContaining('id must be') },
    ]);
    expect(await ask('DELETE', 'sockets')).toEqual([200, { sockets: 1 }]);
    const rule = { operation: 'v3:public.books', fault: { gap: true } };
    expect(await ask('POST', 'faults', rule)).toMatchObject([200, [rule]]);
  });

  it.each([
    [
      'a fault of frames for an operation',
      { operation: 'v3:trade.placeOrder', fault: { gap: true } },
      /operation must name a channel/,
    ],
    ['a fault of frames for nothing', { fault: { repeat: true } }, /operation must name a channel/],
    [
      'a channel that is none',
      { operation: 'v3:public.nothing', fault: { gap: true } },
      /no operation 'v3:public.nothing'/,
    ],
  ] as const)('%s is no rule', async (_, rule, words) => {
    const { exchange } = await trader();
    expect(() => exchange.faults.add(rule)).toThrow(words);
  });

  it('rules about channels survive a snapshot', async () => {
    const { exchange } = await trader();
    exchange.faults.add({ operation: 'v3:public.books', fault: { gap: true } });
    const snapshot = exchange.snapshot();
    exchange.reset();
    exchange.restore(snapshot);
    expect(exchange.faults.list()).toMatchObject([{ operation: 'v3:public.books' }]);
  });
});
