import { createMockExchange } from '@bitget-spec/mock';
import { memorySockets } from '@bitget-spec/mock/sockets';
import { createClient, NotPlacedError, OutcomeUnknownError } from '@bitget-spec/v3';
import { createSocket, followBook, type SocketLike, type Stream, type StreamEvent } from '@bitget-spec/v3/socket';
import type { OrderBook } from '@bitget-spec/websocket/book';
import { describe, expect, test } from 'vitest';
import { flakySockets, timeline } from '../test/flaky-sockets.js';

const SOAK = process.env.SOAK === '1';
const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
const SYMBOLS = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT'];

const bookOf = (symbol: string) => ({ instType: 'usdt-futures', symbol, topic: 'books' }) as const;

/** Mulberry32. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Enough of each coin for whatever is ordered at random. */
const uta = Object.fromEntries(
  ['USDT', ...SYMBOLS.map((symbol) => symbol.replace('USDT', ''))].map((coin) => [coin, '1000000']),
);

/** The mock exchange, a REST client and a socket in one world, and the timers of both that wait in it. */
function world(seed: number) {
  const { system, run, pass } = timeline(chance(seed));
  const timers = new Set<unknown>();
  const { setTimeout, clearTimeout } = system;
  const own = {
    ...system,
    setTimeout(run: () => void, ms: number) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
      return timer;
    },
    clearTimeout(timer: unknown) {
      timers.delete(timer);
      clearTimeout(timer);
    },
  };
  const exchange = createMockExchange({ system, accounts: [{ ...credentials, balances: { uta } }] });
  const network = flakySockets(exchange, system);
  const client = createClient({ credentials, system: own, fetch: exchange.fetch });
  const timing = { maxBackoffMs: 2_000 };
  const limits = { connectionsPer5Minutes: 1e9, openConnections: 1e9 }; // cuts are many here
  const socket = createSocket({ credentials, client, system: own, webSocket: network.webSocket, limits, timing });
  return { system, exchange, network, client, socket, run, pass, timers };
}

const stateOf = (order: object): string => {
  const { orderId, orderStatus, cumExecQty, updatedTime } = order as Record<string, string>;
  return [orderId, orderStatus, Number(cumExecQty), updatedTime].join(' ');
};

type Item = Record<string, unknown>;
type Private = ReturnType<typeof createSocket>['private'];

/** What five private streams of a socket say of executions, positions and balances. */
function accountOf(streams: Private, onEvent: (event: Exclude<StreamEvent<never>, { type: 'push' }>) => void) {
  const [fills, fastFills, positions]: [Item[], Item[], Item[]] = [[], [], []];
  const coins = new Map<unknown, Item>();
  const all: Pick<Stream, 'ready'>[] = [
    streams.fill({}, { onItem: (item) => fills.push({ ...item }), onEvent }),
    streams.fastFill({}, { onItem: (item) => fastFills.push({ ...item }), onEvent }),
    streams.position({}, { onItem: (item) => positions.push({ ...item }), onEvent }),
    streams.account(
      {},
      {
        onItem({ coin }) {
          for (const one of coin) coins.set(one.coin, { ...one });
        },
        onEvent,
      },
    ),
  ];
  return { all, fills, fastFills, positions, coins };
}

/** What changes with the market, and not with the position, and what REST says besides of one that is closed. */
const LIVE = /^(unrealisedPnl|liqPrice|mmr|markPrice|breakEvenPrice|profitRate|marginSize|closeFeeTotal)$/;

/** A row as text, numbers spelt in one way. */
const rowText = (item: Item, left = LIVE) =>
  JSON.stringify(
    Object.entries(item)
      .filter(([name]) => !left.test(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
    (_, value) => (typeof value === 'string' && /^-?\d+\.?\d*$/.test(value) ? Number(value) : value),
  );

/** The same rows as a stream that was never cut brought. */
function expectSameAccount(seen: ReturnType<typeof accountOf>, truth: ReturnType<typeof accountOf>) {
  const rows = (items: readonly Item[], left?: RegExp) => items.map((item) => rowText(item, left)).sort();
  expect(rows(seen.fills)).toEqual(rows(truth.fills));
  expect(rows(seen.fastFills)).toEqual(rows(truth.fastFills));
  const nameOf = ({ symbol, posSide, marginMode }: Item) => [symbol, posSide, marginMode].join(' ');
  const last = (items: Item[]) => [...new Map(items.map((item) => [nameOf(item), item])).values()];
  // how one was levered that was opened and closed meanwhile, REST does not say
  const closed = (items: Item[]) => items.filter(({ positionStatus }) => positionStatus === 'ended');
  const left = new RegExp(`${LIVE.source}|^leverage$`);
  expect(rows(last(seen.positions), left)).toEqual(rows(last(truth.positions), left));
  expect(rows(closed(seen.positions), left)).toEqual(rows(closed(truth.positions), left));
}

const FUTURE = { category: 'USDT-FUTURES', orderType: 'market' } as const;
/** By symbol: what is worth an order. */
const SIZES: Readonly<Record<string, number>> = {
  BTCUSDT: 0.001,
  ETHUSDT: 0.01,
  SOLUSDT: 0.1,
  XRPUSDT: 10,
  ADAUSDT: 20,
};

const ORDER = {
  category: 'SPOT',
  symbol: 'BTCUSDT',
  side: 'buy',
  orderType: 'limit',
  qty: '0.001',
  price: '1000',
} as const;

describe('streams over connections that are cut', () => {
  test('are live again, bring no event of an account twice, say every gap, and end in the book that is', async () => {
    const CUTS = SOAK ? 1_000 : 8;
    const { socket, client, exchange, network, run, pass, timers, system } = world(1);
    const told: { lost: number; live: number; open: boolean }[] = [];
    const watch = () => {
      const one = { lost: 0, live: 0, open: false };
      told.push(one);
      return (event: Exclude<StreamEvent<never>, { type: 'push' }>) => {
        if (event.type === 'lost') one.lost++;
        if (event.type === 'live' && !event.continuous) one.live++;
        if (event.type === 'live' && event.reason === 'reconnected') one.open = event.continuous;
      };
    };
    const onPush = () => {};
    const states: string[] = [];
    const Memory = memorySockets(exchange);
    const never = createSocket({ credentials, system, webSocket: (url) => new Memory(url) as unknown as SocketLike });
    const said: unknown[] = [];
    const own = accountOf(socket.private, (event) => event.type === 'live' && said.push(event.continuous));
    const truth = accountOf(never.private, () => {});
    const streams: Pick<Stream, 'ready'>[] = [
      socket.private.order({}, { onItem: (order) => states.push(stateOf(order)) }),
      ...own.all,
      ...truth.all,
    ];
    for (const symbol of SYMBOLS)
      for (const instType of ['spot', 'usdt-futures'] as const) {
        streams.push(socket.public.ticker({ instType, symbol }, { onPush, onEvent: watch() }));
        streams.push(socket.public.publicTrade({ instType, symbol }, { onPush, onEvent: watch() }));
        for (const topic of ['books1', 'books5'] as const)
          streams.push(socket.public.books({ instType, symbol, topic }, { onPush, onEvent: watch() }));
      }
    const books = SYMBOLS.map((symbol) => followBook(socket.public.books, bookOf(symbol)));
    await run(Promise.all([...streams.map((stream) => stream.ready()), ...books.map((book) => book.ready())]));
    expect(socket.status().streams).toHaveLength(50);
    const placed: string[] = [];
    for (let cut = 0; socket.status().counters.lost < CUTS; cut++) {
      network.cut();
      const { clientOid } = await run(client.trade.placeOrder(ORDER));
      placed.push(clientOid);
      if (cut % 3 === 0)
        await run(client.trade.cancelOrder({ clientOid: placed[cut >> 1] ?? clientOid }).catch(() => {}));
      // positions that are opened, changed, closed and turned, and balances that come and go
      const [symbol = '', size = 0] = Object.entries(SIZES)[Math.floor(system.random() * SYMBOLS.length)] ?? [];
      const side = system.random() < 0.5 ? 'buy' : 'sell';
      const qty = `${system.random() < 0.5 ? size : 2 * size}`;
      const orders = [{ ...FUTURE, symbol, side, qty } as const];
      const spot = { category: 'SPOT', orderType: 'market', symbol, side, qty: side === 'buy' ? '100' : qty } as const;
      for (const order of cut % 4 ? orders : [...orders, spot])
        placed.push((await run(client.trade.placeOrder(order))).clientOid);
      await pass(system.random() * 1_500);
    }
    await pass(15_000);
    const { streams: all, counters } = socket.status();
    expect(all.flatMap(({ args }) => args.map(({ state }) => state)).filter((state) => state !== 'live')).toEqual([]);
    expect(counters.lost).toBe(CUTS);
    expect(new Set(states).size).toBe(states.length);
    for (const { lost, live } of told) expect(live).toBe(lost);
    const last = new Map(states.map((state) => [state.split(' ')[0], state]));
    expect(last.size).toBe(placed.length);
    for (const clientOid of placed) {
      const order = await run(client.trade.orderInfo({ clientOid }));
      expect(last.get(order.orderId)).toBe(stateOf(order));
    }
    expect(said).not.toContain(false);
    expectSameAccount(own, truth);
    const { assets } = await run(client.account.assets());
    expect(assets.length).toBeGreaterThan(2);
    for (const { coin, balance, available, locked } of assets)
      expect([coin, own.coins.get(coin)]).toMatchObject([coin, { balance, available, locked }]);
    for (const [coin, { balance }] of own.coins)
      if (!assets.some((one) => one.coin === coin)) expect([coin, Number(balance)]).toEqual([coin, 0]);
    never.close();
    // the market goes on: what the exchange had at the same number of the book, by connections that are neither slow nor cut
    const shape = ({ bids, asks }: OrderBook) =>
      [bids, asks].map((side) => side.depth(1_000).map((row) => row.slice(0, 2)));
    const Direct = memorySockets(exchange);
    const direct = createSocket({ system, webSocket: (url) => new Direct(url) as unknown as SocketLike });
    const right = SYMBOLS.map((symbol) => {
      const states = new Map<unknown, unknown>();
      followBook(direct.public.books, bookOf(symbol), { onChange: (book) => states.set(book.seq, shape(book)) });
      return states;
    });
    await pass(5_000);
    for (const [index, { book, live }] of books.entries()) {
      expect([live, right[index]?.has(book.seq)]).toEqual([true, true]);
      expect(shape(book)).toEqual(right[index]?.get(book.seq));
    }
    direct.close();
    socket.close();
    await pass(1_000);
    expect([timers.size, network.open.size, exchange.state.sockets.size]).toEqual([0, 0, 0]);
  }, 3_600_000);
});

describe('orders over a socket that is cut', () => {
  test('none is placed twice, none is lost, none is told wrongly', async () => {
    const COUNT = SOAK ? 10_000 : 150;
    const { socket, client, network, run, system, pass } = world(2);
    const outcomes: { clientOid: string; outcome: 'placed' | 'absent' | 'unknown' }[] = [];
    await run(socket.private.order({}, { onPush: () => {} }).ready());
    const order = { ...ORDER, category: 'spot' as const };
    let under = 0;
    const place = async (clientOid: string) => {
      under++;
      const outcome = await socket.private.placeOrder({ ...order, clientOid }).then(
        () => 'placed' as const,
        (error) => {
          if (error instanceof OutcomeUnknownError) return 'unknown' as const;
          if (error instanceof NotPlacedError || error.sent === false) return 'absent' as const;
          throw error;
        },
      );
      outcomes.push({ clientOid, outcome });
      under--;
    };
    const all: Promise<void>[] = [];
    for (let n = 0; n < COUNT; n++) {
      all.push(place(`cut-${n}`));
      await pass(system.random() * 300);
      if (system.random() < 0.25) network.cut();
      while (under > 40) await pass(1_000);
    }
    await run(Promise.all(all));
    expect(outcomes).toHaveLength(COUNT);
    const count = { placed: 0, absent: 0, unknown: 0 };
    for (const { clientOid, outcome } of outcomes) {
      count[outcome]++;
      const there = await run(
        client.trade.orderInfo({ clientOid }).then(
          () => true,
          () => false,
        ),
      );
      if (outcome !== 'unknown') expect([clientOid, there]).toEqual([clientOid, outcome === 'placed']);
    }
    expect(count.unknown).toBe(0);
    expect(count.absent).toBeGreaterThan(0);
    socket.close();
  }, 3_600_000);
});

describe('another connection takes over', () => {
  test('again and again, no event twice and none missing', async () => {
    const ROUNDS = SOAK ? 100 : 4;
    const { socket, client, run, system, pass, network } = world(3);
    const states: string[] = [];
    const events: unknown[] = [];
    const stream = socket.private.order(
      {},
      {
        onItem: (order) => states.push(stateOf(order)),
        onEvent: (event) => events.push(event.type === 'live' && event.continuous),
      },
    );
    const book = followBook(socket.public.books, bookOf('BTCUSDT'));
    await run(Promise.all([stream.ready(), book.ready()]));
    const truth: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      socket.rollover();
      for (let n = 0; n < 20; n++) {
        const { clientOid } = await run(client.trade.placeOrder(ORDER));
        truth.push(stateOf(await run(client.trade.orderInfo({ clientOid }))));
        await pass(system.random() * 400);
      }
      await pass(5_000);
    }
    expect(socket.status().counters).toMatchObject({ lost: 0, gaps: 0, rollovers: 2 * ROUNDS });
    expect(states.filter((state) => truth.includes(state))).toEqual(truth);
    expect(new Set(states).size).toBe(states.length);
    expect(events).toEqual(Array.from({ length: ROUNDS + 1 }, () => true));
    expect([book.live, book.resyncs, network.open.size]).toEqual([true, 0, 2]);
    socket.close();
  }, 600_000);
});
