import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';
import { createSocket, followBook, type Stream } from '@bitget-spec/v3/socket';
import { parseBookFrame } from '@bitget-spec/websocket/book';
import { createBookScanner } from '@bitget-spec/websocket/book/scanner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { randomOf } from '../../websocket/test/random-frames.js';
import { timeline } from '../test/flaky-sockets.js';
import { HostileFrames } from '../test/hostile-frames.js';
import { createLines } from '../test/lines.js';

const FRAMES = Number(process.env.FUZZ_FRAMES ?? (process.env.SOAK ? 1_000_000 : 10_000));
const SEED = Number(process.env.FUZZ_SEED ?? (process.env.SOAK ? Date.now() % 2 ** 31 : 14));
/** Frames between two good snapshots. */
const BATCH = 200;

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
const futures = { instType: 'usdt-futures' } as const;
const ORDER = { category: 'spot', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '1' } as const;

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => unhandled.push(reason);
beforeEach(() => void process.on('unhandledRejection', onUnhandled));
afterEach(() => void process.off('unhandledRejection', onUnhandled));

/** A stream or a book that is made anew when what came ended it. */
function revived<T>(make: (onError: (error: unknown) => void) => T) {
  let dead: unknown;
  const begin = () => {
    dead = undefined;
    return make((error) => {
      dead = error;
    });
  };
  const all = {
    one: begin(),
    revive() {
      if (dead === undefined) return;
      // nothing but the exchange's own word ends a stream
      expect(dead).toMatchObject({ name: 'SocketError', exchangeMessage: expect.any(String) });
      all.one = begin();
    },
  };
  return all;
}

test(`whatever comes in ${FRAMES} frames, nothing breaks and a snapshot makes each book right (seed ${SEED})`, async () => {
  const random = randomOf(SEED);
  const { system, run, pass } = timeline(() => random(2 ** 30) / 2 ** 30);
  const exchange = createMockExchange({ system });
  const client = createClient({ credentials, system, fetch: exchange.fetch });
  const lines = createLines(system);
  const limits = { connectionsPer5Minutes: 1e9, subscriptionsPerHour: 1e9 };
  const socket = createSocket({ credentials, client, system, limits, webSocket: lines.webSocket });

  const books = (
    [
      ['BTCUSDT', undefined],
      ['ETHUSDT', parseBookFrame],
      ['SOLUSDT', createBookScanner()],
    ] as const
  ).map(([symbol, parse]) => ({
    arg: { ...futures, symbol, topic: 'books' } as const,
    ...{ symbol, parse },
  }));
  const followed = books.map(({ arg, parse }) =>
    revived((onError) => followBook(socket.public.books, arg, { onError, ...(parse && { parse: parse as never }) })),
  );
  const onItem = () => {};
  const streams = [
    revived((onError) => socket.public.ticker({ ...futures, symbol: 'BTCUSDT' }, { onItem, onError })),
    revived((onError) => socket.public.books({ ...futures, symbol: 'BTCUSDT', topic: 'books1' }, { onItem, onError })),
    revived((onError) =>
      read(socket.public.publicTrade({ ...futures, symbol: 'BTCUSDT' }, { onError, drop: 'latest-per-symbol' })),
    ),
    revived((onError) =>
      read(socket.public.kline({ ...futures, symbol: 'BTCUSDT', interval: '1m' }, { onError, maxQueue: 5 })),
    ),
    revived((onError) => socket.private.order({}, { onItem, onError })),
    revived((onError) => socket.private.fill({}, { onItem, onError })),
    revived((onError) => socket.private.fastFill({}, { onItem, onError })),
    revived((onError) => socket.private.position({}, { onItem, onError })),
    revived((onError) => socket.private.account({}, { onItem, onError })),
  ];
  /** Until all are live again, those that were refused made anew. */
  const settle = async () => {
    await pass(120_000);
    for (let times = 0; times < 1_000 && !isSettled(); times++) {
      for (const one of [...followed, ...streams]) one.revive();
      await pass(1_000);
    }
    expect(new Set(states())).toEqual(new Set(['live']));
  };
  const isSettled = () =>
    states().length === followed.length + streams.length && states().every((state) => state === 'live');
  const states = () => socket.status().streams.flatMap(({ args }) => args.map(({ state }) => state));

  await pass(1_000);
  await settle();
  const args = socket.status().streams.flatMap((stream) => stream.args.map(({ arg }) => arg));
  let seq = 1e6;
  const orders = { placed: 0, notPlaced: 0 };
  for (let done = 0; done < FRAMES; done += BATCH) {
    const clientOids = [`fuzz-${done}`, `fuzz-${done + 1}`];
    const placing = clientOids.map((clientOid) =>
      socket.private.placeOrder({ ...ORDER, clientOid }, { outcomeWaitMs: 0 }).then(
        () => orders.placed++,
        (error) => {
          expect(error).toMatchObject({ operation: 'v3:private.placeOrder', name: expect.stringMatching(/Error$/) });
          orders.notPlaced++;
        },
      ),
    );
    await pass(300);
    const frames = new HostileFrames(random, args, lines.ids.slice(-2), clientOids);
    const sent: unknown[] = [];
    try {
      for (let count = 0; count < BATCH; count++) {
        const frame = frames.next();
        sent.push(frame);
        for (const line of lines.open) if (random(2)) line.receive(frame);
        if (!random(10)) await Promise.resolve();
        if (!random(50)) await pass(random(3_000));
      }
      await settle();
    } catch (error) {
      throw new Error(`seed ${SEED}, after ${done} frames: ${sent.map(String).join('\n').slice(-3_000)}`, {
        cause: error,
      });
    }
    await run(Promise.all(placing));
    for (const [index, { arg }] of books.entries()) {
      const rows = (from: number, step: number) =>
        Array.from({ length: random(40) }, (_, level) => [`${from + step * level}.5`, `${1 + random(9)}`]);
      const [bids, asks] = [rows(60_000, -1), rows(60_001, 1)];
      seq += 7;
      const data = [{ a: asks, b: bids, seq, pseq: 0, ts: `${system.now()}` }];
      const text = JSON.stringify({ action: 'snapshot', arg, data, ts: system.now() });
      for (const line of lines.open) if (!line.isPrivate) line.receive(text);
      const { book, live } = followed[index]?.one ?? expect.fail('no book');
      const read = [book.bids.depth(), book.asks.depth()].map((side) => side.map((row) => [...row]));
      expect([live, book.seq, ...read], `seed ${SEED}, after ${done} frames`).toEqual([true, seq, bids, asks]);
    }
    expect(unhandled).toEqual([]);
    lines.ids.length = 0;
  }
  const { received, lost, rollovers, refused, strange, gaps, pushes } = socket.status().counters;
  const often = { received, lost, rollovers, strange, gaps, pushes, notPlaced: orders.notPlaced };
  const seldom = { refused, placed: orders.placed };
  if (process.env.SOAK) console.log({ ...often, ...seldom });
  for (const [name, count] of Object.entries(process.env.SOAK ? { ...often, ...seldom } : often))
    expect(count, name).toBeGreaterThan(0);
  socket.close();
  await pass(1_000);
  expect(lines.open.size).toBe(0);
}, 7_200_000);

/** Reads a stream to its end. */
function read<Item, P>(stream: Stream<Item, P>): Stream<Item, P> {
  (async () => {
    for await (const _ of stream);
  })().catch(() => {}); // `onError` has it
  return stream;
}
