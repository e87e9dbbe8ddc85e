import { type ClientOptions, limiter } from '@bitget-spec/client';
import { connect } from '@bitget-spec/client/runtime';
import { describe, expect, test } from 'vitest';
import { densest } from '../../../client/test/densest.js';
import type { Peer } from '../../test/exchange.js';
import { CREDENTIALS, ROUTES, world } from '../../test/socket.js';
import type { OrderEvent } from '../socket/hooks.js';
import type { SocketOptions } from '../socket/options.js';

type Frame = Record<string, unknown>;

interface RestClient {
  trade: { placeOrder(order: Frame): Promise<unknown> };
}

const ORDER = { category: 'spot', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '2' };

/** A world whose exchange takes orders, and whose REST client finds them. */
function trading(options: Omit<SocketOptions, 'client'> & { client?: ClientOptions; rest?: boolean } = {}) {
  const { client: clientOptions, rest = true, ...given } = options;
  const placed = new Map<string, Frame>();
  let lookups = 0;
  /** When orders came, by the clock that never jumps. */
  const arrivals: number[] = [];
  let client: RestClient | undefined;
  const make = (more: object) => world({ ...given, ...more });
  let made = make({});
  const fetch = async (request: Request) => {
    const url = new URL(request.url);
    const requestTime = made.system.now();
    const json = (body: object) => new Response(JSON.stringify({ requestTime, msg: '', ...body }));
    if (url.pathname.endsWith('/public/time')) return json({ code: '00000', data: { serverTime: `${requestTime}` } });
    if (request.method === 'POST') {
      arrivals.push(made.system.monotonic());
      return json({ code: '00000', data: take(JSON.parse(await request.text())) });
    }
    lookups++;
    const found = placed.get(url.searchParams.get('clientOid') ?? '');
    return json(found ? { code: '00000', data: found } : { code: '25204', msg: 'Order does not exist' });
  };
  if (rest) {
    client = connect<RestClient>(ROUTES, {
      credentials: CREDENTIALS,
      fetch,
      retries: false,
      ...clientOptions,
      // the socket's own, made before the client
      system: new Proxy(made.system, { get: (_, name) => Reflect.get(made.system, name) }),
    });
    made = make({ client });
  }
  const { exchange, system, pass } = made;
  const take = (order: Frame) => {
    const record = { ...order, orderId: `${placed.size + 1}`, createdTime: `${system.now()}` };
    const number = `${order.clientOid}`;
    if (placed.has(number)) throw new Error(`${number} was placed twice`);
    placed.set(number, record);
    return record;
  };
  const trade = (peer: Peer, frame: Frame, reply = true) => {
    const { id, topic, args } = frame as { id: string; topic: string; args: Frame[] };
    arrivals.push(system.monotonic());
    const entries = args.map((order) => take(order));
    if (reply)
      peer.send({ event: 'trade', id, topic, args: entries, code: '0', msg: 'Success', ts: `${system.now()}` });
  };
  exchange.behave = (peer, frame) => {
    if (frame.op === 'trade') trade(peer, frame);
    return frame.op === 'trade';
  };
  /** Waits for a call as long as it takes. */
  const settled = async (call: Promise<unknown>) => {
    const outcome = call.then(
      (value) => value as Frame,
      (error) => error,
    );
    await pass(0);
    return system.run(outcome);
  };
  return { ...made, placed, trade, settled, lookups: () => lookups, client, arrivals };
}

describe('an order over a socket', () => {
  test('is logged in, sent with a number, and replied to', async () => {
    const { exchange, socket, settled } = trading();
    const reply = await settled(socket.private.placeOrder({ ...ORDER, requestTime: '5' }));
    expect(reply).toMatchObject({ orderId: '1', clientOid: expect.stringMatching(/^[0-9a-f]{32}$/) });
    const { category, ...order } = ORDER;
    expect(exchange.peers[0]?.frames.map(({ op }) => op)).toEqual(['login', 'trade']);
    expect(exchange.peers[0]?.frames[1]).toEqual({
      op: 'trade',
      id: expect.any(String),
      topic: 'place-order',
      category,
      requestTime: '5',
      args: [{ ...order, clientOid: reply.clientOid }],
    });
    socket.close();
  });

  test('of v2 stands in `params`', async () => {
    const { exchange, socket, settled } = trading();
    exchange.behave = (peer, { op, args }) => {
      const [{ id, params } = { id: '', params: {} }] = args as { id: string; params: Frame }[];
      if (op === 'trade')
        peer.send({
          event: 'trade',
          arg: [{ id, channel: 'place-order', params: { orderId: '7', clientOid: params.clientOid } }],
          code: 0,
        });
      return op === 'trade';
    };
    const order = { instId: 'BTCUSDT', side: 'buy', size: '1', clientOid: 'mine', apiCode: 'broker' };
    expect(await settled(socket.private.spot.placeOrder(order))).toEqual({ orderId: '7', clientOid: 'mine' });
    expect(exchange.peers[0]?.frames[1]).toEqual({
      op: 'trade',
      apiCode: 'broker',
      args: [
        {
          id: expect.any(String),
          instType: 'SPOT',
          instId: 'BTCUSDT',
          channel: 'place-order',
          params: { side: 'buy', size: '1', clientOid: 'mine' },
        },
      ],
    });
    socket.close();
  });

  test('several are told apart by their numbers, whatever order the replies come in', async () => {
    const { exchange, socket, pass } = trading();
    const frames: [Peer, Frame][] = [];
    const behave = exchange.behave;
    exchange.behave = (peer, frame) => {
      if (frame.op === 'trade') frames.push([peer, frame]);
      return frame.op === 'trade';
    };
    const calls = ['a', 'b', 'c'].map((clientOid) => socket.private.placeOrder({ ...ORDER, clientOid }));
    await pass(1_000);
    for (const [peer, frame] of frames.reverse()) behave(peer, frame);
    await pass(1_000);
    expect(await Promise.all(calls)).toMatchObject([{ clientOid: 'a' }, { clientOid: 'b' }, { clientOid: 'c' }]);
    socket.close();
  });

  test('goes before subscriptions that wait for their turn', async () => {
    const { exchange, socket, pass } = trading({ limits: { streamsPerMessage: 1 } });
    for (let n = 0; n < 30; n++) socket.private.fastFill({ symbol: `S${n}` });
    await pass(1_500);
    const call = socket.private.placeOrder(ORDER);
    await pass(1_500);
    expect(await call).toMatchObject({ orderId: '1' });
    expect(exchange.violations).toEqual([]);
    socket.close();
  });

  test.each([
    [{ event: 'error', code: '25202', msg: 'Insufficient balance' }, '25202'],
    [{ event: 'trade', code: 25202, msg: 'Insufficient balance' }, '25202'],
    [{ event: 'error', code: '429', msg: 'Too many requests' }, '429'],
  ])('that is refused is refused for good: %j', async (refusal, code) => {
    const { exchange, socket, settled, system, lookups } = trading();
    exchange.behave = (peer, { op, id }) => {
      if (op === 'trade') peer.send({ id, ...refusal });
      return op === 'trade';
    };
    expect(await settled(socket.private.placeOrder(ORDER))).toMatchObject({
      code,
      exchangeMessage: refusal.msg.includes('Too') ? 'Too many requests' : refusal.msg,
    });
    expect([lookups(), system.monotonic() < 1_000]).toEqual([0, true]);
    socket.close();
  });
});

describe('an order whose reply is lost', () => {
  test('is looked up, and returned', async () => {
    const { exchange, socket, settled, placed, trade } = trading();
    exchange.behave = (peer, frame) => {
      if (frame.op !== 'trade') return false;
      trade(peer, frame, false);
      peer.cut();
      return true;
    };
    expect(await settled(socket.private.placeOrder({ ...ORDER, clientOid: 'mine' }))).toMatchObject({
      clientOid: 'mine',
      orderId: '1',
    });
    expect(placed.size).toBe(1);
    socket.close();
  });

  test('and that never arrived, is not placed, once that is certain', async () => {
    const { exchange, socket, settled, system } = trading();
    exchange.behave = (peer, { op }) => {
      if (op === 'trade') peer.cut();
      return op === 'trade';
    };
    expect(await settled(socket.private.placeOrder(ORDER))).toMatchObject({
      name: 'NotPlacedError',
      code: 'not-placed',
    });
    expect(system.monotonic()).toBeGreaterThanOrEqual(122_000);
    socket.close();
  });

  test('is certain sooner where the exchange was told how long it may take it', async () => {
    const { exchange, socket, settled, system } = trading();
    exchange.behave = (peer, { op }) => {
      if (op === 'trade') peer.cut();
      return op === 'trade';
    };
    const order = { ...ORDER, requestTime: `${system.now()}`, receiveWindow: '5000' };
    expect(await settled(socket.private.placeOrder(order))).toMatchObject({ name: 'NotPlacedError' });
    expect(system.monotonic()).toBeLessThan(20_000);
    socket.close();
  });

  test('is not certain before a `requestTime` that is ahead has come, and its window is over', async () => {
    const { exchange, socket, settled, system } = trading();
    exchange.behave = (peer, { op }) => {
      if (op === 'trade') peer.cut();
      return op === 'trade';
    };
    const order = { ...ORDER, requestTime: `${system.now() + 20_000}`, receiveWindow: '5000' };
    expect(await settled(socket.private.placeOrder(order))).toMatchObject({ name: 'NotPlacedError' });
    expect(system.monotonic()).toBeGreaterThanOrEqual(25_000);
    socket.close();
  });

  test('is unknown without a REST client, at once', async () => {
    const { exchange, socket, settled, system } = trading({ rest: false });
    exchange.behave = (peer, { op }) => {
      if (op === 'trade') peer.cut();
      return op === 'trade';
    };
    const error = await settled(socket.private.placeOrder({ ...ORDER, clientOid: 'mine' }));
    expect(error).toMatchObject({ name: 'OutcomeUnknownError', clientOid: 'mine', operation: 'v3:private.placeOrder' });
    expect(system.monotonic()).toBeLessThan(1_000);
    socket.close();
  });

  test('is unknown where the exchange says so, and looked up', async () => {
    const { exchange, socket, settled, trade } = trading();
    exchange.behave = (peer, frame) => {
      if (frame.op !== 'trade') return false;
      trade(peer, frame, false);
      peer.send({ event: 'error', id: frame.id, code: '40010', msg: 'Request timed out' });
      return true;
    };
    expect(await settled(socket.private.placeOrder(ORDER))).toMatchObject({ orderId: '1' });
    socket.close();
  });

  test('in a batch is looked up by itself', async () => {
    const { exchange, socket, settled, trade } = trading();
    exchange.behave = (peer, frame) => {
      if (frame.op !== 'trade') return false;
      trade(peer, { ...frame, args: [(frame.args as Frame[])[0]] as Frame[] }, false);
      peer.cut();
      return true;
    };
    const args = ['one', 'two'].map((clientOid) => ({ ...ORDER, clientOid }));
    expect(await settled(socket.private.batchPlace({ category: 'spot', args }))).toMatchObject([
      { clientOid: 'one', orderId: '1' },
      { clientOid: 'two', code: 'not-placed' },
    ]);
    socket.close();
  });

  test('of a cancellation is unknown: it takes no number', async () => {
    const { exchange, socket, settled } = trading();
    exchange.behave = (peer, { op }) => {
      if (op === 'trade') peer.cut();
      return op === 'trade';
    };
    expect(await settled(socket.private.cancelOrder({ orderId: '1' }))).toMatchObject({ name: 'OutcomeUnknownError' });
    socket.close();
  });
});

describe('what certainly never left says `sent: false`:', () => {
  test('no connection in time, and nothing leaves later', async () => {
    const { socket, settled, pass, exchange } = trading();
    exchange.silent = true;
    const error = await settled(socket.private.placeOrder(ORDER, { timeoutMs: 3_000 }));
    expect(error).toMatchObject({ name: 'TimeoutError', sent: false });
    exchange.silent = false;
    await pass(60_000);
    expect(exchange.peers.flatMap(({ frames }) => frames).filter(({ op }) => op === 'trade')).toEqual([]);
    socket.close();
  });

  test('a login that was refused', async () => {
    const { socket, settled, exchange } = trading();
    exchange.behave = (peer, { op }) => {
      if (op === 'login') peer.send({ event: 'error', code: 30005, msg: 'Login failed' });
      return op === 'login';
    };
    expect(await settled(socket.private.placeOrder(ORDER))).toMatchObject({ name: 'SocketError', code: '30005' });
  });

  test('a frame that is too long', async () => {
    const { socket, settled } = trading();
    const args = Array.from({ length: 20 }, () => ({ ...ORDER, remark: 'long'.repeat(50) }));
    expect(await settled(socket.private.batchPlace({ category: 'spot', args }))).toMatchObject({ sent: false });
    socket.close();
  });

  test('a frame that waits for its turn when the connection ends', async () => {
    const { socket, exchange, pass, trade } = trading();
    let count = 0;
    exchange.behave = (peer, frame) => {
      if (frame.op !== 'trade') return false;
      trade(peer, frame);
      if (++count === 5) peer.cut();
      return true;
    };
    const calls = Array.from({ length: 20 }, () => socket.private.placeOrder(ORDER, { outcomeWaitMs: 0 }));
    const results = Promise.allSettled(calls);
    await pass(5_000);
    const ends = (await results).map((one) => (one.status === 'fulfilled' ? 'placed' : one.reason.sent));
    expect(ends.filter((end) => end === false).length).toBeGreaterThanOrEqual(11);
    expect(
      exchange.peers.flatMap(({ frames }) => frames).filter(({ op }) => op === 'trade').length,
    ).toBeLessThanOrEqual(9);
    socket.close();
  });

  test('the socket was closed', async () => {
    const { socket, settled, pass } = trading({ webSocket: () => new Promise(() => {}) });
    const call = socket.private.placeOrder(ORDER).catch((error) => error);
    await pass(0);
    socket.close();
    expect(await settled(call)).toMatchObject({ name: 'ClosedError', sent: false });
    expect(await settled(socket.private.placeOrder(ORDER))).toMatchObject({ code: 'closed' });
  });
});

test('a signal ends the wait at once; what has not left by then never does', async () => {
  const { socket, settled, pass, exchange } = trading();
  const controller = new AbortController();
  exchange.silent = true;
  const call = socket.private.placeOrder(ORDER, { signal: controller.signal }).catch((error) => error);
  await pass(1_000);
  controller.abort(new Error('enough'));
  expect(await settled(call)).toMatchObject({ message: 'enough' });
  exchange.silent = false;
  await pass(30_000);
  expect(exchange.peers.flatMap(({ frames }) => frames).filter(({ op }) => op === 'trade')).toEqual([]);
  socket.close();
});

describe('an order whose call has ended does not leave', () => {
  const trades = (exchange: { peers: Peer[] }) =>
    exchange.peers.flatMap(({ frames }) => frames).filter(({ op }) => op === 'trade');

  test('whenever it ended, what the order needs being loaded or not', async () => {
    for (let turns = 0; turns < 60; turns++) {
      const left: object[] = [];
      const { socket, pass, settled } = trading({ onOrder: (event) => event.state === 'sent' && left.push(event) });
      socket.private.order();
      await pass(1_000);
      const controller = new AbortController();
      const call = socket.private.placeOrder(ORDER, { signal: controller.signal }).catch((error) => error);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const before = left.length;
      controller.abort(new Error('enough'));
      await settled(call);
      await pass(1_000);
      expect([turns, left.length]).toEqual([turns, before]);
      socket.close();
    }
  });

  test('in the moment in which the connection is ready', async () => {
    const controller = new AbortController();
    const { socket, pass, settled, exchange } = trading({
      onConnection: ({ state }) => state === 'ready' && controller.abort(new Error('enough')),
    });
    const { signal } = controller;
    expect(await settled(socket.private.placeOrder(ORDER, { signal }))).toMatchObject({ message: 'enough' });
    await pass(1_000);
    expect(trades(exchange)).toEqual([]);
    socket.close();
  });
});

test('the journal of the REST client hears of it before it leaves, and can resume it', async () => {
  const intents: object[] = [];
  const { socket, settled, exchange } = trading({
    client: {
      onIntent: (intent) => {
        intents.push({ ...intent, frames: exchange.peers.length });
      },
    },
  });
  await settled(socket.private.placeOrder({ ...ORDER, clientOid: 'mine' }));
  expect(intents).toMatchObject([
    { operation: 'v3:private.placeOrder', method: 'WS', clientOids: ['mine'], generated: [], frames: 0 },
  ]);
  socket.close();
});

test('hooks see an order leave and end, without a secret', async () => {
  const seen: OrderEvent[] = [];
  const { socket, settled } = trading({ onOrder: (event) => seen.push(event) });
  await settled(socket.private.placeOrder(ORDER));
  expect(seen.map(({ state, operation }) => [state, operation])).toEqual([
    ['sent', 'v3:private.placeOrder'],
    ['ended', 'v3:private.placeOrder'],
  ]);
  expect(seen[0]?.call).toBe(seen[1]?.call);
  expect(JSON.stringify(seen)).not.toMatch(/test-(key|secret|passphrase)/);
  socket.close();
});

test('replies to orders are waited for on a connection that another takes over from', async () => {
  const { socket, exchange, pass, system, trade } = trading();
  socket.private.order();
  await pass(1_000);
  exchange.behave = (peer, frame) => {
    if (frame.op === 'trade') system.setTimeout(() => trade(peer, frame), 5_000);
    return frame.op === 'trade';
  };
  socket.rollover();
  await pass(1_000);
  const call = socket.private.placeOrder(ORDER);
  await pass(2_500);
  expect(exchange.open).toHaveLength(2);
  await pass(3_000);
  expect(await call).toMatchObject({ orderId: '1' });
  await pass(1_000);
  expect(exchange.open.map(({ id }) => id)).toEqual([2]);
  socket.close();
});

describe('orders over a socket and by REST', () => {
  const place = async (ordersCountAsRest: boolean | undefined) => {
    const limits = { ...(ordersCountAsRest !== undefined && { ordersCountAsRest }) };
    const { socket, client, settled, arrivals, placed } = trading({ client: { limits: limiter() }, limits });
    await settled(socket.private.placeOrder(ORDER));
    const orders = Array.from({ length: 12 }, () => [
      socket.private.placeOrder(ORDER),
      client?.trade.placeOrder(ORDER),
    ]);
    const outcomes: Frame[] = [];
    for (const order of orders.flat()) outcomes.push(await settled(Promise.resolve(order)));
    expect(outcomes.filter(({ orderId }) => orderId === undefined)).toEqual([]);
    expect(placed.size).toBe(25);
    socket.close();
    return densest(arrivals, 1_000);
  };

  test('share the limit that the REST client keeps', async () => {
    expect(await place(undefined)).toBeLessThanOrEqual(5);
  });

  test('do not where that is said', async () => {
    expect(await place(false)).toBeGreaterThan(5);
  });

  test('wait no longer than the limiter lets them, and then certainly were not sent', async () => {
    const { socket, settled, placed } = trading({ client: { limits: limiter({ maxWaitMs: 100 }) } });
    const orders = Array.from({ length: 6 }, () => settled(socket.private.placeOrder(ORDER)));
    const refused = (await Promise.all(orders)).filter(({ orderId }) => orderId === undefined);
    expect(refused).toMatchObject([{ name: 'RateLimitError', code: 'queue-timeout', sent: false }]);
    expect(placed.size).toBe(5);
    socket.close();
  });

  test('wait for their turn no longer than they may take, and then certainly were not sent', async () => {
    const { socket, settled, placed, pass } = trading({ client: { limits: limiter() } });
    const orders = Array.from({ length: 12 }, () => settled(socket.private.placeOrder(ORDER, { timeoutMs: 500 })));
    const refused = (await Promise.all(orders)).filter(({ orderId }) => orderId === undefined);
    expect(refused).toHaveLength(7);
    for (const error of refused) expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout', sent: false });
    await pass(30_000);
    expect(placed.size).toBe(5);
    socket.close();
  });

  test('are not counted as sent any more once their replies have come', async () => {
    const { socket, settled, arrivals } = trading({ client: { limits: limiter() } });
    for (let n = 0; n < 10; n++) await settled(socket.private.placeOrder(ORDER));
    expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeLessThan(3_000);
    socket.close();
  });
});
