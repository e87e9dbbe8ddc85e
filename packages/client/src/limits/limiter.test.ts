import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { credentials, type TestClient, thrown } from '../../test/client.js';
import { densest } from '../../test/densest.js';
import { type Exchange, startExchange } from '../../test/exchange.js';
import { virtualSystem } from '../../test/virtual.js';
import { type ClientOptions, limiter, memoryStore, RateLimitError } from '../index.js';
import { connect, createClock } from '../runtime.js';
import '../outcomes/write.js'; // what is loaded with the first order would hold it up
import type { LimitStore } from './store.js';

const routes = {
  base: '/api/v3/',
  table:
    'GET public/time public\nGET market/tickers public 5/1/ip\nGET account/assets 4\nPOST trade/place-order order 3/1/unknown',
};
let exchange: Exchange;
beforeAll(async () => {
  exchange = await startExchange();
});
afterAll(() => exchange.close());
beforeEach(() => {
  exchange.fault = () => 'none';
  exchange.journal.length = 0;
});
const make = (limits: ReturnType<typeof limiter>, options: ClientOptions = {}) =>
  connect<TestClient>(routes, {
    credentials,
    baseUrl: exchange.url,
    clock: createClock(),
    retries: false,
    limits,
    ...options,
  });
const arrivals = (path: string) =>
  exchange.journal.filter((entry) => entry.path.endsWith(path)).map(({ time }) => time);

describe('the store in memory', () => {
  it('holds the place of a lost request until that can no longer arrive, and others as before', () => {
    let now = 0;
    const store = memoryStore(() => now);
    const windows = [{ key: 'a', count: 2, ms: 1_000 }];
    const take = (id: string) => store.take(windows, id, 60_000);
    expect([take('lost'), take('answered')]).toEqual([0, 0]);
    store.settle(windows, 'lost', 30_000);
    store.settle(windows, 'answered', 0);
    for (now = 1_001; now <= 31_000; now += 1_001) {
      expect(take(`at ${now}`)).toBe(0);
      expect(take('one more')).toBeGreaterThan(0);
      store.settle(windows, `at ${now}`, 0);
    }
    now = 32_002;
    expect([take('two'), take('again')]).toEqual([0, 0]);
    now += 60_000;
    expect(take('ends its lease, and counts once more')).toBe(1_001);
    now += 1_001;
    expect(take('then it is over')).toBe(0);
  });

  it('takes all windows or none, frees what was not sent, and believes the exchange', () => {
    let now = 0;
    const store = memoryStore(() => now);
    const narrow = { key: 'narrow', count: 1, ms: 1_000 };
    const wide = { key: 'wide', count: 5, ms: 60_000 };
    expect(store.take([narrow, wide], 'a', 9_000)).toBe(0);
    expect(store.take([narrow, wide], 'b', 9_000)).toBeGreaterThan(0);
    store.settle([narrow, wide], 'a', undefined);
    expect(store.take([narrow, wide], 'c', 9_000)).toBe(0);
    now = 500;
    store.settle([narrow, wide], 'c', 0);
    expect(store.take([narrow], 'd', 9_000)).toBe(1_001);
    now = 1_501;
    expect(store.take([narrow], 'd', 9_000)).toBe(0);
    store.observe(wide, 1); // others used three
    expect(store.take([wide], 'e', 9_000)).toBe(0);
    expect(store.take([wide], 'f', 9_000)).toBeGreaterThan(0);
    now = 100_000;
    store.pause(wide, 300_000);
    store.pause(wide, 1_000); // does not shorten it
    expect(store.take([wide], 'g', 9_000)).toBe(300_000);
    expect(store.take([{ ...narrow, key: 'other' }], 'g', 9_000)).toBe(0);
    now = 400_000;
    expect(store.take([wide], 'g', 9_000)).toBe(0);
  });
});

describe('a limited client', () => {
  it('never passes the limit in any span, as the exchange sees it, and loses nothing', async () => {
    const client = make(limiter());
    exchange.fault = () => (Math.random() < 0.3 ? 'slow' : 'none');
    await Promise.all(Array.from({ length: 17 }, () => client.market.tickers()));
    const times = arrivals('tickers');
    expect(times).toHaveLength(17);
    expect(densest(times, 1_000)).toBeLessThanOrEqual(5);
    // a place that is not given back is held for 30 s
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(20_000);
  });

  it('by operation and scope: others do not wait; one limiter serves many clients', async () => {
    const shared = limiter();
    const sent: { path: string; time: number }[] = [];
    const noting = (request: Request, init?: RequestInit) => {
      sent.push({ path: new URL(request.url).pathname, time: performance.now() });
      return fetch(request, init);
    };
    const [one, same, other] = [credentials, credentials, { ...credentials, apiKey: 'other' }].map((own) =>
      make(shared, { credentials: own, fetch: noting }),
    );
    await Promise.all(
      [one, same, other].flatMap((client) => Array.from({ length: 4 }, () => client?.account.assets())),
    );
    const times = sent.map(({ time }) => time);
    expect(times).toHaveLength(12);
    expect(densest(times, 900)).toBe(8); // four for each of two keys
    sent.length = 0;
    const calls = [...Array.from({ length: 5 }, () => one?.account.assets()), one?.trade.placeOrder({})];
    await Promise.all(calls);
    const paths = sent.map(({ path }) => path.split('/').at(-1));
    expect(paths.indexOf('place-order')).toBeLessThan(paths.lastIndexOf('assets'));
  });

  it('the whole address is one window', async () => {
    const client = make(limiter({ perMinute: 3, maxWaitMs: 50 }));
    await Promise.all([client.market.tickers(), client.account.assets(), client.market.tickers()]);
    const error = await thrown(client.account.assets());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: 'queue-timeout', operation: 'v3:account.assets' });
    expect(exchange.journal).toHaveLength(3);
  });

  it('queues within bounds, in order, and lets go of those who give up', async () => {
    const client = make(limiter({ maxQueue: 3 }));
    const done: string[] = [];
    const call = (name: string, signal?: AbortSignal) =>
      client.market.tickers({ name }, { signal }).then(
        () => done.push(name),
        (error: unknown) => done.push(`${name}: ${Object(error).code ?? error}`),
      );
    const controller = new AbortController();
    const calls = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => call(name));
    calls.push(call('gone', controller.signal), call('g'), call('h'));
    await expect.poll(() => done.length).toBeGreaterThan(5);
    expect(done.slice(0, 6).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'h: queue-full']);
    controller.abort('left');
    await Promise.all(calls);
    expect(done.slice(6)).toEqual(['gone: left', 'f', 'g']);
  });

  it('believes the exchange’s count of what is left', async () => {
    const left = ['1', '0'];
    const fetch = async () =>
      new Response('{"code":"00000","data":1}', { headers: { 'x-mbx-used-remain-limit': left.shift() ?? '4' } });
    const client = make(limiter({ maxWaitMs: 100 }), { fetch });
    await client.market.tickers();
    await client.market.tickers();
    expect(await thrown(client.market.tickers())).toMatchObject({ code: 'queue-timeout' });
  });

  /** Calls `first`, and says whether tickers, which have nothing to do with it, still get through at once. */
  const afterwards = async (
    first: (client: TestClient) => Promise<unknown>,
    response: (path: string) => Response,
    options: Parameters<typeof limiter>[0] = {},
  ) => {
    const fetch = async (request: Request) => response(new URL(request.url).pathname);
    const client = make(limiter({ maxWaitMs: 100, ...options }), { fetch });
    await thrown(first(client));
    return thrown(Promise.all([client.market.tickers(), client.market.tickers()]).then((both) => both.length));
  };
  const left = (path: string, remaining: string) => (asked: string) =>
    new Response('{"code":"00000","data":1}', {
      headers: asked.endsWith(path) ? { 'x-mbx-used-remain-limit': remaining } : {},
    });

  it.each([
    ['an operation without a limit that we know', 'public/time', '0', {}],
    ['an operation whose limit is larger than documented', 'account/assets', '19', {}],
    ['a part of a limit', 'account/assets', '3', { share: 0.5 }],
  ])('never takes what is left of %s for the address’s', async (_, path, remaining, options) => {
    const call = (client: TestClient) => (path === 'public/time' ? client.public.time() : client.account.assets());
    expect(await afterwards(call, left(path, remaining), options)).toBe('nothing thrown: 2');
  });

  it('takes its own part of what the exchange says is left', async () => {
    const asked: string[] = [];
    const fetch = async (request: Request) => {
      asked.push(request.url);
      return left('assets', '3')(new URL(request.url).pathname);
    };
    const client = make(limiter({ maxWaitMs: 100, share: 0.5 }), { fetch }); // two of four; three left are 1.5
    const calls = [client.account.assets(), client.account.assets()];
    expect(await Promise.all(calls)).toEqual([1, 1]);
    expect(await thrown(client.account.assets())).toMatchObject({ code: 'queue-timeout' });
  });

  it('429 fills the windows of its operation, and no other', async () => {
    const response = (asked: string) =>
      asked.endsWith('tickers')
        ? new Response('{"code":"00000","data":1}')
        : new Response('{"code":"429","msg":"too many"}', { status: 429 });
    expect(await afterwards((client) => client.public.time(), response)).toBe('nothing thrown: 2');
    expect(await afterwards((client) => client.account.assets(), response)).toBe('nothing thrown: 2');
    const client = make(limiter({ maxWaitMs: 100 }), { fetch: async (request) => response(request.url) });
    expect(await thrown(client.account.assets())).toMatchObject({ code: '429' });
    expect(await thrown(client.account.assets())).toMatchObject({ code: 'queue-timeout' });
  });

  it('stops every client that shares its store when one has to wait for minutes', async () => {
    const store = memoryStore();
    let sent = 0;
    const fetch = async () => {
      sent++;
      return new Response('{"code":"429","msg":"too many"}', { status: 429, headers: { 'retry-after': '300' } });
    };
    const [first, second] = [1, 2].map(() => make(limiter({ store, maxWaitMs: 50 }), { fetch, retries: false }));
    expect(await thrown(first?.market.tickers() ?? Promise.resolve())).toMatchObject({ code: '429', retryAfter: 300 });
    const other = await thrown(second?.account.assets() ?? Promise.resolve());
    expect(other).toMatchObject({ code: 'queue-timeout' });
    expect(sent).toBe(1);
  });

  it('sends nothing when its store fails', async () => {
    const store: LimitStore = {
      take: () => Promise.reject(new Error('down')),
      settle: () => {},
      observe: () => {},
      pause: () => {},
    };
    const error = await thrown(make(limiter({ store })).market.tickers());
    expect(error).toMatchObject({ code: 'limit-store', cause: 'down' });
    expect(exchange.journal).toEqual([]);
  });

  it('takes no place that its store gave too long ago: the lease may be over before the request is', async () => {
    const system = virtualSystem();
    const places = memoryStore(() => system.monotonic());
    const taken: string[] = [];
    const given: string[] = [];
    const delays = [5_000, 10, 10];
    const store: LimitStore = {
      ...places,
      async take(windows, id, leaseMs) {
        const wait = await places.take(windows, id, leaseMs);
        if (wait === 0) taken.push(id);
        await system.sleep(delays.shift() ?? 0);
        return wait;
      },
      settle(windows, id, arrivesMs) {
        given.push(`${id}: ${arrivesMs}`);
        return places.settle(windows, id, arrivesMs);
      },
    };
    const client = make(limiter({ store }), {
      system,
      clock: undefined,
      fetch: async () => Response.json({ code: '0' }),
    });
    await system.run(client.market.tickers());
    expect(taken).toHaveLength(2);
    expect(new Set(taken).size).toBe(2);
    expect(given).toEqual([`${taken[0]}: undefined`, `${taken[1]}: 0`]);
  });

  it('close() leaves no one waiting', async () => {
    const client = make(limiter());
    let done = 0;
    const calls = Array.from({ length: 9 }, () => thrown(client.market.tickers().finally(() => done++)));
    await expect.poll(() => done).toBe(5);
    await client.close();
    expect((await Promise.all(calls)).filter((error) => Object(error).code === 'closed')).toHaveLength(4);
  });
});

it.each([50, 0, -1, NaN])('a share of %d is no part of a limit', (share) => {
  expect(() => limiter({ share })).toThrow(`[@bitget-spec/client] share is ${share}, limiter: give a part of 1`);
});
