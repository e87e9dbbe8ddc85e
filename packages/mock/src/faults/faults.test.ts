import { describe, expect, it } from 'vitest';
import { apis, envelope, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange } from '../hosts/exchange.js';
import type { FaultRule } from './types.js';

const ORDER = '/api/v3/trade/place-order';
const body = '{"category":"SPOT","symbol":"BTCUSDT","qty":"1","side":"buy","clientOid":"x"}';

function exchange(...rules: FaultRule[]) {
  const mock = createMockExchange({ apis, now: NOW });
  for (const rule of rules) mock.faults.add(rule);
  const order = (key = 'test-key') => mock.handle(signed('POST', ORDER, body, { key }));
  const orders = () => mock.handle(signed('GET', '/api/v3/trade/history-orders?limit=1'));
  const tickers = () => mock.handle({ method: 'GET', url: '/api/v3/market/tickers?category=SPOT' });
  return { ...mock, order, orders, tickers };
}

describe('what goes wrong', () => {
  it('a code of the exchange, with its words and status', async () => {
    const { order, journal } = exchange({ fault: { code: '40762' } });
    const reply = await order();
    expect(reply.status).toBe(400);
    expect(envelope(reply)).toMatchObject({ code: '40762', msg: expect.stringContaining('max open size'), data: null });
    expect(journal.list()).toMatchObject([{ code: '40762', accepted: false, faults: ['fault-1'] }]);
  });

  it('a code of your own', async () => {
    const reply = await exchange({ fault: { code: '1', msg: 'no', status: 503 } }).order();
    expect([reply.status, envelope(reply).msg]).toEqual([503, 'no']);
  });

  it('429', async () => {
    const { order } = exchange({ fault: { code: '429' } });
    expect(await order()).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  });

  it('a code though the order was taken', async () => {
    const { order, journal } = exchange({ fault: { code: '45001', when: 'after' } });
    expect(envelope(await order()).code).toBe('45001');
    expect(journal.list()).toMatchObject([{ code: '45001', accepted: true, cut: false }]);
  });

  it.each(['before', 'after'] as const)("a gateway's page, %s", async (when) => {
    const { order, journal } = exchange({ fault: { status: 502, when } });
    const reply = await order();
    expect([reply.status, reply.headers['content-type']]).toEqual([502, 'text/html']);
    expect(reply.body).toContain('502 Bad Gateway');
    expect(journal.list()).toMatchObject([{ status: 502, code: '', accepted: when === 'after' }]);
  });

  it('a cut before the order is taken', async () => {
    const { order, journal } = exchange({ fault: { cut: 'before' } });
    expect(await order()).toMatchObject({ status: 0, body: '', delivery: { lost: 'cut' } });
    expect(journal.list()).toMatchObject([{ status: 0, code: '', accepted: false, cut: true }]);
  });

  it('a cut after it is taken', async () => {
    const { order, journal } = exchange({ fault: { cut: 'after' } });
    expect(await order()).toMatchObject({ status: 200, delivery: { lost: 'cut' } });
    expect(journal.list()).toMatchObject([{ status: 200, code: '00000', accepted: true, cut: true, clientOid: 'x' }]);
  });

  it.each([
    [true, false],
    ['before', false],
    ['after', true],
  ] as const)('no response at all: %s', async (hang, accepted) => {
    const { order, journal } = exchange({ fault: { hang } });
    expect((await order()).delivery).toEqual({ lost: 'hang' });
    expect(journal.list()).toMatchObject([{ accepted, cut: true }]);
  });

  it('broken JSON', async () => {
    const { body: text } = await exchange({ fault: { malformed: true } }).order();
    expect(() => JSON.parse(text)).toThrow();
    expect(text).toMatch(/^\{"code":"00000"/);
  });

  it.each(['429', '40010'])('%s though the order was taken', async (code) => {
    const { order, journal } = exchange({ fault: { code, when: 'after' } });
    expect(envelope(await order()).code).toBe(code);
    expect(journal.list()).toMatchObject([{ code, accepted: true }]);
  });

  it.each([302, 401, 403, 404, 405, 429])("a proxy's page with %d, and the order was taken", async (status) => {
    const { order, journal } = exchange({ fault: { status, when: 'after' } });
    const reply = await order();
    expect([reply.status, reply.headers['content-type']]).toEqual([status, 'text/html']);
    expect(reply.headers.location).toBe(status === 302 ? '/' : undefined);
    expect(journal.list()).toMatchObject([{ status, code: '', accepted: true }]);
  });

  it('delays, which add up and go with other faults', async () => {
    const { order } = exchange({ fault: { delay: 20 } }, { fault: { delay: 5 } }, { fault: { cut: 'after' } });
    expect((await order()).delivery).toEqual({ delay: 25, lost: 'cut' });
  });

  it('fields that nobody knows', async () => {
    const reply = await exchange({ fault: { extra: true } }).orders();
    expect(JSON.parse(reply.body)).toMatchObject({
      newField: expect.anything(),
      data: { newField: expect.anything(), list: [{ newField: expect.anything() }] },
    });
  });

  it('a 200 without a body, and the order was taken', async () => {
    const { order, journal } = exchange({ fault: { empty: true } });
    expect(await order()).toMatchObject({ status: 200, body: '' });
    expect(journal.list()).toMatchObject([{ status: 200, accepted: true }]);
  });

  it('bare numbers, every digit of them', async () => {
    const reply = await exchange({ fault: { bare: ['orderId', 'cursor'] } }).orders();
    const { orderId } = JSON.parse(reply.body).data.list[0];
    expect(orderId).toBeTypeOf('number');
    expect(reply.body).toMatch(/"orderId":\d{17,}[,}]/);
  });

  it('blank texts', async () => {
    const { data } = envelope(await exchange({ fault: { blank: 'empty' } }).orders());
    // A pattern keeps `price`, a minimum length `orderId`; the list itself is no text.
    expect(data).toMatchObject({
      cursor: '',
      list: [{ clientOid: '', side: '', price: expect.stringMatching(/^\d/), orderId: expect.stringMatching(/./) }],
    });
  });

  it('null', async () => {
    const { data } = envelope(await exchange({ fault: { blank: 'null' } }).orders());
    expect(data).toMatchObject({ list: [{ fee: null, price: expect.stringMatching(/^\d/) }] });
  });
});

describe('which requests', () => {
  const codes = async (...requests: (() => Promise<{ status: number }>)[]) => {
    const statuses = [];
    for (const request of requests) statuses.push((await request()).status);
    return statuses;
  };
  const fault = { status: 500 } as const;

  it('those of an operation or a pattern', async () => {
    const one = exchange({ operation: 'v3:trade.placeOrder', fault });
    expect(await codes(one.order, one.orders, one.tickers)).toEqual([500, 200, 200]);
    const some = exchange({ operation: 'v3:trade.*', fault });
    expect(await codes(some.order, some.orders, some.tickers)).toEqual([500, 500, 200]);
    const all = exchange({ fault });
    expect(await codes(all.order, all.orders, all.tickers)).toEqual([500, 500, 500]);
  });

  it('those of a key', async () => {
    const { order } = exchange({ key: 'test-unified-key', fault });
    expect(await codes(order, () => order('test-unified-key'))).toEqual([200, 500]);
  });

  it('as many as the count says, of the first rule that fits', async () => {
    const { order, faults } = exchange({ id: 'a', count: 2, fault }, { id: 'b', count: 1, fault: { status: 501 } });
    expect(await codes(order, order, order, order)).toEqual([500, 500, 501, 200]);
    expect(faults.list().map(({ id, hits }) => [id, hits])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });

  it('none whose signature is wrong', async () => {
    const { handle, faults } = exchange({ count: 1, fault });
    expect((await handle(signed('POST', ORDER, body, { secret: 'x' }))).status).toBe(400);
    expect(faults.list()).toMatchObject([{ hits: 0 }]);
  });

  it('by chance, the same for the same seed, whatever other keys do', async () => {
    const rule: FaultRule = { probability: 0.3, fault };
    const run = async (others: number) => {
      const { order } = exchange(rule);
      const statuses = [];
      for (let i = 0; i < 200; i++) {
        statuses.push((await order()).status);
        for (let other = 0; other < others; other++) await order('test-unified-key');
      }
      return statuses;
    };
    const alone = await run(0);
    expect(await run(2)).toEqual(alone);
    const failed = alone.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(35);
    expect(failed).toBeLessThan(85);
  });
});

describe('rules', () => {
  it('are listed, removed and cleared', () => {
    const { faults } = exchange(
      { fault: { delay: 1 } },
      { id: 'mine', key: 'k', fault: { delay: 2 } },
      { fault: { delay: 3 } },
    );
    expect(faults.list().map(({ id }) => id)).toEqual(['fault-1', 'mine', 'fault-2']);
    expect(faults.remove('fault-1')).toBe(true);
    expect(faults.remove('fault-1')).toBe(false);
    faults.clear('k');
    expect(faults.list()).toEqual([{ id: 'fault-2', fault: { delay: 3 }, hits: 0 }]);
    faults.clear();
    expect(faults.list()).toEqual([]);
  });

  const wrong: [unknown, RegExp][] = [
    [null, /must be an object/],
    [{}, /fault must be an object with one of delay, code/],
    [{ fault: {} }, /fault must have one of delay, code, status, cut/],
    [{ fault: { delay: -1 } }, /fault\.delay must be a whole number from 0/],
    [{ fault: { cut: 'now' } }, /fault\.cut must be "before" or "after"/],
    [{ fault: { status: 204 } }, /fault\.status must be an HTTP status/],
    [{ fault: { code: 40762 } }, /fault\.code must be a text/],
    [{ fault: { cut: 'after', code: '1' } }, /fault\.cut: no such field/],
    [{ fault: { delay: 1 }, probability: 2 }, /probability must be a number from 0 to 1/],
    [{ fault: { delay: 1 }, count: 0 }, /count must be a whole number from 1/],
    [{ fault: { delay: 1 }, operations: 'x' }, /operations: no such field; there are: id, operation/],
    [{ fault: { delay: 1 }, operation: 'v3:trade.plceOrder' }, /no operation 'v3:trade.plceOrder'/],
    [{ fault: { delay: 1 }, id: 'taken' }, /there is a fault 'taken' already/],
  ];
  it.each(wrong)('say what is wrong: %j', (rule, words) => {
    const { faults } = exchange({ id: 'taken', fault: { delay: 1 } });
    expect(() => faults.add(rule as FaultRule)).toThrow(words);
  });
});
