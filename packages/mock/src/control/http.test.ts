import { beforeEach, describe, expect, it } from 'vitest';
import { apis, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange, type MockExchange } from '../hosts/exchange.js';

let mock: MockExchange;
beforeEach(() => {
  mock = createMockExchange({ apis, now: NOW });
});

async function ask(method: string, path: string, body?: unknown) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const reply = await mock.handle({ method, url: `/__mock/${path}`, body: text });
  expect(reply.headers['content-type']).toBe('application/json');
  return { status: reply.status, data: JSON.parse(reply.body) };
}

describe('control by HTTP', () => {
  it('lists what there is', async () => {
    const { data } = await ask('GET', '');
    expect(data.routes).toContain('POST /__mock/faults');
  });

  it('faults', async () => {
    const added = await ask('POST', 'faults', [
      { id: 'a', fault: { delay: 1 } },
      { fault: { cut: 'after' }, count: 1 },
    ]);
    expect(added.data.map(({ id }: { id: string }) => id)).toEqual(['a', 'fault-1']);
    expect((await ask('POST', 'faults', { id: 'b', fault: { status: 500 } })).status).toBe(200);
    expect((await ask('DELETE', 'faults/a')).data).toEqual({ ok: true });
    expect((await ask('GET', 'faults')).data).toMatchObject([{ id: 'fault-1', hits: 0 }, { id: 'b' }]);
    await ask('DELETE', 'faults');
    expect(mock.faults.list()).toEqual([]);
  });

  it('clock', async () => {
    expect((await ask('GET', 'clock')).data).toEqual({ now: NOW, running: false });
    expect((await ask('POST', 'clock', { advance: 5 })).data).toEqual({ now: NOW + 5, running: false });
    expect((await ask('POST', 'clock', { set: 7 })).data).toEqual({ now: 7, running: false });
    expect((await ask('POST', 'clock', { run: true })).data).toMatchObject({ running: true });
    expect(mock.clock.now()).toBeGreaterThan(NOW);
  });

  it('seed, reset, snapshot and restore', async () => {
    await ask('POST', 'snapshot', { name: 'start' });
    expect((await ask('POST', 'seed', { seed: 'x' })).data).toEqual({ seed: 'x' });
    const { data: snapshot } = await ask('GET', 'snapshot');
    await ask('POST', 'restore', { name: 'start' });
    expect((await ask('GET', 'seed')).data).toEqual({ seed: 'bitget' });
    await ask('POST', 'restore', { snapshot });
    expect(mock.seed()).toBe('x');
    await ask('POST', 'reset');
    expect(mock.seed()).toBe('bitget');
    expect((await ask('POST', 'snapshot')).data).toEqual({ name: 'snapshot-2' });
  });

  it('journal', async () => {
    await mock.handle(signed('GET', '/api/v3/trade/history-orders'));
    await mock.handle(signed('GET', '/api/v3/trade/history-orders?limit=0', '', { key: 'test-unified-key' }));
    const keys = async (query: string) =>
      (await ask('GET', `journal?${query}`)).data.map(({ key }: { key: string }) => key);
    expect(await keys('')).toEqual(['test-key', 'test-unified-key']);
    expect(await keys('accepted=true')).toEqual(['test-key']);
    expect(await keys('operation=v3:*&key=test-unified-key')).toEqual(['test-unified-key']);
    await ask('DELETE', 'journal?key=test-key');
    expect(await keys('')).toEqual(['test-unified-key']);
    await ask('POST', 'reset', { key: 'test-unified-key' });
    expect(await keys('')).toEqual([]);
  });

  it('limits', async () => {
    expect((await ask('GET', 'limits')).data).toEqual({ limits: 'off' });
    expect((await ask('POST', 'limits', { limits: 0.5 })).data).toEqual({ limits: 0.5 });
    expect(mock.limits.get()).toBe(0.5);
  });

  it('accounts', async () => {
    expect((await ask('POST', 'accounts', { apiKey: 'bot-1', ips: ['::1'] })).data).toEqual([
      { apiKey: 'bot-1', ips: ['::1'] },
    ]);
    expect((await ask('GET', 'accounts')).data).toContainEqual({ apiKey: 'bot-1', ips: ['::1'] });
    expect((await ask('DELETE', 'accounts/bot-1')).data).toEqual({ ok: true });
  });

  const wrong: [string, string, unknown, number, RegExp][] = [
    ['GET', 'nothing', undefined, 404, /no \/__mock\/nothing: there are faults, clock/],
    ['GET', 'constructor', undefined, 404, /no \/__mock\/constructor/],
    ['PUT', 'faults', {}, 405, /takes GET, POST, DELETE/],
    ['DELETE', 'faults/x', undefined, 404, /no fault 'x'/],
    ['DELETE', 'faults/%', undefined, 400, /URI malformed/],
    ['POST', 'faults', { fault: { delay: 'x' } }, 400, /fault\.delay must be a whole number/],
    [
      'POST',
      'faults',
      [
        { id: 'a', fault: { delay: 1 } },
        { id: 'a', fault: { delay: 1 } },
      ],
      400,
      /there is a fault 'a'/,
    ],
    ['POST', 'clock', { forward: 5 }, 400, /forward: no such field; there are: set, advance, run/],
    ['POST', 'clock', { advance: -5 }, 400, /advance must be a whole number from 0/],
    ['POST', 'clock', [], 400, /body must be a JSON object/],
    ['POST', 'clock', { advance: 8.64e15 }, 400, /advance must be a whole number from 0 to 4102444800000/],
    ['POST', 'clock', { set: 4e12, advance: 4e12 }, 400, /the clock can't show 8000000000000/],
    ['POST', 'clock', { set: null }, 400, /set must be a whole number/],
    ['POST', 'clock', { run: 'yes' }, 400, /run must be true or false/],
    ['POST', 'faults', { fault: { delay: 1e15 } }, 400, /fault\.delay must be a whole number from 0 to 600000/],
    ['POST', 'faults', { count: 1e300, fault: { delay: 1 } }, 400, /count must be a whole number/],
    ['POST', 'faults', { probability: 2, fault: { delay: 1 } }, 400, /probability must be a number from 0 to 1/],
    ['POST', 'seed', { seed: 'x'.repeat(1_001) }, 400, /seed must be a text of at most 1000/],
    ['POST', 'deposit', { key: 'test-key', coin: 'USDT', amount: '9'.repeat(41) }, 400, /bad-amount/],
    ['POST', 'price', { symbol: 'BTCUSDT', price: '9'.repeat(1_000) }, 400, /bad-price/],
    ['POST', 'clock', { set: 1, note: 'x'.repeat(1_100_000) }, 413, /over 1048576 bytes/],
    ['POST', 'seed', {}, 400, /seed must be given/],
    ['POST', 'restore', { name: 'x' }, 404, /no snapshot 'x'/],
    ['POST', 'restore', { snapshot: { format: 'x' } }, 400, /no snapshot of the mock/],
    ['POST', 'restore', { snapshot: { format: 'bitget-mock/1' } }, 400, /./],
    ['POST', 'deposit', { key: 'test-key', coin: 'USDT' }, 400, /amount must be given/],
    ['POST', 'deposit', { key: 'nobody', coin: 'USDT', amount: '1' }, 400, /no key 'nobody'/],
    ['POST', 'price', {}, 400, /symbol must be given/],
    ['GET', 'journal?kee=x', undefined, 400, /no filter 'kee'; there are: key, operation/],
    ['POST', 'limits', { limits: 0 }, 400, /neither "on", "off" nor a factor above 0/],
    ['POST', 'accounts', { apiKey: 'x', mode: 1 }, 400, /mode must be/],
    ['DELETE', 'accounts', undefined, 404, /no account ''/],
  ];
  it.each(wrong)('%s %s %j: %i', async (method, path, body, status, words) => {
    const before = JSON.stringify(mock.snapshot());
    const reply = await ask(method, path, body);
    expect(reply).toEqual({ status, data: { error: expect.stringMatching(words) } });
    expect(reply.data.error).toMatch(/^\[mock\] /);
    expect(JSON.stringify(mock.snapshot())).toBe(before);
  });

  it('takes a thousand faults at most, all or none', async () => {
    const many = Array(1_001).fill({ fault: { delay: 1 } });
    expect(await ask('POST', 'faults', many)).toMatchObject({
      status: 400,
      data: { error: expect.stringContaining('there are 1000 faults') },
    });
    expect(mock.faults.list()).toEqual([]);
  });

  it('says what is no JSON', async () => {
    const reply = await mock.handle({ method: 'POST', url: '/__mock/faults', body: '{' });
    expect([reply.status, reply.body]).toEqual([400, expect.stringContaining('the body is no JSON')]);
  });

  it('is no part of the journal', () => expect(mock.journal.list()).toEqual([]));
});
