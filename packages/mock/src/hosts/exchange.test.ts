import { describe, expect, it } from 'vitest';
import { apis, envelope, NOW, signed } from '../../test/small-exchange.js';
import { refuse } from '../core/errors.js';
import { createMockExchange } from './exchange.js';

const body = '{"category":"SPOT","symbol":"BTCUSDT","qty":"1","side":"buy","clientOid":"x"}';
const order = signed('POST', '/api/v3/trade/place-order', body);

describe('fetch', () => {
  it('takes strings, URLs, Requests and paths alone', async () => {
    const { fetch } = createMockExchange({ apis });
    const url = 'https://api.bitget.com/api/v3/market/tickers?category=SPOT';
    for (const input of [url, new URL(url), new Request(url), '/api/v3/market/tickers?category=SPOT']) {
      const response = await fetch(input);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ code: '00000' });
    }
  });

  it('is aborted as any other', async () => {
    const { fetch } = createMockExchange({ apis });
    await expect(fetch('/api/v3/market/tickers', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});

describe('clock', () => {
  it('stands where it is told and moves when it is told', async () => {
    const { clock, handle } = createMockExchange({ apis, now: NOW });
    expect(envelope(await handle(order)).code).toBe('00000');
    clock.advance(30_001);
    expect(envelope(await handle(order)).code).toBe('40008');
    clock.set(NOW);
    expect(envelope(await handle(order)).code).toBe('00000');
  });
});

describe('overrides', () => {
  const ask = async (exchange: ReturnType<typeof createMockExchange>) => envelope(await exchange.handle(order));

  it('replace fields, the rest is generated', async () => {
    const exchange = createMockExchange({
      apis,
      now: NOW,
      overrides: { 'v3:trade.placeOrder': (request) => ({ orderId: `no-${request.symbol}` }) },
    });
    expect((await ask(exchange)).data).toEqual({ orderId: 'no-BTCUSDT', clientOid: 'x' });
    expect((await exchange.handle(order)).headers['x-mock-fidelity']).toBe('override');
  });

  it('refuse, returned or thrown, at once or later', async () => {
    for (const override of [
      () => refuse('40762'),
      async () => refuse('40762'),
      () => {
        throw refuse('40762');
      },
      async () => Promise.reject(refuse('40762')),
    ]) {
      const exchange = createMockExchange({ apis, now: NOW, overrides: { 'v3:trade.placeOrder': override } });
      expect(await ask(exchange)).toMatchObject({ code: '40762', data: null });
    }
  });

  it('pass mistakes on', async () => {
    const override = () => {
      throw new Error('mine');
    };
    const exchange = createMockExchange({ apis, now: NOW, overrides: { 'v3:trade.placeOrder': override } });
    await expect(exchange.handle(order)).rejects.toThrow('mine');
  });

  it('must name an operation', () => {
    const overrides = { 'v3:trade.plceOrder': () => undefined };
    expect(() =>
      createMockExchange<Record<string, { request: unknown; response: unknown }>>({ apis, overrides }),
    ).toThrow(/no operation 'v3:trade.plceOrder'/);
  });
});

it('shows no secret when inspected or written as JSON', async () => {
  const { inspect } = await import('node:util');
  const exchange = createMockExchange({ apis });
  expect(inspect(exchange, { depth: 9, showHidden: true }) + JSON.stringify(exchange)).not.toMatch(
    /test-secret|test-pass/,
  );
});

describe('faults, by fetch', () => {
  const url = 'https://api.bitget.com/api/v3/market/tickers?category=SPOT';

  it('cut as a real connection is', async () => {
    const { fetch, faults, journal } = createMockExchange({ apis });
    faults.add({ count: 1, fault: { cut: 'after' } });
    const error: unknown = await fetch(url).catch((reason) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
    expect(journal.list()).toMatchObject([{ accepted: true, cut: true }]);
    expect((await fetch(url)).status).toBe(200);
  });

  it('hang until the caller gives up', async () => {
    const { fetch, faults } = createMockExchange({ apis });
    faults.add({ fault: { hang: true } });
    await expect(fetch(url, { signal: AbortSignal.timeout(20) })).rejects.toThrow(/timeout/i);
  });

  it('delay, unless the caller gives up', async () => {
    const { fetch, faults } = createMockExchange({ apis });
    faults.add({ fault: { delay: 40 } });
    const start = performance.now();
    expect((await fetch(url)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(38);
    await expect(fetch(url, { signal: AbortSignal.timeout(5) })).rejects.toThrow(/timeout/i);
  });
});

it('takes gzip by fetch', async () => {
  const { fetch } = createMockExchange({ apis, now: NOW });
  const send = async (bytes: Uint8Array<ArrayBuffer>) => {
    const headers = { ...(order.headers as Record<string, string>), 'content-encoding': 'gzip' };
    return (await fetch(order.url, { method: 'POST', headers, body: bytes })).json();
  };
  const { gzipSync } = await import('node:zlib');
  expect(await send(new Uint8Array(gzipSync(body)))).toMatchObject({ code: '00000' });
  expect(await send(new Uint8Array(gzipSync(body).subarray(0, 9)))).not.toMatchObject({ code: '00000' });
  expect(await send(new Uint8Array(gzipSync(Buffer.alloc(50_000_000))))).toMatchObject({ code: '40020' });
});

it('answers HEAD by fetch', async () => {
  const response = await createMockExchange({ apis }).fetch('/api/v3/market/tickers?category=SPOT', { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
});

it('is controlled by fetch as well', async () => {
  const { fetch } = createMockExchange({ apis, now: NOW });
  expect(await (await fetch('/__mock/clock')).json()).toEqual({ now: NOW, running: false });
});
