import { describe, expect, it } from 'vitest';
import { apis, envelope, limited, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange, type MockOptions } from '../hosts/exchange.js';
import type { MockRequest } from '../types.js';

const TICKERS: MockRequest = { method: 'GET', url: '/api/v3/market/tickers?category=SPOT', headers: {}, body: '' };
const ORDERS = '/api/v3/trade/history-orders';

function exchange(options: MockOptions = {}) {
  const mock = createMockExchange({ apis: limited, now: NOW, limits: 'on', ...options });
  const ask = async (request: MockRequest) => {
    const reply = await mock.handle(request);
    return { ...reply, ...envelope(reply), left: reply.headers['x-mbx-used-remain-limit'] };
  };
  const orders = (key = 'test-key') => ask(signed('GET', ORDERS, '', { key, time: String(mock.clock.now()) }));
  return { ...mock, ask, orders };
}

describe('limits by address', () => {
  it('count down, refuse and recover', async () => {
    const { ask, clock } = exchange();
    for (let left = 19; left >= 0; left--)
      expect(await ask(TICKERS)).toMatchObject({ code: '00000', left: String(left) });
    clock.advance(400);
    const refused = await ask(TICKERS);
    expect(refused).toMatchObject({ status: 429, code: '429', msg: 'Too many requests', left: '0' });
    expect(refused.headers['retry-after']).toBe('1');
    clock.advance(599);
    expect((await ask(TICKERS)).code).toBe('429');
    clock.advance(1);
    expect(await ask(TICKERS)).toMatchObject({ code: '00000', left: '19' });
  });

  it('hold for each address apart', async () => {
    const { ask } = exchange({ limits: 0.05 });
    expect((await ask(TICKERS)).code).toBe('00000');
    expect((await ask(TICKERS)).code).toBe('429');
    expect((await ask({ ...TICKERS, ip: '10.0.0.2' })).code).toBe('00000');
    expect((await ask({ ...TICKERS, headers: { 'x-mock-ip': '10.0.0.3' } })).code).toBe('00000');
  });
});

describe('limits by key', () => {
  it('hold for each key apart, and count only who is known', async () => {
    const { orders, ask } = exchange();
    for (let i = 0; i < 5; i++) await ask(signed('GET', ORDERS, '', { secret: 'wrong' }));
    expect(await orders()).toMatchObject({ code: '00000', left: '1' });
    expect(await orders()).toMatchObject({ code: '00000', left: '0' });
    expect(await orders()).toMatchObject({ code: '429' });
    expect(await orders('test-unified-key')).toMatchObject({ code: '00000', left: '1' });
  });

  it('last as many seconds as they say', async () => {
    const { orders, clock } = exchange();
    await orders();
    await orders();
    const refused = await orders();
    expect(refused.headers['retry-after']).toBe('10');
    clock.advance(9999);
    expect((await orders()).code).toBe('429');
    clock.advance(1);
    expect((await orders()).code).toBe('00000');
  });

  it('count what is refused for its parameters', async () => {
    const { orders, ask } = exchange();
    const wrong = await ask(signed('GET', `${ORDERS}?limit=0`));
    expect(wrong).toMatchObject({ code: '400171', left: '1' });
    expect(await orders()).toMatchObject({ code: '00000', left: '0' });
  });
});

describe('6,000 a minute', () => {
  const lost: MockRequest = { ...TICKERS, url: '/api/v3/nothing' };

  it('shuts an address out for five minutes', async () => {
    const { ask, clock } = exchange();
    for (let i = 0; i < 6000; i++) {
      if (i === 3000) clock.advance(30_000);
      expect((await ask(lost)).code).toBe('40404');
    }
    const refused = await ask(lost);
    expect(refused).toMatchObject({ status: 429, code: '429' });
    expect(refused.headers['retry-after']).toBe('300');
    expect((await ask({ ...TICKERS, ip: '10.0.0.2' })).code).toBe('00000');
    clock.advance(299_999);
    expect((await ask(TICKERS)).headers['retry-after']).toBe('1');
    clock.advance(1);
    expect((await ask(TICKERS)).code).toBe('00000');
  });

  it('is forgotten by a reset', async () => {
    const { ask, reset } = exchange({ limits: 1 / 6000 });
    expect((await ask(lost)).code).toBe('40404');
    expect((await ask(lost)).code).toBe('429');
    reset();
    expect((await ask(lost)).code).toBe('40404');
  });
});

describe('the switch', () => {
  it('is off unless asked for', async () => {
    const { ask, limits } = exchange({ limits: 'off' });
    for (let i = 0; i < 50; i++) expect(await ask(TICKERS)).toMatchObject({ code: '00000', left: '19' });
    expect(createMockExchange({ apis }).limits.get()).toBe('off');
    limits.set('on');
    expect(await ask(TICKERS)).toMatchObject({ left: '19' });
    expect(await ask(TICKERS)).toMatchObject({ left: '18' });
  });

  it('scales', async () => {
    const { ask, limits } = exchange({ limits: 0.1 });
    expect(await ask(TICKERS)).toMatchObject({ left: '1' });
    limits.set(10);
    expect(await ask(TICKERS)).toMatchObject({ left: '199' });
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 'of', null])('refuses %s', (setting) => {
    const { limits } = exchange();
    expect(() => limits.set(setting as 'on')).toThrow(/neither "on", "off" nor a factor above 0/);
  });
});
