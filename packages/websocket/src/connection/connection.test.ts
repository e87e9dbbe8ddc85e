import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { CREDENTIALS, TICKER, TRADES, world } from '../../test/socket.js';
import type { ConnectionEvent } from '../socket/hooks.js';

describe('a connection', () => {
  test('is opened where the stream is, with the first stream and not before', async () => {
    const { exchange, socket, pass } = world();
    await pass(1_000);
    expect(exchange.peers).toHaveLength(0);
    socket.public.ticker(TICKER);
    await pass(1_000);
    expect(exchange.open.map(({ path }) => path)).toEqual(['/v3/ws/public']);
    socket.close();
  });

  test('sends the text ping, and is content with a pong', async () => {
    const { exchange, socket, pass } = world();
    socket.public.ticker(TICKER);
    await pass(300_000);
    expect(exchange.peers).toHaveLength(1);
    expect(exchange.peers[0]?.pings).toBe(11);
    socket.close();
  });

  test('is made anew when the other side is silent: nothing comes, not even a pong', async () => {
    const ends: unknown[] = [];
    const { exchange, socket, pass } = world({
      onConnection: ({ state, reason, durationMs }) => state === 'ended' && ends.push([reason, durationMs]),
    });
    socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.silent = true;
    await pass(35_000);
    exchange.silent = false;
    expect(ends).toEqual([['silent', 35_000]]);
    await pass(20_000);
    expect(exchange.open).toHaveLength(1);
    expect(socket.status().streams[0]?.args[0]?.state).toBe('live');
    socket.close();
  });

  test('is content with data where pongs are missing', async () => {
    const { exchange, socket, pass } = world();
    socket.public.ticker(TICKER, { onPush: () => {} });
    await pass(1_000);
    const [peer] = exchange.peers;
    if (peer) {
      const { send } = peer;
      peer.send = (frame) => frame !== 'pong' && send(frame);
    }
    for (let seconds = 0; seconds < 120; seconds++) {
      exchange.push(TICKER, [{ lastPrice: '1' }]);
      await pass(1_000);
    }
    expect(exchange.peers).toHaveLength(1);
    socket.close();
  });

  test('bears objects where text belongs', async () => {
    const { exchange, socket, pass } = world();
    const got: unknown[] = [];
    socket.private.order(undefined, { onItem: (item) => got.push(item) });
    await pass(1_000);
    const odd = { toString: 1, valueOf: 1 };
    for (const frame of [
      { event: odd, arg: { topic: odd }, data: [] },
      { event: 'subscribe', arg: { topic: odd } },
      { event: 'error', code: odd, msg: odd, id: odd },
      { event: 'trade', id: odd, code: odd },
      { action: 'update', arg: { instType: 'UTA', topic: 'order' }, data: [{ orderId: odd, orderStatus: odd }, null] },
    ])
      exchange.open[0]?.send(frame);
    await pass(1_000);
    expect(got).toEqual([{ orderId: odd, orderStatus: odd }, null]);
    expect(exchange.peers).toHaveLength(1);
    socket.close();
  });

  test.each(['the old one', 'the new one'])('bears what is deeper than a stack, by %s of two', async (which) => {
    const { exchange, socket, pass } = world();
    const got: unknown[] = [];
    const events: unknown[] = [];
    socket.public.publicTrade(TRADES, {
      onItem: (item) => got.push(item),
      onEvent: (event) => events.push(event.type === 'live' && event.continuous),
    });
    await pass(1_000);
    socket.rollover();
    await pass(1_000);
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const text = `{"action":"update","arg":${JSON.stringify(TRADES)},"data":[${deep}],"ts":1}`;
    exchange.open[which === 'the old one' ? 0 : 1]?.send(text);
    await pass(60_000);
    expect(got).toHaveLength(1);
    expect(events).toEqual([true, true]);
    expect(exchange.peers).toHaveLength(2);
    socket.close();
  });

  test('is given up when it does not open in time', async () => {
    const { exchange, socket, pass } = world({ webSocket: () => new Promise(() => {}) });
    socket.public.ticker(TICKER);
    await pass(60_000);
    expect(exchange.peers).toHaveLength(0);
    expect(socket.status().counters).toMatchObject({ ready: 0, dialed: 6 });
    socket.close();
  });

  test('leaves neither timer nor connection behind when the socket is closed', async () => {
    const { exchange, socket, pass, system } = world();
    let timers = 0;
    const { setTimeout, clearTimeout } = system;
    const live = new Set<unknown>();
    system.setTimeout = (run, ms) => {
      const timer = setTimeout(() => {
        live.delete(timer);
        run();
      }, ms);
      live.add(timer);
      timers++;
      return timer;
    };
    system.clearTimeout = (timer) => {
      live.delete(timer);
      clearTimeout(timer);
    };
    for (let n = 0; n < 60; n++) socket.public.ticker({ ...TICKER, symbol: `S${n}` }, { idleMs: 1_000 });
    socket.private.order();
    await pass(5_000);
    expect(exchange.open).toHaveLength(3);
    socket.close();
    expect([timers > 60, live.size]).toEqual([true, 0]);
    await pass(1);
    expect(exchange.open).toHaveLength(0);
  });

  test('without streams is closed after a while, and made anew for the next', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.public.ticker(TICKER);
    await pass(1_000);
    stream.close();
    await pass(4_000);
    expect(exchange.open).toHaveLength(1);
    await pass(2_000);
    expect(exchange.open).toHaveLength(0);
    expect(socket.status().connections).toEqual([]);
    socket.public.ticker(TICKER);
    await pass(1_000);
    expect(exchange.open).toHaveLength(1);
    socket.close();
  });
});

describe('waits before another connection', () => {
  const cutAtOnce = async (ms: number, random: number) => {
    const { exchange, socket, pass, system } = world();
    system.random = () => random;
    const accept = exchange.accept.bind(exchange);
    const times: number[] = [];
    exchange.accept = (...given) => {
      times.push(system.monotonic());
      const made = accept(...given);
      void Promise.resolve().then(() => made.peer.cut());
      return made;
    };
    socket.public.ticker(TICKER);
    await pass(ms);
    socket.close();
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
  };

  test('grow to half a minute', async () => {
    expect((await cutAtOnce(120_000, 1)).slice(0, 9)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  test('are all as likely', async () => {
    expect((await cutAtOnce(60_000, 0.25)).slice(0, 7)).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 7_500]);
  });

  test('begin small again only after ten seconds of life', async () => {
    const { exchange, socket, pass, system } = world();
    system.random = () => 1;
    const opened = async () => {
      const before = exchange.peers.length;
      const start = system.monotonic();
      while (exchange.peers.length === before) await pass(10);
      return system.monotonic() - start;
    };
    socket.public.ticker(TICKER);
    await pass(1_000);
    const waits: number[] = [];
    for (const life of [1_000, 1_000, 9_900, 10_000, 1_000]) {
      exchange.open[0]?.cut();
      waits.push(await opened());
      await pass(life);
    }
    expect(waits.map((ms) => Math.round(ms / 100) * 100)).toEqual([500, 1_000, 2_000, 4_000, 500]);
    socket.close();
  });
});

describe('limits are kept:', () => {
  test.each([
    [{ limits: { messagesPerSecond: 1 } }, '`messagesPerSecond` is 1, createSocket: give 2 or more.'],
    [{ limits: { streamsPerConnection: Number.NaN } }, '`streamsPerConnection` is NaN, createSocket: give 1 or more.'],
    [{ limits: { subscriptionsPerHour: undefined as never } }, '`subscriptionsPerHour` is undefined'],
    [{ timing: { pingMs: -1 } }, '`pingMs` is -1, createSocket: give 0 or more.'],
  ])('those that let nothing through are refused: %j', (options, message) => {
    expect(() => world(options)).toThrow(`[@bitget-spec/websocket] ${message}`);
    expect(() => world({ limits: { messagesPerSecond: 2, ordersCountAsRest: false } })).not.toThrow();
  });

  test('messages a second, bytes and books in a message', async () => {
    const { exchange, socket, pass } = world();
    const streams = Array.from({ length: 200 }, (_, n) =>
      socket.public.books({ instType: 'usdt-futures', topic: 'books', symbol: `A${'LONG'.repeat(30)}${n}USDT` }),
    );
    await pass(30_000);
    expect(exchange.violations).toEqual([]);
    expect(streams.every((stream) => stream.status().args[0]?.state === 'live')).toBe(true);
    expect(exchange.open).toHaveLength(5); // of 49 streams each at most
    for (const stream of streams) stream.resubscribe();
    await pass(30_000);
    expect(exchange.violations).toEqual([]);
    expect(streams.every((stream) => stream.status().args[0]?.state === 'live')).toBe(true);
    socket.close();
  });

  test('subscriptions an hour: then another connection takes over', async () => {
    const { exchange, socket, pass } = world({ limits: { subscriptionsPerHour: 24 } });
    const stream = socket.public.ticker(TICKER, { onPush: () => {} });
    await pass(1_000);
    for (let n = 0; n < 20; n++) {
      stream.resubscribe();
      await pass(61_000);
    }
    expect(exchange.peers.map(({ frames }) => frames.length)).toEqual([24, 17]);
    expect(stream.status().args[0]?.state).toBe('live');
    socket.close();
  });

  test('connections in five minutes, and at a time, by all sockets of a process', async () => {
    const limits = { connectionsPer5Minutes: 5, openConnections: 3, streamsPerConnection: 1 };
    const { exchange, socket, pass } = world({ limits });
    const streams = Array.from({ length: 4 }, (_, n) => socket.public.ticker({ ...TICKER, symbol: `S${n}` }));
    await pass(10_000);
    expect(exchange.open).toHaveLength(3);
    streams[0]?.close();
    await pass(10_000);
    expect(exchange.open).toHaveLength(3);
    expect(exchange.peers).toHaveLength(4);
    exchange.open[0]?.cut();
    await pass(10_000);
    expect(exchange.peers).toHaveLength(5);
    exchange.open[0]?.cut();
    await pass(200_000);
    expect(exchange.peers).toHaveLength(5);
    await pass(100_000);
    expect(exchange.peers.length).toBeGreaterThan(5);
    socket.close();
  });
});

test('a stream that is asked for anew again and again is asked for less and less often', async () => {
  const { exchange, socket, pass } = world();
  const stream = socket.public.ticker(TICKER, { onEvent: ({ type }) => type === 'live' && stream.resubscribe() });
  await pass(60_000);
  expect(exchange.peers.flatMap(({ frames }) => frames).filter(({ op }) => op === 'subscribe')).toHaveLength(7);
  socket.close();
});

describe('a login', () => {
  test('is signed over the seconds of the exchange, before anything is subscribed', async () => {
    const { exchange, socket, pass, system } = world({ clock: { now: () => 1_761_998_400_999, offset: 0 } });
    socket.private.order();
    await pass(1_000);
    const [login, subscribe] = exchange.peers[0]?.frames ?? [];
    const sign = createHmac('sha256', 'test-secret').update('1761998400GET/user/verify').digest('base64');
    expect(login).toEqual({
      op: 'login',
      args: [{ apiKey: 'test-key', passphrase: 'test-passphrase', timestamp: '1761998400', sign }],
    });
    expect(subscribe).toEqual({ op: 'subscribe', args: [{ instType: 'UTA', topic: 'order' }] });
    expect(system.monotonic()).toBeLessThanOrEqual(1_000);
    socket.close();
  });

  test.each([0, '0', '00000', undefined])('is accepted with code %j', async (code) => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op }) => {
      if (op === 'login') peer.send({ event: 'login', code, msg: '' });
      return op === 'login';
    };
    const stream = socket.private.order();
    await pass(1_000);
    expect(stream.status().args[0]?.state).toBe('live');
    socket.close();
  });

  test.each([
    { event: 'error', code: 30015, msg: 'Invalid sign' },
    { event: 'login', code: '30005', msg: 'Login failed' },
  ])('that is refused ends the streams, and is not tried for ever: %j', async (refusal) => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op }) => {
      if (op !== 'login') return false;
      peer.send(refusal);
      return true;
    };
    const stream = socket.private.order();
    const error = stream.ready().catch((thrown) => thrown);
    await pass(60_000);
    expect(await error).toMatchObject({ name: 'SocketError', code: `${refusal.code}`, exchangeMessage: refusal.msg });
    expect(exchange.peers).toHaveLength(1);
    expect(socket.status()).toMatchObject({ connections: [], streams: [] });
  });

  const REFUSED = { event: 'error', code: 30013, msg: 'Invalid timestamp' };

  test('whose time is refused after another was taken is tried again', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.private.order();
    await pass(1_000);
    for (let cuts = 0; cuts < 3; cuts++) {
      let refused = 0;
      exchange.behave = (peer, { op }) => {
        if (op !== 'login' || refused++ >= 2) return false;
        peer.send(REFUSED);
        return true;
      };
      exchange.open[0]?.cut();
      await pass(20_000);
      expect(stream.status().args[0]?.state).toBe('live');
    }
    socket.close();
  });

  test('whose time is refused again and again ends the streams all the same', async () => {
    const { exchange, socket, pass } = world();
    const errors: unknown[] = [];
    const stream = socket.private.order(undefined, { onPush: () => {}, onError: (error) => errors.push(error) });
    await pass(1_000);
    exchange.behave = (peer, { op }) => {
      if (op === 'login') peer.send(REFUSED);
      return op === 'login';
    };
    exchange.open[0]?.cut();
    await pass(120_000);
    expect(exchange.peers).toHaveLength(6);
    expect(stream.status().args[0]?.state).toBe('ended');
    expect(errors).toEqual([expect.objectContaining({ code: '30013' })]);
    socket.close();
  });

  test('survives a notice of a restart, and a fault of the exchange', async () => {
    const { exchange, socket, pass } = world();
    let logins = 0;
    exchange.behave = (peer, { op }) => {
      if (op !== 'login') return false;
      logins++;
      if (logins === 1) peer.send({ event: 'error', code: 40725, msg: 'busy' });
      if (logins === 2) {
        peer.send({ event: 'error', code: 30033, msg: 'upgrade' });
        return false;
      }
      return logins === 1;
    };
    const stream = socket.private.order();
    await pass(20_000);
    expect(stream.status().args[0]?.state).toBe('live');
    socket.close();
  });

  test('that is replied to too late counts for nothing', async () => {
    const { exchange, socket, pass, system } = world();
    let first = true;
    exchange.behave = (peer, { op }) => {
      if (op !== 'login' || !first) return false;
      first = false;
      system.setTimeout(() => peer.send({ event: 'login', code: 0 }), 10_500);
      return true;
    };
    const stream = socket.private.order();
    await pass(30_000);
    expect(exchange.peers).toHaveLength(2);
    expect(exchange.peers[0]?.frames).toHaveLength(1);
    expect(stream.status().args[0]?.state).toBe('live');
    socket.close();
  });

  test('needs credentials that can work', async () => {
    const { socket, pass } = world({ credentials: { ...CREDENTIALS, passphrase: ' padded ' } });
    const error = socket.private
      .order()
      .ready()
      .catch((thrown) => thrown);
    await pass(1_000);
    expect(await error).toMatchObject({ name: 'CredentialsError' });
    const without = world({ credentials: undefined }).socket;
    expect(() => without.private.order()).toThrow(
      '[@bitget-spec/websocket] no credentials, private.order: give `credentials`.',
    );
  });
});

describe('secrets', () => {
  const seen: unknown[] = [];
  afterEach(() => seen.splice(0));

  test('are in no hook, no status, no error, though the exchange repeats them', async () => {
    const collect = (event: ConnectionEvent | object) => void seen.push(event);
    const { exchange, socket, pass } = world({ onConnection: collect, onStream: collect, onNotice: collect });
    exchange.behave = (peer, frame) => {
      if (frame.op !== 'login')
        peer.send({ event: 'error', code: 30002, msg: `Unrecognized ${JSON.stringify(peer.frames)}` });
      return frame.op !== 'login';
    };
    const stream = socket.private.order();
    stream.ready().catch(collect);
    await pass(1_000);
    collect(socket.status());
    const { inspect } = await import('node:util');
    const text = inspect([seen, socket, stream], { depth: 20, showHidden: true }) + JSON.stringify(seen);
    expect(text).toContain('Unrecognized');
    for (const secret of Object.values(CREDENTIALS)) expect(text).not.toContain(secret);
    socket.close();
  });
});
