import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { frameErrors } from '../../test/frames.js';
import { loginFrame, pass, rest, SocketClient, settled, stopTime } from '../../test/socket-client.js';
import { createMockExchange } from '../hosts/exchange.js';
import { memorySockets } from '../hosts/memory-socket.js';

beforeEach(stopTime);
afterEach(() => {
  vi.useRealTimers();
});

const book = { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' };
const orders = { instType: 'UTA', topic: 'order' };
const opened = async (path = '/v3/ws/private', exchange = createMockExchange()) => ({
  exchange,
  client: await SocketClient.open(exchange, path),
});

describe('login', () => {
  it('lets in who signs as the exchange asks, in seconds or milliseconds, and says a number', async () => {
    const { client } = await opened();
    const [said] = await client.login();
    expect(said).toEqual({ event: 'login', code: 0, connId: expect.any(String) });
    expect(client.closed).toBeUndefined();
    const v2 = await opened('/v2/ws/private');
    expect(await v2.client.login()).toEqual([{ event: 'login', code: 0 }]);
  });

  it('lets in who signs with an RSA key, and what was sent meanwhile waits for it', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const secretKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const exchange = createMockExchange({ accounts: [{ apiKey: 'rsa', secretKey, passphrase: 'p' }] });
    const client = await SocketClient.open(exchange, '/v3/ws/private');
    const timestamp = String(Math.floor(exchange.clock.now() / 1000));
    const signature = sign('sha256', Buffer.from(`${timestamp}GET/user/verify`), privateKey).toString('base64');
    client.socket.send(
      JSON.stringify({ op: 'login', args: [{ apiKey: 'rsa', passphrase: 'p', timestamp, sign: signature }] }),
    );
    client.socket.send(JSON.stringify({ op: 'subscribe', args: [orders] }));
    await expect.poll(() => client.frames).toHaveLength(2);
    expect(client.take()).toMatchObject([
      { event: 'login', code: 0 },
      { event: 'subscribe', arg: orders },
    ]);
  });

  it.each([
    ['a key that nobody has', 30011, { key: 'nobody' }],
    ['another passphrase', 30012, { passphrase: 'other' }],
    ['a time that is over', 30014, { ahead: -31_000 }],
    ['a time that is to come', 30014, { ahead: 31_000 }],
    ['another secret', 30015, { secret: 'other' }],
    ['a classic key', 40084, { key: 'test-classic-key' }],
    ['a demo key without the host of demo trading', 40099, { key: 'test-demo-key' }],
  ])('turns down %s and closes', async (_, code, as) => {
    const { client } = await opened();
    const said = await client.login(as);
    expect(said).toMatchObject([{ event: 'error', code }]);
    expect(client.frames.flatMap((text) => frameErrors('v3', text))).toEqual([]);
    expect(client.closed).toEqual({ code: 1000, reason: 'login failed' });
  });

  it.each([
    ['no entry', { op: 'login' }, 30016],
    [
      'a time that is none',
      { op: 'login', args: [{ apiKey: 'test-key', passphrase: 'test-passphrase', timestamp: 'now', sign: '' }] },
      30013,
    ],
  ])('turns down %s', async (_, frame, code) => {
    const { client } = await opened();
    expect(await client.send(frame)).toMatchObject([{ event: 'error', code }]);
  });

  it('takes a demo key by the host of demo trading', async () => {
    const exchange = createMockExchange();
    const socket = new (memorySockets(exchange))('wss://wspap.bitget.com/v3/ws/private');
    const frames: string[] = [];
    socket.onmessage = ({ data }) => frames.push(data);
    socket.onopen = () =>
      socket.send(JSON.stringify(loginFrame(exchange.clock.now(), 'test-demo-key', 'test-secret', 'test-passphrase')));
    await pass(1);
    expect(frames).toEqual([expect.stringContaining('"event":"login"')]);
  });

  it('lets a unified key in on v2, where it has no streams', async () => {
    const { client, exchange } = await opened('/v2/ws/private');
    await client.login({ key: 'test-unified-key' });
    const said = await client.subscribe({ instType: 'SPOT', channel: 'account', coin: 'default' });
    expect(said).toMatchObject([{ event: 'subscribe' }]);
    expect(exchange.snapshot().engine?.accounts ?? []).toEqual([]);
  });
});

describe('subscriptions', () => {
  it('private streams want a login, and the exchange says so', async () => {
    const { client } = await opened();
    expect(await client.subscribe(orders)).toMatchObject([{ event: 'error', code: 30004 }]);
    await client.login();
    expect(await client.subscribe(orders)).toMatchObject([{ event: 'subscribe', arg: orders }]);
  });

  it.each([
    ['v3', { instType: 'spot', topic: 'books', symbol: 'NOPE' }, 30001],
    ['v3', { instType: 'margin', topic: 'books', symbol: 'BTCUSDT' }, 30001],
    ['v3', { instType: 'spot', topic: 'order', symbol: 'BTCUSDT' }, 30001],
    ['v3', { instType: 'spot', topic: 'books' }, 30016],
    ['v3', { instType: 'spot', topic: 'kline', symbol: 'BTCUSDT', interval: '7m' }, 30001],
    ['v3', 'books', 30016],
    ['v2', { instType: 'SPOT', channel: 'nothing', instId: 'BTCUSDT' }, 30001],
    ['v2', { instType: 'SPOT', channel: 'books', instId: '' }, 30016],
  ])('%s refuses %o, as live frames do', async (api, arg, code) => {
    const { client } = await opened(`/${api}/ws/public`);
    const [said] = await client.send({ op: 'subscribe', args: [arg] });
    expect(said).toMatchObject({ event: 'error', code });
    if (api === 'v2') expect(said).toMatchObject({ arg, op: 'subscribe' });
    else expect(said?.msg).toContain(JSON.stringify(arg));
    expect(client.closed).toBeUndefined();
  });

  it('a symbol under the wrong product line is acknowledged and stays silent', async () => {
    const { client } = await opened('/v3/ws/public');
    const said = await client.subscribe({ instType: 'coin-futures', topic: 'books', symbol: 'BTCUSDT' });
    expect(said).toMatchObject([{ event: 'subscribe' }]);
    await pass(2_000);
    expect(client.frames).toHaveLength(1);
  });

  it('unsubscribing ends it, and nobody is watched any more', async () => {
    const { client, exchange } = await opened('/v3/ws/public');
    await client.subscribe(book);
    expect(exchange.sockets.list()).toMatchObject([{ streams: [book] }]);
    expect(await client.send({ op: 'unsubscribe', args: [book] })).toMatchObject([{ event: 'unsubscribe', arg: book }]);
    client.take();
    await pass(2_000);
    expect(client.take()).toEqual([]);
    expect(vi.getTimerCount()).toBe(1); // the connection's own life
    client.socket.close();
    await pass(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('two connections that follow the same get the same, and each its own snapshot', async () => {
    const exchange = createMockExchange();
    const first = await SocketClient.open(exchange, '/v3/ws/public');
    await first.subscribe(book);
    await pass(500);
    const second = await SocketClient.open(exchange, '/v3/ws/public');
    await second.subscribe(book);
    first.take();
    const [, snapshot] = second.take();
    expect(snapshot).toMatchObject({ action: 'snapshot' });
    await pass(1_000);
    expect(second.frames.length).toBeGreaterThan(5);
    expect(second.frames).toEqual(first.frames);
  });

  it.each(['', 'null', '[]', '{"op":"ping"}', '{"op":"subscribe"}', 'nonsense'])(
    '%s is not understood',
    async (text) => {
      const { client } = await opened('/v3/ws/public');
      expect(await client.send(text)).toMatchObject([{ event: 'error' }]);
      expect(client.closed).toBeUndefined();
    },
  );

  it('are in the journal', async () => {
    const { client, exchange } = await opened();
    await client.login();
    await client.subscribe(orders, { instType: 'UTA', topic: 'nothing' });
    expect(exchange.journal.list()).toMatchObject([
      { method: 'login', path: '/v3/ws/private', operation: 'v3:session.login', key: 'test-key', accepted: true },
      { method: 'subscribe', operation: 'v3:private.order', key: 'test-key', accepted: true, code: '0' },
      { method: 'subscribe', operation: 'v3:session.subscribe', accepted: false, code: '30001' },
    ]);
  });
});

describe('the life of a connection', () => {
  it('ping is answered, and keeps it open; two minutes without one end it, whatever flows', async () => {
    const { client } = await opened('/v3/ws/public');
    await client.subscribe({ instType: 'spot', topic: 'publicTrade', symbol: 'BTCUSDT' });
    for (let turn = 0; turn < 2; turn++) {
      await pass(100_000);
      client.take();
      expect(await client.send('ping')).toEqual([{ pong: true }]);
    }
    await pass(119_000);
    expect(client.frames.length).toBeGreaterThan(100);
    expect(client.closed).toBeUndefined();
    await pass(2_000);
    expect(client.closed).toEqual({ code: 1006, reason: '' });
  });

  it('ends after a day', async () => {
    const { client } = await opened('/v3/ws/public');
    for (let time = 0; time < 86_400_000; time += 100_000) {
      expect(client.closed).toBeUndefined();
      client.socket.send('ping');
      await settled();
      vi.advanceTimersByTime(100_000);
    }
    await settled();
    expect(client.closed).toEqual({ code: 1006, reason: '' });
  });

  it('ends with a message that is too long, or one with 25 books; 20 do no harm', async () => {
    const { client, exchange } = await opened('/v3/ws/public');
    await client.subscribe(...Array.from({ length: 24 }, () => book));
    expect(client.closed).toBeUndefined();
    await client.subscribe(...Array.from({ length: 25 }, () => book));
    expect(client.closed).toEqual({ code: 1006, reason: '' });
    const other = await SocketClient.open(exchange, '/v3/ws/public');
    await other.send(JSON.stringify({ op: 'subscribe', args: [], more: 'x'.repeat(4096) }));
    expect(other.closed).toEqual({ code: 1009, reason: 'message too big' });
  });
});

describe('limits, once they count,', () => {
  const limited = () => createMockExchange({ limits: 'on' });

  it('end a connection with the eleventh message of a second', async () => {
    const { client } = await opened('/v3/ws/public', limited());
    for (let count = 0; count < 10; count++) await client.send('ping');
    expect(client.closed).toBeUndefined();
    await pass(1_000);
    for (let count = 0; count < 11; count++) await client.send('ping');
    expect(client.closed).toEqual({ code: 1006, reason: '' });
  });

  it('refuse the 241st subscription of an hour', async () => {
    const { client } = await opened('/v3/ws/public', limited());
    for (let count = 0; count < 12; count++) {
      await client.subscribe(...Array.from({ length: 20 }, () => book));
      await pass(2_000);
    }
    client.take();
    expect(await client.subscribe(book)).toMatchObject([{ event: 'error', code: 30006 }]);
  });

  it('turn down the 101st connection of an address, and the 301st of five minutes', async () => {
    const exchange = limited();
    const WebSocket = memorySockets(exchange, { ip: '10.0.0.1' });
    const open = () => SocketClient.open(exchange, '/v3/ws/public', WebSocket);
    const clients: SocketClient[] = [];
    for (let count = 0; count < 100; count++) clients.push(await open());
    expect((await open()).closed).toMatchObject({ code: 1006 });
    for (const { socket } of clients) socket.close();
    await pass(0);
    for (let count = 0; count < 200; count++) (await open()).socket.close();
    expect((await open()).closed).toMatchObject({ code: 1006 });
    expect((await SocketClient.open(exchange, '/v3/ws/public')).closed).toBeUndefined();
    await pass(300_000);
    expect((await open()).closed).toBeUndefined();
  });
});

describe('an exchange that is put back', () => {
  it('gives its followers a state to go on from', async () => {
    const { client, exchange } = await opened();
    await client.login();
    const balance = { instType: 'UTA', topic: 'account' };
    const positions = { instType: 'UTA', topic: 'position' };
    await client.subscribe(balance, positions, orders);
    const snapshot = exchange.snapshot();
    const order = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', qty: '1', orderType: 'market', side: 'buy' };
    await rest(exchange, '/api/v3/trade/place-order', order);
    await pass(0);
    expect(client.take()).toContainEqual(
      expect.objectContaining({ arg: positions, data: [expect.objectContaining({ size: '1' })] }),
    );
    exchange.restore(snapshot);
    await pass(0);
    const after = client.take();
    expect(after.map(({ arg }) => arg)).toEqual([balance, positions]);
    expect(after).toContainEqual(expect.objectContaining({ arg: positions, data: [] }));
    // And what happens then is told from there on.
    await rest(exchange, '/api/v3/trade/place-order', order);
    await pass(0);
    expect(client.take().filter(({ arg }) => JSON.stringify(arg) === JSON.stringify(orders))).toHaveLength(1);
  });

  it('begins its books anew', async () => {
    const { client, exchange } = await opened('/v3/ws/public');
    await client.subscribe(book);
    await pass(1_000);
    client.take();
    exchange.seed('other');
    await pass(0);
    expect(client.take()).toMatchObject([{ action: 'snapshot', arg: book, data: [{ pseq: 0 }] }]);
    await pass(200);
    expect(client.take()[0]).toMatchObject({ action: 'update' });
  });

  it('of one key alone leaves the others as they are', async () => {
    const { client, exchange } = await opened();
    await client.login();
    const balance = { instType: 'UTA', topic: 'account' };
    await client.subscribe(balance);
    client.take();
    exchange.accounts.add({ apiKey: 'other' });
    await rest(exchange, '/api/v3/account/assets', undefined, 'other');
    exchange.reset('other');
    await pass(0);
    expect(client.take()).toEqual([]);
    exchange.reset('test-key');
    await pass(0);
    // Once more as the account is opened anew.
    expect(client.take()[0]).toMatchObject({ action: 'snapshot', arg: balance });
  });
});
