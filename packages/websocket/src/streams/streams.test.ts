import { describe, expect, test, vi } from 'vitest';
import { acknowledge } from '../../test/exchange.js';
import { ORDER, TICKER, TRADES, world } from '../../test/socket.js';
import type { Push, StreamEvent } from './events.js';

const of = (symbol: string) => ({ ...TICKER, symbol });

describe('a stream', () => {
  test('is read by a loop, entry by entry; leaving the loop unsubscribes', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.push(TICKER, [{ lastPrice: '1' }, { lastPrice: '2' }]);
    exchange.push(TICKER, { lastPrice: '3' });
    await pass(1_000);
    const got: unknown[] = [];
    for await (const item of stream) {
      got.push(Object(item).lastPrice);
      if (got.length === 3) break;
    }
    await pass(1_000);
    expect(got).toEqual(['1', '2', '3']);
    expect(exchange.peers[0]?.frames.map(({ op }) => op)).toEqual(['subscribe', 'unsubscribe']);
    expect(socket.status().streams).toEqual([]);
    socket.close();
  });

  test('is read by callbacks; what one throws is said and ends nothing', async () => {
    const { exchange, socket, pass } = world();
    const got: unknown[] = [];
    const errors: unknown[] = [];
    socket.public.ticker(TICKER, {
      onItem(item, { ts }) {
        got.push([item, typeof ts]);
        throw new Error('mine');
      },
      onError: (error) => errors.push(error),
    });
    await pass(1_000);
    exchange.push(TICKER, ['a', 'b']);
    await pass(1_000);
    expect(got).toEqual([
      ['a', 'number'],
      ['b', 'number'],
    ]);
    expect(errors).toMatchObject([{ message: 'mine' }, { message: 'mine' }]);
    socket.close();
  });

  test('of several symbols is one stream', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.public.ticker([of('A'), of('B')]);
    await pass(1_000);
    exchange.push(of('B'), ['b']);
    exchange.push(of('A'), ['a']);
    const iterator = stream.pushes();
    expect((await iterator.next()).value).toMatchObject({ arg: of('B'), data: ['b'] });
    expect((await iterator.next()).value).toMatchObject({ arg: of('A'), data: ['a'] });
    socket.close();
  });

  test('ends within the tick, by close() and by its signal', async () => {
    const { exchange, socket, pass } = world();
    const controller = new AbortController();
    const streams = [socket.public.ticker(TICKER), socket.public.ticker(TICKER, { signal: controller.signal })];
    const ends = streams.map((stream) => stream[Symbol.asyncIterator]().next());
    await pass(1_000);
    streams[0]?.close();
    controller.abort();
    exchange.push(TICKER, ['late']);
    expect(await Promise.all(ends)).toEqual([
      { value: undefined, done: true },
      { value: undefined, done: true },
    ]);
    expect(socket.status().streams).toEqual([]);
    const before = socket.public.ticker(TICKER, { signal: controller.signal });
    expect(socket.status().streams).toEqual([]);
    expect(await before[Symbol.asyncIterator]().next()).toEqual({ value: undefined, done: true });
    socket.close();
    expect(() => socket.public.ticker(TICKER)).toThrow('[@bitget-spec/websocket] the socket was closed');
  });

  test('says what it needs', () => {
    const { socket } = world();
    expect(() => socket.public.ticker({ instType: 'spot' })).toThrow(
      '[@bitget-spec/websocket] no `symbol`, public.ticker: give `symbol`.',
    );
  });

  test('that is closed for being idle leaves no timer behind', async () => {
    const { system, socket, pass } = world();
    const armed = vi.spyOn(system, 'setTimeout');
    const idleMs = 5_432;
    const ends: unknown[] = [];
    const stream = socket.public.ticker(TICKER, {
      idleMs,
      onPush: () => {},
      onEvent: ({ type }) => type === 'idle' && stream.close(),
      onEnd: (...given) => ends.push(given),
    });
    await pass(60_000);
    expect(armed.mock.calls.filter(([, ms]) => ms === idleMs)).toHaveLength(1);
    expect(ends).toEqual([[undefined]]);
    socket.close();
  });

  test('says that it is idle, which is no sign of a dead connection', async () => {
    const { exchange, socket, pass } = world();
    const events: StreamEvent[] = [];
    socket.public.ticker(TICKER, { idleMs: 5_000, onPush: () => {}, onEvent: (event) => events.push(event) });
    await pass(3_000);
    exchange.push(TICKER, ['a']);
    await pass(12_500);
    expect(events.filter(({ type }) => type === 'idle')).toEqual([
      { type: 'idle', ms: 5_000 },
      { type: 'idle', ms: 10_000 },
    ]);
    expect(exchange.peers).toHaveLength(1);
    socket.close();
  });

  test('keeps numbers past 2^53 whole', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.open[0]?.send(`{"action":"update","arg":${JSON.stringify(TICKER)},"data":[{"seq":9007199254740993}]}`);
    expect((await stream[Symbol.asyncIterator]().next()).value).toEqual({ seq: '9007199254740993' });
    socket.close();
  });

  test('with means of its own is not parsed by others, unless those give up', async () => {
    const { exchange, socket, pass } = world();
    const texts: string[] = [];
    const parse = (text: string): Push | undefined => {
      texts.push(text);
      return text.includes('fast') ? { arg: TICKER, data: ['by means'] } : undefined;
    };
    const stream = socket.public.ticker(TICKER, { parse });
    const other = socket.public.publicTrade(TRADES);
    await pass(1_000);
    exchange.push(TICKER, ['fast']);
    exchange.push(TICKER, ['slow']);
    exchange.push(TRADES, ['trade']);
    const items = stream[Symbol.asyncIterator]();
    expect([(await items.next()).value, (await items.next()).value]).toEqual(['by means', 'slow']);
    expect((await other[Symbol.asyncIterator]().next()).value).toBe('trade');
    expect(texts.filter((text) => text.includes('data'))).toHaveLength(2);
    socket.close();
  });

  test('with means of its own keeps what they make to itself, from one who comes late, too', async () => {
    const { exchange, socket, pass } = world();
    const parse = (): Push => ({ arg: TICKER, data: ['by means'] });
    const means = socket.public.ticker(TICKER, { parse });
    await pass(1_000);
    exchange.push(TICKER, ['as it came']);
    await pass(10);
    const late = socket.public.ticker(TICKER);
    await pass(10);
    means.close();
    const both = await Promise.all([means, late].map((stream) => stream[Symbol.asyncIterator]().next()));
    expect(both.map(({ value }) => value)).toEqual([undefined, 'as it came']);
    socket.close();
  });

  test('with means of their own is made by each for themselves', async () => {
    const { exchange, socket, pass } = world();
    const parseBy = (name: string) => (text: string) =>
      text.includes('as sent') ? { arg: TICKER, data: [name] } : undefined;
    const fails = () => {
      throw new Error('mine');
    };
    const shared = parseBy('b');
    const streams = [parseBy('a'), shared, shared, fails].map((parse) => socket.public.ticker(TICKER, { parse }));
    await pass(1_000);
    exchange.push(TICKER, ['as sent']);
    const items = await Promise.all(streams.map((stream) => stream[Symbol.asyncIterator]().next()));
    expect(items.map(({ value }) => value)).toEqual(['a', 'b', 'b', 'as sent']);
    socket.close();
  });

  test('with means of its own is read by the usual ones where another follows it without', async () => {
    const { exchange, socket, pass } = world();
    const means = socket.public.ticker(TICKER, { parse: () => ({ arg: TICKER, data: ['by means'] }) });
    const usual = socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.push(TICKER, ['as sent']);
    for (const stream of [means, usual]) expect((await stream[Symbol.asyncIterator]().next()).value).toBe('as sent');
    usual.close();
    exchange.push(TICKER, ['as sent']);
    expect((await means[Symbol.asyncIterator]().next()).value).toBe('by means');
    socket.close();
  });
});

describe('topics', () => {
  test('are counted: one subscription for many, ended by the last', async () => {
    const { exchange, socket, pass } = world();
    const streams = [1, 2, 3].map(() => socket.public.ticker(TICKER));
    await pass(1_000);
    for (const stream of streams) {
      expect(exchange.peers[0]?.frames).toHaveLength(1);
      stream.close();
      await pass(100);
    }
    expect(exchange.peers[0]?.frames.map(({ op }) => op)).toEqual(['subscribe', 'unsubscribe']);
    socket.close();
  });

  test('that are shared give a newcomer what there is', async () => {
    const { exchange, socket, pass } = world();
    socket.public.ticker(TICKER, { onPush: () => {} });
    await pass(1_000);
    exchange.push(TICKER, ['now']);
    await pass(1_000);
    const late = socket.public.ticker(TICKER);
    expect((await late[Symbol.asyncIterator]().next()).value).toBe('now');
    socket.close();
  });

  test('that begin with more than is kept are subscribed once more, elsewhere', async () => {
    const { exchange, socket, pass } = world();
    const books = { instType: 'spot', topic: 'books', symbol: 'BTCUSDT' };
    socket.public.books(books);
    await pass(1_000);
    socket.public.books(books);
    await pass(1_000);
    expect(exchange.open.map(({ subscribed }) => [...subscribed.values()])).toEqual([[books], [books]]);
    socket.close();
  });

  test('are asked for together, and never more than is wanted', async () => {
    const { exchange, socket, pass } = world();
    const streams = ['A', 'B', 'C'].map((symbol) => socket.public.ticker(of(symbol)));
    streams[1]?.close();
    await pass(1_000);
    expect(exchange.peers[0]?.frames).toEqual([{ op: 'subscribe', args: [of('A'), of('C')] }]);
    socket.close();
  });

  test('wanted again while they end are asked for once they have ended', async () => {
    const { exchange, socket, pass } = world();
    const first = socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.behave = (_, { op }) => op === 'unsubscribe';
    first.close();
    await pass(100);
    const second = socket.public.ticker(TICKER);
    await pass(100);
    expect(second.status().args[0]?.state).toBe('unsubscribing');
    const [peer] = exchange.open;
    if (peer) acknowledge(peer, 'unsubscribe', TICKER);
    await pass(100);
    expect(second.status().args[0]?.state).toBe('live');
    expect(peer?.frames.map(({ op }) => op)).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    socket.close();
  });

  test('are not live by a late acknowledgement', async () => {
    const { exchange, socket, pass } = world();
    exchange.behave = (_, { op }) => op === 'subscribe';
    const stream = socket.public.ticker(TICKER);
    await pass(1_000);
    stream.close();
    await pass(100);
    const [peer] = exchange.open;
    if (peer) acknowledge(peer, 'subscribe', TICKER);
    await pass(100);
    expect(peer?.frames.map(({ op }) => op)).toEqual(['subscribe', 'unsubscribe']);
    expect(socket.status().streams).toEqual([]);
    peer?.send({ event: 'subscribe', arg: TICKER });
    await pass(100);
    exchange.push(TICKER, ['nobody']);
    await pass(100);
    expect(socket.status().counters.pushes).toBe(0);
    socket.close();
  });

  test('that are not acknowledged are asked for again, alone', async () => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op, args }) =>
      op === 'subscribe' && peer.frames.length === 1 && JSON.stringify(args).includes('"B"');
    const streams = ['A', 'B', 'C'].map((symbol) => socket.public.ticker(of(symbol)));
    await pass(15_000);
    expect(streams.map((stream) => stream.status().args[0]?.state)).toEqual(['live', 'live', 'live']);
    expect(exchange.peers[0]?.frames.map(({ args }) => (args as unknown[]).length)).toEqual([3, 1, 1, 1]);
    socket.close();
  });

  test.each([
    ['the name', { ...of('B'), symbol: 'b' }, ''],
    ['the name in its message', undefined, '{"instType":"spot","symbol":"B","topic":"ticker"} does not exist'],
  ])('that are refused say so to their own streams, by %s', async (_, arg, msg) => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op, args }) => {
      if (op !== 'subscribe') return false;
      for (const one of args as (typeof TICKER)[])
        if (one.symbol === 'B') peer.send({ event: 'error', arg, code: 30001, msg });
        else acknowledge(peer, 'subscribe', one);
      return true;
    };
    const [a, b] = ['A', 'B'].map((symbol) => socket.public.ticker(of(symbol)));
    const error = (async () => {
      for await (const _ of b ?? []);
    })().catch((thrown) => thrown);
    await pass(1_000);
    expect(await error).toMatchObject({ code: '30001', channel: 'public.ticker', arg: of('B') });
    expect((await error).message).toMatch(/^\[@bitget-spec\/websocket\] the exchange refused the stream with 30001/);
    expect(a?.status().args[0]?.state).toBe('live');
    await pass(60_000);
    expect(exchange.peers[0]?.frames).toHaveLength(1);
    socket.close();
  });

  test('refused without a name are found out one by one', async () => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op, args }) => {
      const symbols = (args as (typeof TICKER)[]).map(({ symbol }) => symbol);
      if (op !== 'subscribe' || !symbols.includes('B')) return false;
      peer.send({ event: 'error', code: 30001, msg: 'no such stream' });
      return true;
    };
    const streams = ['A', 'B', 'C'].map((symbol) => socket.public.ticker(of(symbol)));
    const refused = streams[1]?.ready().catch((thrown) => thrown);
    await pass(30_000);
    expect(await refused).toMatchObject({ code: '30001', arg: of('B') });
    expect([streams[0], streams[2]].map((stream) => stream?.status().args[0]?.state)).toEqual(['live', 'live']);
    socket.close();
  });

  test('refused for too many messages are asked for again', async () => {
    const { exchange, socket, pass } = world();
    exchange.behave = (peer, { op }) => {
      if (op !== 'subscribe' || peer.frames.length > 1) return false;
      peer.send({ event: 'error', arg: TICKER, code: '30006', msg: 'request too many' });
      return true;
    };
    const stream = socket.public.ticker(TICKER);
    await pass(15_000);
    expect(stream.status().args[0]?.state).toBe('live');
    socket.close();
  });

  test('pushed under a shorter name reach those who follow', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.private.fastFill({ symbol: 'BTCUSDT' });
    await pass(1_000);
    exchange.open[0]?.send({ arg: { instType: 'UTA', topic: 'fast-fill' }, data: ['fill'] });
    expect((await stream[Symbol.asyncIterator]().next()).value).toBe('fill');
    socket.close();
  });
});

describe('after a reconnect', () => {
  test('what is live is what is wanted, and each stream is told that it was not continuous', async () => {
    const { exchange, socket, pass } = world();
    const events: StreamEvent[][] = [];
    const streams = Array.from({ length: 120 }, (_, n) => {
      const told: StreamEvent[] = [];
      events.push(told);
      return socket.public.ticker(of(`S${n}`), { onPush: () => {}, onEvent: (event) => told.push(event) });
    });
    await pass(5_000);
    for (const peer of exchange.open) peer.cut();
    for (const stream of streams.splice(0, 40)) stream.close();
    const added = socket.public.ticker(of('NEW'));
    await pass(5_000);
    const wanted = [...streams, added].flatMap((stream) => stream.status().args.map(({ arg }) => arg.symbol)).sort();
    const live = exchange.open.flatMap(({ subscribed }) => [...subscribed.values()].map(({ symbol }) => symbol)).sort();
    expect(live).toEqual(wanted);
    for (const told of events.slice(40))
      expect(told.map((event) => [event.type, 'continuous' in event && event.continuous])).toEqual([
        ['live', true],
        ['lost', false],
        ['live', false],
      ]);
    expect(socket.status().counters.gaps).toBe(80);
    socket.close();
  });

  test('events stand in their order among the pushes', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.public.ticker(TICKER);
    await pass(1_000);
    exchange.push(TICKER, ['before']);
    await pass(10);
    exchange.open[0]?.cut();
    await pass(5_000);
    exchange.push(TICKER, ['after']);
    await pass(10);
    const told: unknown[] = [];
    for await (const event of stream.events()) {
      told.push(event.type === 'push' ? event.push.data : event.type);
      if (told.length === 5) break;
    }
    expect(told).toEqual(['live', ['before'], 'lost', 'live', ['after']]);
    socket.close();
  });
});

describe('a slow consumer', () => {
  const push = async (drop: 'oldest' | 'latest-per-symbol' | 'close' | undefined, maxQueue: number) => {
    const made = world();
    const { exchange, socket, pass } = made;
    const stream = socket.public.ticker([of('A'), of('B')], { drop, maxQueue });
    const other = socket.public.ticker(of('A'));
    await pass(1_000);
    for (let n = 0; n < 10; n++) {
      exchange.push(of('A'), [{ symbol: 'A', n }]);
      exchange.push(of('B'), [{ symbol: 'B', n }]);
    }
    await pass(1_000);
    stream.events();
    return { ...made, stream, other };
  };

  const read = async (events: AsyncIterable<StreamEvent>, count: number) => {
    const told: unknown[] = [];
    for await (const event of events) {
      told.push(event.type === 'push' ? event.push.data : event.type === 'dropped' ? event.count : event.type);
      if (told.length === count) break;
    }
    return told;
  };

  test('loses the oldest, and is told how many and where', async () => {
    const { stream, socket } = await push('oldest', 3);
    expect(stream.status()).toMatchObject({ queued: 3, dropped: 17 });
    expect(socket.status().counters.dropped).toBe(17);
    expect(await read(stream.events(), 6)).toEqual([
      'live',
      'live',
      17,
      [{ symbol: 'B', n: 8 }],
      [{ symbol: 'A', n: 9 }],
      [{ symbol: 'B', n: 9 }],
    ]);
  });

  test('gets the latest of each symbol', async () => {
    const { stream } = await push('latest-per-symbol', 10);
    expect(stream.status()).toMatchObject({ queued: 2, dropped: 18 });
    expect(await read(stream.events(), 4)).toEqual(['live', 'live', [{ symbol: 'A', n: 9 }], [{ symbol: 'B', n: 9 }]]);
  });

  test('is ended, after what it could have read', async () => {
    const { stream } = await push('close', 3);
    const got: unknown[] = [];
    const error = await (async () => {
      for await (const item of stream) got.push(item);
    })().catch((thrown) => thrown);
    expect(got).toEqual([
      { symbol: 'A', n: 0 },
      { symbol: 'B', n: 0 },
      { symbol: 'A', n: 1 },
    ]);
    expect(error).toMatchObject({ name: 'SocketError', code: 'overflow' });
    expect(error.message).toBe(
      '[@bitget-spec/websocket] 3 pushes wait to be read, public.ticker: read faster, or set `maxQueue` or `drop`.',
    );
  });

  test('takes nothing from another', async () => {
    for (const drop of ['oldest', 'latest-per-symbol', 'close'] as const) {
      const { other, socket } = await push(drop, 3);
      expect(other.status()).toMatchObject({ queued: 10, dropped: 0 });
      socket.close();
    }
  });

  test('of a private stream never loses an event unseen: the stream ends', async () => {
    const { exchange, socket, pass } = world();
    const stream = socket.private.order(undefined, { maxQueue: 2 });
    await pass(1_000);
    for (let n = 0; n < 3; n++) exchange.push(ORDER, [n]);
    await pass(10);
    expect(socket.status().streams).toEqual([]);
    await expect(
      (async () => {
        for await (const _ of stream);
      })(),
    ).rejects.toMatchObject({ code: 'overflow' });
    socket.close();
  });
});

test('a stream that the exchange says nothing of holds up no other', async () => {
  const { exchange, socket, pass } = world();
  exchange.behave = (_, { args }) => (args as { symbol: string }[]).some(({ symbol }) => symbol === 'SILENT');
  const [silent, ...others] = ['SILENT', 'A', 'B'].map((symbol) => socket.public.ticker(of(symbol)));
  await pass(60_000);
  expect(others.map((stream) => stream.status().args[0]?.state)).toEqual(['live', 'live']);
  expect(silent?.status().args[0]?.state).toBe('subscribing');
  socket.close();
});
