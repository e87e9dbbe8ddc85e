import { describe, expect, it } from 'vitest';
import { apis, envelope, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange } from '../hosts/exchange.js';
import type { AccountSettings } from './accounts.js';
import type { MockControl, MockSnapshot } from './control.js';

const TICKERS = '/api/v3/market/tickers?category=SPOT';
const make = () => createMockExchange({ apis, now: NOW });

describe('snapshots', () => {
  it('are plain JSON and bring everything back', async () => {
    const mock = make();
    const rule = mock.faults.add({ probability: 0.5, count: 50, fault: { status: 500 } });
    const statuses = async () => {
      const list = [];
      for (let i = 0; i < 30; i++) list.push((await mock.handle({ method: 'GET', url: TICKERS })).status);
      return list;
    };
    await statuses();
    const snapshot: MockSnapshot = JSON.parse(JSON.stringify(mock.snapshot()));
    const once = await statuses();
    mock.clock.advance(60_000);
    mock.seed('other');
    mock.faults.remove(rule.id);
    mock.restore(snapshot);
    expect(mock.snapshot()).toEqual(snapshot);
    expect([mock.clock.now(), mock.seed()]).toEqual([NOW, 'bitget']);
    expect(await statuses()).toEqual(once);
  });

  it.each([null, {}, { format: 'other' }])('must be some: %j', (snapshot) => {
    expect(() => make().restore(snapshot as unknown as MockSnapshot)).toThrow(/no snapshot/);
  });
});

describe('reset', () => {
  it('puts all back', async () => {
    const mock = make();
    const fresh = mock.snapshot();
    mock.faults.add({ fault: { delay: 1 } });
    mock.clock.advance(5);
    mock.seed('x');
    await mock.handle({ method: 'GET', url: TICKERS });
    mock.reset();
    expect(mock.snapshot()).toEqual(fresh);
    expect(mock.journal.list()).toEqual([]);
    expect(mock.faults.add({ fault: { delay: 1 } }).id).toBe('fault-1');
  });

  it('of one key leaves the others alone', async () => {
    const mock = make();
    mock.faults.add({ key: 'test-key', fault: { delay: 1 } });
    mock.faults.add({ key: 'test-unified-key', fault: { delay: 1 } });
    for (const key of ['test-key', 'test-unified-key']) {
      await mock.handle(signed('GET', '/api/v3/trade/history-orders', '', { key }));
    }
    mock.clock.advance(5);
    mock.reset('test-key');
    expect(mock.journal.list().map(({ key }) => key)).toEqual(['test-unified-key']);
    expect(mock.faults.list().map(({ key }) => key)).toEqual(['test-unified-key']);
    expect(mock.clock.now()).toBe(NOW + 5);
  });
});

describe('accounts', () => {
  const ask = async ({ handle }: ReturnType<typeof make>, key: string) =>
    envelope(await handle(signed('GET', '/api/v3/trade/history-orders', '', { key }))).code;

  it('are added with the secrets of the test keys, listed without, changed and removed', async () => {
    const mock = make();
    expect(await ask(mock, 'bot-7')).toBe('40037');
    expect(mock.accounts.add({ apiKey: 'bot-7', mode: 'unified' })).toEqual({ apiKey: 'bot-7', mode: 'unified' });
    expect(await ask(mock, 'bot-7')).toBe('00000');
    expect(JSON.stringify(mock.accounts.list())).not.toMatch(/secret|pass/);
    mock.accounts.add({ apiKey: 'bot-7', mode: 'classic' });
    expect(await ask(mock, 'bot-7')).toBe('40084');
    expect(mock.accounts.remove('bot-7')).toBe(true);
    expect(await ask(mock, 'bot-7')).toBe('40037');
  });

  const wrong: [unknown, RegExp][] = [
    ['x', /must be an object/],
    [{}, /apiKey must be given/],
    [{ apiKey: 'a b' }, /apiKey must be up to 128 letters/],
    [{ apiKey: 'a', mode: 'both' }, /mode must be "classic" or "unified"/],
    [{ apiKey: 'a', permissions: ['trade'] }, /permissions must be a list, each entry like trade:write/],
    [{ apiKey: 'a', ips: '127.0.0.1' }, /ips must be a list/],
    [{ apiKey: 'a', balances: 5 }, /balances must be amounts by wallet and coin/],
    [{ apiKey: 'a', balances: { USDT: '5' } }, /balances\.USDT: no such field; there are: spot, p2p/],
    [{ apiKey: 'a', balances: { uta: '5' } }, /balances\.uta must be amounts by coin/],
    [{ apiKey: 'a', balances: { uta: { USDT: 5 } } }, /balances\.uta\.USDT must be a decimal as text/],
    [{ apiKey: 'a', balance: {} }, /balance: no such field; there are: apiKey, secretKey/],
  ];
  it.each(wrong)('say what is wrong: %j', (account, words) => {
    expect(() => make().accounts.add(account as AccountSettings)).toThrow(words);
  });
});

describe('deposit and price', () => {
  /** What the engine holds, by account and wallet. */
  const held = (mock: ReturnType<typeof make>) => JSON.stringify(mock.snapshot().engine);

  it('credit an account, whose own balances are all that it starts with', () => {
    const mock = make();
    mock.accounts.add({ apiKey: 'poor', mode: 'unified', balances: { uta: { USDT: '12.5' } } });
    mock.deposit({ key: 'poor', coin: 'USDT', amount: '0.25' });
    expect(held(mock)).toContain('12.75');
    expect(held(mock)).not.toContain('100000');
    mock.reset('poor');
    expect(held(mock)).not.toContain('poor');
  });

  it.each([
    [{ key: 'test-key', coin: 'NONE', amount: '1' }, /unknown-coin: NONE/],
    [{ key: 'test-key', coin: 'USDT', amount: '-1' }, /bad-amount/],
    [{ key: 'test-key', coin: 'BTC', amount: '1', wallet: 'isolated_margin' }, /unknown-wallet: isolated_margin/],
    [{ key: 'nobody', coin: 'USDT', amount: '1' }, /no key 'nobody'/],
  ])('say what is wrong: %j', (deposit, words) => {
    expect(() => make().deposit(deposit as Parameters<MockControl['deposit']>[0])).toThrow(words);
  });

  it('put a market to a price', () => {
    const mock = make();
    const before = held(mock);
    mock.price({ symbol: 'BTCUSDT', price: '70000' });
    expect(held(mock)).not.toBe(before);
    expect(() => mock.price({ symbol: 'BTCUSDT', price: 'x' })).toThrow(/bad-price/);
    expect(() => mock.price({ symbol: 'NONE', price: '1' })).toThrow(/unknown-symbol: NONE/);
  });
});
