import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';
import { createSocket, followBook } from '@bitget-spec/v3/socket';
import { parseBookFrame } from '@bitget-spec/websocket/book';
import { createBookScanner } from '@bitget-spec/websocket/book/scanner';
import { expect, test } from 'vitest';
import { createExchange, listen, type Peer } from '../../websocket/test/exchange.js';
import { randomOf } from '../../websocket/test/random-frames.js';
import { BusyMarket, FUTURES, SYMBOLS } from '../test/busy-market.js';

const SOAK = process.env.SOAK === '1';
/** Messages a second; the suite's small version takes no time to breathe. */
const RATE = 5_000;
const SAMPLES = SOAK ? 20 : 8;
/**
 * Samples at most, of which the last {@link SAMPLES} count: what is compiled while it warms up, later on a busy machine, stays
 * once, and what leaks rises in every sample.
 */
const MOST_SAMPLES = SOAK ? SAMPLES : 40;
const SAMPLE_MS = 30_000;
const MESSAGES = SOAK ? (RATE * SAMPLE_MS) / 1_000 : 4_000;
/** Bytes that a message may leave behind: one kept object has more. */
const MOST_BYTES = SOAK ? 1 : 12;
/** Orders and fills that are remembered, all of which there are before it counts. */
const REMEMBERED = 10_000;

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Bytes that are left when what is not needed has gone. */
async function memory(): Promise<number> {
  await later(20);
  for (let times = 0; times < 3; times++) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The middle of the slopes between all points: one that is out of the way counts for little (Theil and Sen). */
function slope(values: readonly number[]): number {
  const slopes = values.flatMap((one, from) => values.slice(from + 1).map((other, step) => (other - one) / (step + 1)));
  return slopes.sort((a, b) => a - b)[slopes.length >> 1] ?? Number.NaN;
}

test(`${MESSAGES} messages again and again over a connection leave nothing behind`, async () => {
  const exchange = createExchange();
  const server = await listen(exchange);
  const market = new BusyMarket(randomOf(5));
  exchange.behave = (peer, { op, args }) => {
    if (op === 'subscribe' && peer.path.endsWith('public'))
      setImmediate(() => {
        for (const arg of Array.isArray(args) ? args : [])
          if (arg.topic === 'books') peer.send(market.snapshot(arg.symbol));
      });
    return false;
  };
  const client = createClient({ credentials, fetch: createMockExchange().fetch });
  const socket = createSocket({ credentials, client, baseUrl: server.url });
  const [one, two, three, four] = SYMBOLS;
  const onItem = () => {};
  const books = [
    followBook(socket.public.books, { ...FUTURES, topic: 'books', symbol: one }),
    followBook(socket.public.books, { ...FUTURES, topic: 'books', symbol: two }, { parse: parseBookFrame as never }),
    followBook(
      socket.public.books,
      { ...FUTURES, topic: 'books', symbol: three },
      { parse: createBookScanner() as never },
    ),
    followBook(socket.public.books, { ...FUTURES, topic: 'books', symbol: four }),
  ];
  let changes = 0;
  void (async () => {
    for await (const _ of books[3] ?? []) changes++;
  })();
  let trades = 0;
  const tape = socket.public.publicTrade({ ...FUTURES, symbol: one });
  void (async () => {
    for await (const _ of tape) trades++;
  })();
  const slow = socket.public.ticker({ ...FUTURES, symbol: one }); // nobody reads it
  const own = [socket.private.order({}, { onItem }), socket.private.fill({}, { onItem })];
  await Promise.all([...books, tape, slow, ...own].map((stream) => stream.ready()));

  const received = () => socket.status().counters.received;
  const isSubscribed = (peer: Peer) => peer.subscribed.size > 0;
  const send = (isPrivate = market.isPrivateNext) => {
    const text = market.next(isPrivate);
    const peers = exchange.open.filter((peer) => peer.path.endsWith('private') === isPrivate && isSubscribed(peer));
    for (const peer of peers) peer.send(text);
  };
  const drained = async (count: number) => {
    while (received() < count) await later(2);
  };
  for (let count = 0; count < 2 * REMEMBERED; count += 500) {
    const expected = received() + 500;
    for (let left = 500; left > 0; left--) send(true);
    await drained(expected);
  }

  /** Sends as many as are due, and waits until they came. */
  const play = async () => {
    const start = performance.now();
    const before = received();
    for (let sent = 0; sent < MESSAGES; ) {
      const due = SOAK ? Math.floor(((performance.now() - start) * RATE) / 1_000) : sent + 500;
      for (; sent < Math.min(due, MESSAGES); sent++) send();
      if (SOAK) await later(5);
      else await drained(before + sent);
    }
    await drained(before + MESSAGES);
    return performance.now() - start;
  };
  await play();
  const used = [await memory()];
  const times: number[] = [];
  const left = () => slope(used.slice(-SAMPLES - 1)) / MESSAGES;
  while (times.length < SAMPLES || (times.length < MOST_SAMPLES && left() >= MOST_BYTES)) {
    times.push(await play());
    used.push(await memory());
    if (SOAK) {
      const [ms, bytes] = [times.at(-1) ?? 0, used.at(-1) ?? 0];
      console.log(`${Math.round((MESSAGES * 1_000) / ms)} messages a second, ${(bytes / 1e6).toFixed(2)} MB`);
    }
  }
  if (SOAK) console.log(`${left().toFixed(3)} bytes a message`);
  expect(left()).toBeLessThan(MOST_BYTES);
  // all of them were read: the books are right, and what nobody read was dropped
  for (const [index, { book, live, resyncs }] of books.entries()) {
    const symbol = SYMBOLS[index] ?? '';
    const rows = [book.bids, book.asks].map((side) => side.depth().map((row) => [...row]));
    expect([live, resyncs, ...rows]).toEqual([true, 0, ...market.rows(symbol)]);
  }
  expect(changes).toBeGreaterThan(0);
  expect(trades).toBeGreaterThan(MESSAGES / 10);
  expect(slow.status()).toMatchObject({ queued: 1_000, dropped: expect.any(Number) });
  expect(socket.status().counters).toMatchObject({ lost: 0, strange: 0, gaps: 0 });
  socket.close();
  await server.close();
}, 1_200_000);
