import { describe, expect, test } from 'vitest';
import { world } from '../../test/socket.js';
import { followBook } from './follow.js';

const BOOK = { instType: 'spot', topic: 'books', symbol: 'BTCUSDT' };

function market() {
  const made = world();
  const { exchange } = made;
  let seq = 100;
  const snapshot = () => ({ a: [['101', '1']], b: [['99', `${seq}`]], seq, pseq: 0 });
  exchange.behave = (peer, { op }) => {
    if (op === 'subscribe')
      void Promise.resolve().then(() => peer.send({ action: 'snapshot', arg: BOOK, data: [snapshot()], ts: seq }));
    return false;
  };
  const update = (skip = 0) => {
    seq += skip;
    exchange.push(BOOK, [{ a: [], b: [['99', `${seq + 1}`]], pseq: seq, seq: ++seq }]);
  };
  const best = () => book.book.bids.best?.[1];
  const reasons: string[] = [];
  const book = followBook(made.socket.public.books, BOOK, { onResync: ({ kind }) => reasons.push(kind) });
  return { ...made, book, update, best, reasons, seq: () => `${seq}` };
}

describe('a book that is followed', () => {
  test('is what the exchange has', async () => {
    const { socket, pass, book, update, best, seq } = market();
    await pass(1_000);
    await book.ready();
    for (let n = 0; n < 10; n++) update();
    await pass(1_000);
    expect([book.live, best(), book.resyncs]).toEqual([true, seq(), 0]);
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
