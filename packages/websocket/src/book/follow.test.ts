import { describe, expect, test } from 'vitest';
import { world } from '../../test/socket.js';
import type { Push } from '../streams/events.js';
import { type FollowBookOptions, type FollowBooks, followBook } from './follow.js';

const BOOK = { instType: 'spot', topic: 'books', symbol: 'BTCUSDT' };

function market(options: FollowBookOptions<Push> = {}) {
  const made = world();
  const { exchange } = made;
  let seq = 100;
  const snapshot = () => ({ a: [['101', '1']], b: [['99', `${seq}`]], seq, pseq: 0 });
  const late = { ms: 0 };
  exchange.behave = (peer, { op }) => {
    const begin = () => peer.send({ action: 'snapshot', arg: BOOK, data: [snapshot()], ts: seq });
    if (op === 'subscribe' && late.ms) made.system.setTimeout(begin, late.ms);
    else if (op === 'subscribe') void Promise.resolve().then(begin);
    return false;
  };
  const update = (skip = 0) => {
    seq += skip;
    exchange.push(BOOK, [{ a: [], b: [['99', `${seq + 1}`]], pseq: seq, seq: ++seq }]);
  };
  const best = () => book.book.bids.best?.[1];
  const reasons: string[] = [];
  const book = followBook(made.socket.public.books, BOOK, {
    onResync: ({ kind }) => reasons.push(kind),
    ...options,
  });
  return { ...made, late, book, update, best, reasons, seq: () => `${seq}` };
}

describe('a book that is followed', () => {
  test('is one: a list of arguments is refused', () => {
    const { socket } = world();
    expect(() => followBook(socket.public.books, [BOOK, { ...BOOK, symbol: 'ETHUSDT' }])).toThrow(
      '[@bitget-spec/websocket] a list of arguments, followBook: follow each book by a call of its own.',
    );
    const follow: FollowBooks<typeof BOOK | readonly (typeof BOOK)[], unknown, Push> = socket.public.books;
    // @ts-expect-error a list
    expect(() => followBook(follow, [BOOK])).toThrow(TypeError);
    socket.close();
  });

  test('is what the exchange has', async () => {
    const { socket, pass, book, update, best, seq } = market();
    await pass(1_000);
    await book.ready();
    for (let n = 0; n < 10; n++) update();
    await pass(1_000);
    expect([book.live, best(), book.resyncs]).toEqual([true, seq(), 0]);
    socket.close();
  });

  test('takes every entry of a push', async () => {
    const { socket, pass, book, exchange } = market();
    await pass(1_000);
    exchange.push(BOOK, [
      { a: [], b: [['98', '5']], pseq: 100, seq: 101 },
      { a: [], b: [['97', '6']], pseq: 101, seq: 102 },
    ]);
    await pass(1_000);
    expect([book.book.bids.depth(), book.book.seq, book.resyncs]).toEqual([
      [
        ['99', '100'],
        ['98', '5'],
        ['97', '6'],
      ],
      102,
      0,
    ]);
    exchange.push(BOOK, []);
    await pass(1_000);
    expect([book.resyncs, book.live]).toEqual([1, true]);
    socket.close();
  });

  test('is asked for anew after a gap, and right again', async () => {
    const { socket, pass, book, update, best, reasons, seq, exchange } = market();
    await pass(1_000);
    update(1);
    expect(book.book.state).toBe('live');
    await pass(1_000);
    update();
    await pass(1_000);
    expect([book.live, best(), book.resyncs, reasons]).toEqual([true, seq(), 1, ['gap']]);
    expect(exchange.peers[0]?.frames.map(({ op }) => op)).toEqual(['subscribe', 'unsubscribe', 'subscribe']);
    socket.close();
  });

  test('is right after a cut and after another connection took over', async () => {
    const { socket, pass, book, update, best, seq, exchange } = market();
    await pass(1_000);
    exchange.open[0]?.cut();
    await pass(0);
    expect(book.live).toBe(false);
    await pass(5_000);
    for (let n = 0; n < 100; n++) {
      update();
      if (n === 20) socket.rollover();
      await pass(100);
    }
    expect([book.live, best(), book.resyncs]).toEqual([true, seq(), 0]);
    expect(exchange.open.map(({ id }) => id)).toEqual([3]);
    socket.close();
  });

  test('is read by a loop, which gets the latest and ends it', async () => {
    const { socket, pass, book, update, exchange, seq } = market();
    await pass(1_000);
    for (let n = 0; n < 10; n++) update();
    await pass(1_000);
    for await (const { bids } of book) {
      expect(bids.best?.[1]).toBe(seq());
      break;
    }
    await pass(1_000);
    expect(exchange.peers[0]?.subscribed.size).toBe(0);
    expect(socket.status().streams).toEqual([]);
    socket.close();
  });

  test.each(['by its signal', 'with the socket', 'by itself'])(
    'ends %s, and so do its loop and ready()',
    async (how) => {
      const controller = new AbortController();
      const { socket, pass, book, update, exchange } = market({ signal: controller.signal });
      await pass(1_000);
      expect(book.live).toBe(true);
      const loop = (async () => {
        for await (const one of book) expect(one.state).toBe('live');
        return 'ended';
      })();
      await pass(1_000);
      if (how === 'by its signal') controller.abort();
      else if (how === 'with the socket') socket.close();
      else book.close();
      expect(book.live).toBe(false);
      expect(await loop).toBe('ended');
      await expect(book.ready()).rejects.toThrow('the book was closed');
      update();
      await pass(1_000);
      expect([book.live, exchange.peers[0]?.subscribed.size]).toEqual([false, how === 'with the socket' ? 1 : 0]);
      socket.close();
    },
  );

  test('that has ended before it began says so', async () => {
    const { socket, book } = market({ signal: AbortSignal.abort() });
    await expect(book.ready()).rejects.toThrow('the book was closed');
    for await (const one of book) expect(one).toBeUndefined();
    expect(book.live).toBe(false);
    socket.close();
  });

  test('is not live after a reconnect before its new snapshot has come', async () => {
    const { socket, pass, book, late, exchange, best, seq } = market();
    await pass(1_000);
    late.ms = 20_000;
    exchange.open[0]?.cut();
    await pass(10_000);
    expect([exchange.open[0]?.subscribed.size, book.book.state, book.live]).toEqual([1, 'live', false]);
    await pass(20_000);
    expect([book.live, best()]).toEqual([true, seq()]);
    socket.close();
  });

  test('goes on whatever callbacks throw, which onError gets', async () => {
    const errors: unknown[] = [];
    const fail = () => {
      throw new Error('mine');
    };
    const { socket, pass, book, update, best, seq } = market({
      onResync: fail,
      onChange: fail,
      onEvent: fail,
      parse: fail,
      onError: (error) => errors.push(error),
    });
    await pass(1_000);
    update(1);
    await pass(1_000);
    update();
    await pass(1_000);
    expect([book.live, best(), book.resyncs]).toEqual([true, seq(), 1]);
    // two times live, four pushes, one gap
    expect(errors).toEqual(Array(7).fill(new Error('mine')));
    let reads = 0;
    for await (const _ of book) if (++reads) break;
    expect(reads).toBe(1);
    socket.close();
  });

  test('that is refused says why', async () => {
    const { socket, pass, exchange } = world();
    exchange.behave = (peer, { op }) => {
      peer.send({ event: 'error', arg: BOOK, code: 30001, msg: 'no' });
      return op === 'subscribe';
    };
    const book = followBook(socket.public.books, BOOK);
    const refused = book.ready().catch((error) => error);
    await pass(1_000);
    expect(await refused).toMatchObject({ code: '30001' });
    book.close();
    await expect(book.ready()).rejects.toMatchObject({ code: '30001' });
  });
});
