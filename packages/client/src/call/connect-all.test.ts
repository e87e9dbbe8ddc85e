import { inspect } from 'node:util';
import { platformSystem } from '@bitget-spec/auth';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { type Exchange, type Fault, startExchange } from '../../test/exchange.js';
import {
  AuthenticationError,
  type ClientOptions,
  ClosedError,
  NetworkError,
  RateLimitError,
  type ResponseEvent,
} from '../index.js';
import { connect, createClock } from '../runtime.js';

let ahead = 0;
let exchange: Exchange;
beforeAll(async () => {
  exchange = await startExchange({ ...platformSystem, now: () => Date.now() + ahead });
});
afterAll(() => exchange.close());
beforeEach(() => {
  ahead = 0;
  exchange.fault = () => 'none';
  exchange.journal.length = 0;
});
const make = (options: ClientOptions = {}) =>
  connect<TestClient>(routes, {
    credentials,
    baseUrl: exchange.url,
    retries: { baseMs: 1, budget: 1_000 },
    ...options,
  });
const paths = () => exchange.journal.map(({ path }) => path.slice(8));
/** Fails so, request by request, and then no more. */
const failing = (...faults: Fault[]) => {
  exchange.fault = (path) => (path.endsWith('time') ? 'none' : (faults.shift() ?? 'none'));
};

describe('the clock', () => {
  it('is measured once, before the first signed call, and not for public ones', async () => {
    ahead = 3_600_000;
    const client = make();
    await client.market.tickers();
    expect(paths()).toEqual(['market/tickers']);
    await Promise.all([client.account.assets(), client.account.assets()]);
    await client.account.assets();
    expect(paths()).toEqual(['market/tickers', 'public/time', 'account/assets', 'account/assets', 'account/assets']);
  });

  it('is measured again when the exchange refuses a timestamp, once for a call', async () => {
    const client = make();
    await client.account.assets();
    ahead = 100_000;
    exchange.journal.length = 0;
    await client.trade.placeOrder({ clientOid: 'clock-1' });
    expect(paths()).toEqual(['trade/place-order', 'public/time', 'trade/place-order']);
    expect(exchange.taken.get('clock-1')).toBe(1);
  });

  it('that is the caller’s own is left alone', async () => {
    ahead = 100_000;
    const clock = createClock();
    expect(await thrown(make({ clock }).account.assets())).toMatchObject({ code: '40008' });
    expect(clock.offset).toBe(0);
    expect(paths()).toEqual(['account/assets']);
  });

  it('does without, where the exchange does not say', async () => {
    exchange.fault = (path) => (path.endsWith('time') ? '502-before' : 'none');
    const client = make();
    expect(await client.account.assets()).toEqual([]);
    await client.account.assets();
    expect(paths()).toEqual(['public/time', 'account/assets', 'account/assets']);
  });
});

describe('retries', () => {
  it('of reads: what failed on the way or inside', async () => {
    failing('cut-before', '502-before', '40010-before');
    expect(await make().market.tickers()).toEqual([]);
    expect(paths()).toHaveLength(4);
    failing('cut-after', 'cut-after', 'cut-after', 'cut-after');
    expect(await thrown(make().market.tickers())).toBeInstanceOf(NetworkError);
  });

  it('of writes: 429 only', async () => {
    failing('429', '429');
    expect(await make().trade.placeOrder({ clientOid: 'retry-1' })).toMatchObject({ orderId: 'o-retry-1' });
    exchange.journal.length = 0;
    failing('cut-before');
    expect(await thrown(make({ clock: createClock() }).account.setLeverage({}))).toMatchObject({
      code: 'outcome-unknown',
    });
    expect(paths()).toEqual(['account/set-leverage']);
  });

  it('never after a timeout: timeoutMs is the caller’s patience', async () => {
    failing('hang-before');
    const error = await thrown(make({ timeoutMs: 500 }).market.tickers());
    expect(error).toMatchObject({ code: 'timeout' });
    expect(paths()).toHaveLength(1);
  });

  it('of a gateway that says when: then', async () => {
    const responses = ['1'];
    const times: number[] = [];
    const fetch = async () => {
      times.push(performance.now());
      const after = responses.shift();
      return after
        ? new Response('<html>', { status: 503, headers: { 'retry-after': after } })
        : new Response('{"code":"00000","data":1}');
    };
    expect(await make({ fetch }).market.tickers()).toBe(1);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(950);
  });

  it('never, when switched off', async () => {
    failing('429');
    expect(await thrown(make({ retries: false }).market.tickers())).toBeInstanceOf(RateLimitError);
  });

  it('wait longer each time, within full jitter, and notify the hook', async () => {
    const delays: number[] = [];
    failing('429', '429', '429', '429');
    const onRetry = vi.fn(({ delayMs }: { delayMs: number }) => delays.push(delayMs));
    await thrown(make({ retries: { baseMs: 4, random: () => 0.5 }, onRetry }).market.tickers());
    expect(delays).toEqual([2, 4, 8]);
    expect(onRetry.mock.calls[0]?.[0]).toMatchObject({
      operation: 'v3:market.tickers',
      attempt: 1,
      error: { code: '429' },
    });
  });

  it('stay within the budget', async () => {
    exchange.fault = () => '429';
    const system = { ...platformSystem }; // others have spent of what this process has
    const client = make({ system, retries: { baseMs: 1, budget: 5 } });
    await Promise.all(Array.from({ length: 20 }, () => thrown(client.market.tickers())));
    expect(exchange.journal).toHaveLength(25);
  });

  it('respect Retry-After, and the penalty for the whole address', async () => {
    const responses = [{ after: '1' }, { after: '300' }];
    const fetch = vi.fn(async () => {
      const { after } = responses.shift() ?? {};
      return after
        ? new Response('{"code":"429"}', { status: 429, headers: { 'retry-after': after } })
        : new Response('{"code":"00000","data":1}');
    });
    const client = make({ fetch });
    const before = performance.now();
    expect(await thrown(client.market.tickers())).toMatchObject({ code: '429', retryAfter: 300 });
    expect(performance.now() - before).toBeGreaterThan(950);
    const paused = await thrown(client.trade.placeOrder({ clientOid: 'x' }));
    expect(paused).toMatchObject({ name: 'RateLimitError', code: 'paused' });
    expect(String(paused)).toContain('nothing was sent');
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('hooks', () => {
  it('see every request and response of a call, and may add headers', async () => {
    const seen: string[] = [];
    const calls = new Set<object>();
    failing('429');
    const client = make({
      onRequest: ({ call, attempt, method, url, setHeader }) => {
        calls.add(call);
        seen.push(`> ${attempt} ${method} ${new URL(url).pathname}`);
        setHeader('traceparent', 'trace');
      },
      onResponse: ({ call, attempt, status, error, durationMs }: ResponseEvent) => {
        calls.add(call);
        expect(durationMs).toBeGreaterThan(0);
        seen.push(`< ${attempt} ${status} ${Object(error).code}`);
      },
    });
    await client.market.tickers({ a: '1' });
    expect(seen).toEqual([
      '> 1 GET /api/v3/market/tickers',
      '< 1 429 429',
      '> 2 GET /api/v3/market/tickers',
      '< 2 200 undefined',
    ]);
    expect(calls.size).toBe(1);
    expect(exchange.journal[0]?.headers.traceparent).toBe('trace');
  });

  it('that throw break nothing, and see no secret', async () => {
    let shown = '';
    const hook = (event: unknown) => {
      shown += inspect(event, { depth: 9, showHidden: true });
      throw new Error('hook');
    };
    const client = make({ onRequest: hook, onResponse: hook, onRetry: async () => Promise.reject('hook') });
    failing('429', 'cut-before');
    expect(await client.account.assets()).toEqual([]);
    expect(shown).not.toMatch(/the-key|the-secret|the-pass/);
  });
});

it('a refused signature says what was signed', async () => {
  const fetch = async () =>
    new Response(JSON.stringify({ code: '40009', msg: 'sign signature error', requestTime: Date.now() }), {
      status: 400,
    });
  const clock = { ...createClock(), offset: 12 };
  const client = make({ fetch, clock });
  const error = await thrown(client.trade.placeOrder({ clientOid: 'a', note: 'the-secret', passphrase: 'p4ss' }));
  expect(error).toBeInstanceOf(AuthenticationError);
  expect(error).toMatchObject({
    code: '40009',
    signature: {
      signedString: expect.stringMatching(
        /^\d{13}POST\/api\/v3\/trade\/place-order\{"clientOid":"a","note":"\[redacted\]","passphrase":"\[redacted\]"\}$/,
      ),
      clockOffset: 12,
      matches: true,
    },
  });
  expect(String(error)).toContain('Likely cause: the secret does not belong to this key');
  expect(inspect(error, { depth: 9 })).not.toMatch(/the-key|the-secret|the-pass|p4ss/);
});

describe('ending', () => {
  it('a signal ends a call within its tick, wherever it stands', async () => {
    exchange.fault = (path) => (path.endsWith('time') ? 'none' : '429');
    const stages: [string, ClientOptions, Fault][] = [
      ['waiting for a response', {}, 'hang-before'],
      ['between retries', { retries: { baseMs: 60_000, maxMs: 60_000, random: () => 1 } }, '429'],
      ['measuring the clock', { fetch: () => new Promise(() => {}) }, 'none'],
    ];
    for (const [stage, options, fault] of stages) {
      exchange.fault = (path) => (path.endsWith('time') ? 'none' : fault);
      const client = make(options);
      const controller = new AbortController();
      let ended: unknown;
      client.account.assets({}, { signal: controller.signal }).catch((error: unknown) => {
        ended = error;
      });
      await new Promise((resolve) => setTimeout(resolve, 60));
      expect(ended, stage).toBe(undefined);
      controller.abort(stage);
      await Promise.resolve()
        .then(() => {})
        .then(() => {})
        .then(() => {});
      expect(ended).toBe(stage);
      await client.close();
    }
  });

  it('close() ends all calls, refuses new ones, and leaves no timer', async () => {
    exchange.fault = (path) => (path.endsWith('time') ? 'none' : 'hang-before');
    const close = vi.fn();
    const transport = Object.assign((request: Request, init?: RequestInit) => fetch(request, init), { close });
    const client = make({ fetch: transport });
    const calls = [client.account.assets(), client.market.tickers(), client.trade.placeOrder({})].map(thrown);
    await expect.poll(() => exchange.journal.length).toBe(4);
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    await client.close();
    for (const error of await Promise.all(calls)) expect(error).toBeInstanceOf(ClosedError);
    const after = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    expect(before - after).toBeGreaterThanOrEqual(3);
    expect(await thrown(client.market.tickers())).toMatchObject({ code: 'closed', operation: 'v3:market.tickers' });
    expect(await thrown(client.trade.placeOrder({}))).toMatchObject({ code: 'closed', sent: false });
    expect(close).toHaveBeenCalledTimes(1);
  });
});

it('the catalogue, loaded with the first error, says what to do', async () => {
  const load = vi.fn(async () => ({ errors: { '43012': { meaning: 'Too poor.', hint: 'Pay in.' } } }));
  const responses = ['43012', '43012', '99999'];
  const fetch = async () => new Response(`{"code":"${responses.shift()}","msg":"no"}`, { status: 400 });
  const client = make({ fetch, catalogue: load });
  for (const code of ['first', 'second']) {
    const error = await thrown(client.market.tickers({ code }));
    expect(error).toMatchObject({ hint: 'Pay in', meaning: 'Too poor.' });
    expect(String(error)).toBe(
      'ExchangeError: [@bitget-spec/client] HTTP 400 with 43012 "no", v3:market.tickers: Pay in. (Too poor.)',
    );
  }
  expect(load).toHaveBeenCalledTimes(1);
  expect(String(await thrown(client.market.tickers()))).toContain('look the code up in @bitget-spec/v3/errors');
});
