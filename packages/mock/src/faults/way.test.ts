import { createClient } from '@bitget-spec/v3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { envelope, signed } from '../../test/small-exchange.js';
import { createMockExchange } from '../hosts/exchange.js';
import type { FaultRule } from './types.js';

// Time is Vitest's: the mock asks the platform for it at each call.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

const PLACE = 'v3:trade.placeOrder';

function exchange(...rules: FaultRule[]) {
  const mock = createMockExchange();
  for (const rule of rules) mock.faults.add(rule);
  const send = (clientOid: string, signal?: AbortSignal) => {
    const order = { category: 'SPOT', symbol: 'BTCUSDT', qty: '10', side: 'buy', orderType: 'market', clientOid };
    const body = JSON.stringify(order);
    const { url, headers } = signed('POST', '/api/v3/trade/place-order', body, { time: `${mock.clock.now()}` });
    const init = { method: 'POST', headers: headers as Record<string, string>, body, ...(signal && { signal }) };
    return mock.fetch(url, init);
  };
  const order = async (clientOid: string) => (await send(clientOid)).json();
  const look = async (clientOid: string) => {
    const url = `/api/v3/trade/order-info?clientOid=${clientOid}`;
    return envelope(await mock.handle(signed('GET', url, '', { time: `${mock.clock.now()}` })));
  };
  const accepted = () => mock.journal.list({ operation: PLACE, accepted: true }).map(({ clientOid }) => clientOid);
  return { ...mock, send, order, look, accepted };
}

describe('late', () => {
  it('carries an order out whose sender has given up', async () => {
    const { send, accepted, journal } = exchange({ operation: PLACE, fault: { late: 5_000 } });
    const start = Date.now();
    const stop = new AbortController();
    const response = send('x', stop.signal);
    const gone = expect(response).rejects.toThrow('given up');
    await vi.advanceTimersByTimeAsync(1_000);
    stop.abort(new Error('given up'));
    await gone;
    expect(accepted()).toEqual([]);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(journal.list()).toMatchObject([
      { time: start + 5_000, accepted: true, clientOid: 'x', faults: ['fault-1'] },
    ]);
  });

  it('is refused when it is later than its timestamp lasts', async () => {
    const { order, accepted } = exchange({ fault: { late: 20_000 } }, { fault: { late: 10_001 } });
    const response = order('x');
    await vi.advanceTimersByTimeAsync(30_001);
    expect(await response).toMatchObject({ code: '40008' });
    expect(accepted()).toEqual([]);
  });
});

describe('duplicate', () => {
  it.each([
    ['first', '00000'],
    ['last', '25212'],
  ] as const)('delivers twice and shows what the %s received', async (duplicate, code) => {
    const { order, journal, accepted } = exchange({ operation: PLACE, fault: { duplicate } });
    expect(await order('x')).toMatchObject({ code });
    await vi.advanceTimersByTimeAsync(0);
    expect(journal.list().map((entry) => entry.code)).toEqual(['00000', '25212']);
    expect(accepted()).toEqual(['x']);
  });

  it('delivers the second apart', async () => {
    const { order, journal } = exchange({ operation: PLACE, fault: { duplicate: 'first', apart: 700 } });
    const start = Date.now();
    expect(await order('x')).toMatchObject({ code: '00000' });
    await vi.advanceTimersByTimeAsync(700);
    expect(journal.list().map(({ time }) => time - start)).toEqual([0, 700]);
  });
});

describe('drip', () => {
  it('brings the response piece by piece, whole characters or not', async () => {
    const { fetch } = exchange({ fault: { drip: 10, bytes: 100 } });
    const whole = await (await createMockExchange().fetch('/api/v3/market/instruments?category=SPOT')).text();
    const start = performance.now();
    const response = await fetch('/api/v3/market/instruments?category=SPOT');
    const text = response.text();
    await vi.runAllTimersAsync();
    const { data } = JSON.parse(await text);
    expect(data).toEqual(JSON.parse(whole).data);
    expect(performance.now() - start).toBe(10 * Math.ceil(Buffer.byteLength(whole) / 100));
  });

  it('ends with whoever gives up', async () => {
    const { fetch } = exchange({ fault: { drip: 1_000 } });
    const stop = new AbortController();
    const response = await fetch('/api/v3/public/time', { signal: stop.signal });
    const text = expect(response.text()).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(3_000);
    stop.abort(new Error('enough'));
    await text;
  });
});

describe('swap', () => {
  it('gives two orders each the response of the other, once', async () => {
    const { order, accepted } = exchange({ operation: PLACE, count: 1, fault: { swap: 1_000 } });
    const responses = await Promise.all([order('a'), order('b')]);
    expect(responses.map(({ data }) => data.clientOid)).toEqual(['b', 'a']);
    expect(accepted()).toEqual(['a', 'b']);
    expect((await order('c')).data.clientOid).toBe('c');
  });

  it('gives its own where no other comes in time, or rules are cleared', async () => {
    const { order, faults } = exchange({ operation: PLACE, fault: { swap: 1_000 } });
    const alone = order('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await alone).data.clientOid).toBe('a');
    const waiting = order('b');
    await vi.advanceTimersByTimeAsync(10);
    faults.clear();
    expect((await waiting).data.clientOid).toBe('b');
  });
});

describe('lag', () => {
  it('hides an order from look-ups until it is old enough, and from nothing else', async () => {
    const { order, look, fetch } = exchange({ fault: { lag: 3_000 } });
    expect(await order('x')).toMatchObject({ code: '00000' });
    const bitget = createClient({
      credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
      fetch,
    });
    const listed = async () => (await bitget.trade.historyOrders({ category: 'SPOT' })).list?.length ?? 0;
    await vi.advanceTimersByTimeAsync(2_999);
    expect([(await look('x')).code, await listed()]).toEqual(['25204', 0]);
    expect(await order('x')).toMatchObject({ code: '25212' });
    await vi.advanceTimersByTimeAsync(1);
    expect([(await look('x')).code, await listed()]).toEqual(['00000', 1]);
  });
});

it('a redirect is an error where the request says so', async () => {
  const { fetch } = exchange({ fault: { status: 302 } });
  const url = 'https://api.bitget.com/api/v3/public/time';
  await expect(fetch(url, { redirect: 'error' })).rejects.toMatchObject({ cause: new Error('unexpected redirect') });
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
});
