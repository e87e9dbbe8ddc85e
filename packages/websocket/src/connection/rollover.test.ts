import { describe, expect, test } from 'vitest';
import { acknowledge, inMemory, type Peer } from '../../test/exchange.js';
import { ORDER, TICKER, TRADES, world } from '../../test/socket.js';
import { followBook } from '../book/follow.js';
import type { Push, StreamEvent } from '../streams/events.js';

/** A world in which an order event happens every 100 ms, and all that a stream of orders says is kept. */
async function orders() {
  const made = world();
  const { socket, pass, exchange } = made;
  const got: string[] = [];
  const events: StreamEvent[] = [];
  socket.private.order(undefined, {
    onItem: (item) => got.push(Object(item).orderId),
    onEvent: (event) => events.push(event),
  });
  let count = 0;
  const trade = async (times: number) => {
    for (let n = 0; n < times; n++) {
      exchange.push(ORDER, [{ orderId: `${count++}`, orderStatus: 'live' }]);
      await pass(100);
    }
  };
  await pass(1_000);
  return { ...made, got, events, trade, all: () => Array.from({ length: count }, (_, n) => `${n}`) };
}

describe('another connection takes over', () => {
  test('before the exchange would end the old one after a day', async () => {
    const { exchange, socket, pass, events } = await orders();
    await pass(22.5 * 3_600_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(events).toEqual([
      { type: 'live', continuous: true, reason: 'subscribed', arg: ORDER },
      { type: 'live', continuous: true, reason: 'rollover', arg: ORDER },
    ]);
    expect(socket.status().counters).toMatchObject({ rollovers: 1, lost: 0, gaps: 0 });
    socket.close();
  });

  test('when a restart is announced, without an event twice or missing', async () => {
    const { exchange, socket, trade, got, events, all } = await orders();
    for (let round = 0; round < 5; round++) {
      await trade(20);
      exchange.open[0]?.send({ event: 'error', code: 30033, msg: 'Service upgrade' });
      await trade(80);
      expect(exchange.open).toHaveLength(1);
    }
    expect(exchange.peers).toHaveLength(6);
    expect(got).toEqual(all());
    expect(events.slice(1)).toEqual(
      Array.from({ length: 5 }, () => ({ type: 'live', continuous: true, reason: 'rollover', arg: ORDER })),
    );
    socket.close();
  });

  test.each([
    ['the old one', 0, 700],
    ['the new one', 700, 0],
  ])('without an event twice or missing, though %s lags behind', async (_, newLag, oldLag) => {
    const { exchange, socket, trade, got, all, system, pass } = await orders();
    const lag = (peer: Peer | undefined, ms: number) => {
      if (!peer) return;
      const { send } = peer;
      peer.send = (frame) => void system.setTimeout(() => send(frame), ms);
    };
    lag(exchange.open[0], oldLag);
    const accept = exchange.accept.bind(exchange);
    exchange.accept = (...given) => {
      const made = accept(...given);
      lag(made.peer, newLag);
      return made;
    };
    await trade(20);
    socket.rollover();
    await trade(80);
    await pass(1_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(got).toEqual(all());
    socket.close();
  });

  test('with events that are alike, each as often as it came', async () => {
    const { exchange, socket, pass, got } = await orders();
    socket.rollover();
    for (let n = 0; n < 100; n++) {
      exchange.push(ORDER, [{ orderId: 'same' }]);
      await pass(100);
    }
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(got).toHaveLength(100);
    socket.close();
  });

  test('without the trades again that a subscription begins with', async () => {
    const { exchange, socket, pass } = world();
    const got: unknown[] = [];
    const recent: unknown[] = [];
    exchange.behave = (peer, { op, args }) => {
      if (op === 'subscribe')
        void Promise.resolve().then(() =>
          peer.send({ action: 'snapshot', arg: (args as object[])[0], data: recent.slice(-5), ts: 1 }),
        );
      return false;
    };
    socket.public.publicTrade(TRADES, { onItem: (item) => got.push(item) });
    for (let n = 0; n < 100; n++) {
      const trade = { i: `${n}` };
      recent.push(trade);
      exchange.push(TRADES, [trade]);
      if (n === 50) socket.rollover();
      await pass(100);
    }
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(got.slice(-recent.length + 1)).toEqual(recent.slice(1));
    socket.close();
  });

  test('with the newest ticker, never an older one', async () => {
    const { exchange, socket, pass } = world();
    const got: Push[] = [];
    socket.public.ticker(TICKER, { onPush: (push) => got.push(push) });
    await pass(1_000);
    socket.rollover();
    for (let n = 0; n < 100; n++) {
      exchange.push(TICKER, [{ lastPrice: `${n}` }]);
      await pass(100);
    }
    const times = got.map(({ ts }) => Number(ts));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(got.at(-1)?.data).toEqual([{ lastPrice: '99' }]);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    socket.close();
  });

  test('without a snapshot of a book: it is not continuous, and asked for anew', async () => {
    const { exchange, socket, pass } = world();
    const BOOK = { instType: 'spot', topic: 'books', symbol: 'BTCUSDT' };
    const said: unknown[] = [];
    const asked = new Map<number, number>();
    exchange.behave = (peer, { op }) => {
      const times = (asked.get(peer.id) ?? 0) + (op === 'subscribe' ? 1 : 0);
      asked.set(peer.id, times);
      // the second connection is acknowledged, and silent
      if (op === 'subscribe' && (peer.id === 1 || times > 1))
        void Promise.resolve().then(() =>
          peer.send({ action: 'snapshot', arg: BOOK, data: [{ a: [], b: [['1', `${peer.id}`]], seq: 1, pseq: 0 }] }),
        );
      return false;
    };
    const book = followBook(socket.public.books, BOOK, {
      onEvent: (event) => said.push(event.type === 'live' ? event.continuous : event.type),
    });
    await pass(1_000);
    expect([book.live, book.book.bids.best?.[1]]).toEqual([true, '1']);
    socket.rollover();
    await pass(40_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect([book.live, book.book.bids.best?.[1], said]).toEqual([true, '2', [true, 'lost', false, false]]);
    socket.close();
  });

  test('with a book from its snapshot on', async () => {
    const { exchange, socket, pass } = world();
    const BOOK = { instType: 'spot', topic: 'books', symbol: 'BTCUSDT' };
    const got: Push[] = [];
    let seq = 0;
    exchange.behave = (peer, { op }) => {
      if (op === 'subscribe')
        void Promise.resolve().then(() =>
          peer.send({ action: 'snapshot', arg: BOOK, data: [{ a: [], b: [], seq, pseq: 0 }], ts: seq }),
        );
      return false;
    };
    socket.public.books(BOOK, { onPush: (push) => got.push(push) });
    await pass(1_000);
    for (let n = 0; n < 100; n++) {
      exchange.push(BOOK, [{ a: [], b: [], seq: ++seq, pseq: seq - 1 }]);
      if (n === 50) socket.rollover();
      await pass(100);
    }
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    let last = -1;
    for (const { action, data } of got) {
      const [{ seq: current, pseq }] = data as [{ seq: number; pseq: number }];
      if (action === 'update') expect(pseq).toBe(last);
      last = current;
    }
    expect([last, got.filter(({ action }) => action === 'snapshot').length]).toEqual([100, 2]);
    socket.close();
  });
});

describe('when the old connection ends before', () => {
  test('the streams say that they were not continuous', async () => {
    const { exchange, socket, pass, trade, got, events, all } = await orders();
    socket.rollover();
    await trade(10);
    exchange.peers[0]?.cut();
    await trade(100);
    await pass(1_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(got).toEqual(all()); // this time nothing was lost, but nobody can know
    expect(events.slice(1)).toEqual([
      { type: 'lost', arg: ORDER },
      { type: 'live', continuous: false, reason: 'reconnected', arg: ORDER },
    ]);
    socket.close();
  });

  test('or was dead already, though nobody had noticed, as well', async () => {
    const { exchange, socket, trade, got, events, all } = await orders();
    await trade(5);
    const [old] = exchange.peers;
    if (old) old.send = () => {};
    await trade(5);
    socket.rollover();
    await trade(150);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(got).not.toEqual(all());
    expect(events.slice(1)).toEqual([
      { type: 'lost', arg: ORDER },
      { type: 'live', continuous: false, reason: 'reconnected', arg: ORDER },
    ]);
    socket.close();
  });

  test('or replies to no ping, so that nobody knows what it has brought, as well', async () => {
    const { exchange, socket, trade, events } = await orders();
    const [old] = exchange.peers;
    const send = old?.send;
    if (old) old.send = (frame) => frame !== 'pong' && send?.(frame);
    socket.rollover();
    await trade(150);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(events.at(-1)).toMatchObject({ type: 'live', continuous: false, reason: 'reconnected' });
    socket.close();
  });

  test('what waits for a connection is sent on the new one', async () => {
    let dials = 0;
    const { exchange, socket, pass } = world({
      webSocket: (url) => (dials++ ? inMemory(exchange)(url) : new Promise(() => {})),
    });
    socket.private.order();
    await pass(1_000);
    socket.private.placeOrder({ category: 'spot' }, { timeoutMs: 60_000 }).catch(() => {});
    socket.rollover();
    await pass(15_000);
    expect(exchange.peers.flatMap(({ frames }) => frames.map(({ op }) => op))).toEqual(['login', 'subscribe', 'trade']);
    socket.close();
  });

  test('and when the new one does, the old one stays, and it is tried again', async () => {
    const { exchange, socket, trade, got, all } = await orders();
    socket.rollover();
    await trade(5);
    exchange.peers[1]?.cut();
    await trade(100);
    expect(exchange.open.map(({ id }) => id)).toEqual([3]);
    expect(got).toEqual(all());
    socket.close();
  });
});

describe('a stream that is not acknowledged', () => {
  const OTHER = { ...TICKER, symbol: 'ETHUSDT' };

  /** Two streams, the other of which is acknowledged where `isHeard` says so. */
  const twoStreams = async (isHeard: (peer: Peer) => boolean) => {
    const made = world();
    const { exchange, socket, pass } = made;
    exchange.behave = (peer, { op, args }) => {
      for (const arg of args as Record<string, unknown>[])
        if (arg.symbol === TICKER.symbol || isHeard(peer)) acknowledge(peer, `${op}`, arg);
      return true;
    };
    const says = (arg: object) => {
      const events: unknown[] = [];
      const onEvent = (event: StreamEvent) =>
        events.push(event.type === 'live' ? [event.reason, event.continuous] : event.type);
      socket.public.ticker(arg, { onPush: () => {}, onEvent });
      return events;
    };
    const [well, other] = [says(TICKER), says(OTHER)];
    await pass(1_000);
    socket.rollover();
    return { ...made, well, other };
  };

  test('anywhere holds up no other', async () => {
    const { exchange, socket, pass, well, other } = await twoStreams(() => false);
    await pass(5_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    expect(well).toEqual([
      ['subscribed', true],
      ['rollover', true],
    ]);
    expect(other).toEqual([]);
    socket.close();
  });

  test('on the new connection is given up in the end, which is said', async () => {
    let isHeard = ({ id }: Peer) => id === 1;
    const { exchange, socket, pass, well, other } = await twoStreams((peer) => isHeard(peer));
    await pass(40_000);
    expect(exchange.open.map(({ id }) => id)).toEqual([2]);
    isHeard = () => true;
    await pass(20_000);
    expect(well).toEqual([
      ['subscribed', true],
      ['rollover', true],
    ]);
    expect(other).toEqual([['subscribed', true], 'lost', ['reconnected', false]]);
    socket.close();
  });

  test('nor any other there leaves all where it is', async () => {
    const { exchange, socket, pass, well, other } = await twoStreams(() => true);
    exchange.behave = ({ id }) => id > 1;
    await pass(100_000);
    expect(exchange.peers.length).toBeGreaterThan(2);
    exchange.behave = () => false;
    await pass(60_000);
    expect(exchange.open).toHaveLength(1);
    for (const events of [well, other])
      expect(events).toEqual([
        ['subscribed', true],
        ['rollover', true],
      ]);
    socket.close();
  });
});

test('a connection that waits for replies after another took over ends with the socket', async () => {
  const { exchange, socket, pass } = await orders();
  exchange.behave = (_, { op }) => op === 'trade';
  socket.private.placeOrder({ category: 'spot' }).catch(() => {});
  await pass(100);
  socket.rollover();
  await pass(5_000);
  expect(exchange.open.map(({ id }) => id)).toEqual([1, 2]);
  socket.close();
  expect(exchange.open).toEqual([]);
});
