import { describe, expect, it } from 'vitest';
import { apis, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange } from '../hosts/exchange.js';
import { glob, JOURNAL_LENGTH, Journal } from './journal.js';

const order = { category: 'SPOT', symbol: 'BTCUSDT', qty: '1', side: 'buy' };
const ORDER = '/api/v3/trade/place-order';

describe('journal', () => {
  it('says what was asked and what became of it', async () => {
    const { handle, journal, clock } = createMockExchange({ apis, now: NOW });
    await handle(signed('POST', ORDER, JSON.stringify({ ...order, clientOid: 'a' })));
    clock.advance(5);
    await handle(signed('POST', '/api/v3/trade/place-batch', JSON.stringify([{ ...order, clientOid: 'b' }, order])));
    await handle(signed('POST', ORDER, '{}', { key: 'test-unified-key' }));
    await handle({ method: 'GET', url: '/api/v3/none?x=1' });
    const common = { key: 'test-key', status: 200, code: '00000', accepted: true, cut: false, effect: 'order' };
    expect(journal.list()).toMatchObject([
      {
        number: 1,
        time: NOW,
        method: 'POST',
        path: ORDER,
        operation: 'v3:trade.placeOrder',
        clientOid: 'a',
        ...common,
      },
      { number: 2, time: NOW + 5, operation: 'v3:trade.placeBatch', clientOids: ['b'], ...common },
      { number: 3, key: 'test-unified-key', status: 400, code: '400171', accepted: false },
      { number: 4, path: '/api/v3/none', operation: undefined, status: 404, code: '40404', accepted: false },
    ]);
    const numbers = (filter: Parameters<typeof journal.list>[0]) => journal.list(filter).map(({ number }) => number);
    expect(numbers({ key: 'test-key' })).toEqual([1, 2]);
    expect(numbers({ operation: 'v3:trade.placeOrder' })).toEqual([1, 3]);
    expect(numbers({ operation: 'v3:trade.place*', accepted: true })).toEqual([1, 2]);
    expect(numbers({ clientOid: 'b' })).toEqual([2]);
    expect(numbers({ code: '40404' })).toEqual([4]);
    journal.clear('test-key');
    expect(numbers({})).toEqual([3, 4]);
    journal.clear();
    expect(numbers({})).toEqual([]);
  });

  it('forgets what is old', () => {
    const journal = new Journal();
    for (let i = 0; i < JOURNAL_LENGTH + 7; i++) journal.open('GET', '/', i);
    const list = journal.list();
    expect([list.length, list[0]?.number, list.at(-1)?.number]).toEqual([JOURNAL_LENGTH, 8, JOURNAL_LENGTH + 7]);
  });

  it('forgets what takes too many bytes, the oldest first', async () => {
    const { handle, journal } = createMockExchange({ apis, now: NOW, journalBytes: 500_000 });
    const numbers = () => journal.list().map(({ number }) => number);
    for (let i = 0; i < 30; i++) await handle({ method: 'GET', url: `/api/v9/${'x'.repeat(20_000)}` });
    expect(numbers()).toEqual([19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    const long = `?clientOid=${'x'.repeat(20_000)}`;
    for (let i = 0; i < 5; i++) await handle(signed('GET', `/api/v3/trade/history-orders${long}`));
    expect(numbers()).toEqual([29, 30, 31, 32, 33, 34, 35]);
    await handle({ method: 'GET', url: `/api/v9/${'x'.repeat(300_000)}` });
    expect(numbers()).toEqual([]);
    for (let i = 0; i < 2_000; i++)
      await handle(signed('POST', ORDER, JSON.stringify({ ...order, clientOid: `${i}` })));
    expect([numbers().length > 1_000, numbers().length < 1_300, numbers().at(-1)]).toEqual([true, true, 2_036]);
    journal.clear('test-key');
    expect(numbers()).toEqual([]);
    await handle({ method: 'GET', url: '/x' });
    expect(numbers()).toEqual([2_037]);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a bound of %s', (journalBytes) => {
    expect(() => createMockExchange({ apis, journalBytes })).toThrow(/journalBytes: .* is no whole number above 0/);
  });

  it('gives copies', () => {
    const journal = new Journal();
    journal.open('GET', '/', 0);
    Object.assign(journal.list()[0] ?? {}, { status: 9 });
    expect(journal.list()[0]?.status).toBe(0);
  });
});

it.each([
  ['a', 'a', true],
  ['a', 'ab', false],
  ['a*', 'ab', true],
  ['*b', 'ab', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'aXcYb', false],
  ['ab*bc', 'abc', false],
  ['*', '', true],
  ['**a**', 'xax', true],
  ['.*', 'ab', false],
])('pattern %s, text %s: %s', (pattern, text, fits) => {
  expect(glob(pattern)(text)).toBe(fits);
});
