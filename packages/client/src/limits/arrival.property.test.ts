import fc from 'fast-check';
import { expect, it } from 'vitest';
import { credentials, type TestClient } from '../../test/client.js';
import { densest } from '../../test/densest.js';
import { type VirtualSystem, virtualSystem } from '../../test/virtual.js';
import { type HttpClient, limiter } from '../index.js';
import { connectCore, createClock, type Fetch, http } from '../runtime.js';

const ASSETS = '/api/v3/account/assets';

interface Operation {
  parameters: { query?: Record<string, unknown> };
  responses: { 200: { content: { 'application/json': unknown } } };
}
type Client = TestClient & { http: HttpClient<Record<string, { get: Operation }>> };

/** What becomes of a request. */
interface Fate {
  kind: 'answered' | 'limited' | 'lost' | 'cut' | 'gateway' | 'refused';
  latencyMs: number;
}

/** Requests begin `pauseMs` after one another, as calls or through `client.http`, and some are given up. */
interface Attempt extends Fate {
  pauseMs: number;
  raw: boolean;
  abortMs: number | undefined;
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  kind: fc.constantFrom('answered', 'answered', 'answered', 'limited', 'lost', 'lost', 'cut', 'gateway', 'refused'),
  latencyMs: fc.nat(1_500),
  pauseMs: fc.oneof(fc.constant(0), fc.nat(4_000)),
  raw: fc.boolean(),
  abortMs: fc.option(fc.nat(2_000), { nil: undefined }),
});

/**
 * A network that keeps what it gets and lets it go every `burstMs`, but what the exchange has responded to, before that. The
 * exchange keeps the system's time.
 */
function network(system: VirtualSystem, fates: Fate[], burstMs: number) {
  const arrivals: number[] = [];
  const respond = (kind: Fate['kind'], arrivedMs: number) => {
    if (kind === 'gateway') return new Response('<html>', { status: 504 });
    const requestTime = system.now() - (system.monotonic() - arrivedMs);
    return kind === 'limited'
      ? Response.json({ code: '429', requestTime }, { status: 429 })
      : Response.json({ code: '00000', requestTime, data: 1 });
  };
  const fetch: Fetch = async (request, init) => {
    const { kind, latencyMs } = fates.shift() ?? { kind: 'answered', latencyMs: 0 };
    if (kind === 'refused')
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(), { syscall: 'connect' }) });
    const sent = system.monotonic();
    const expiresMs = Number(request.headers.get('access-timestamp')) + 30_000 - system.now();
    const arrives = Math.min(Math.ceil(sent / burstMs) * burstMs, sent + expiresMs);
    const { signal } = init ?? {};
    const gone = new Promise<boolean>((resolve) => signal?.addEventListener('abort', () => resolve(true)));
    const over = kind === 'lost' ? gone : Promise.race([system.sleep(latencyMs).then(() => false), gone]);
    if (await over) {
      arrivals.push(arrives);
      throw signal?.reason;
    }
    const proven = kind === 'answered' || kind === 'limited';
    const arrived = proven ? Math.min(arrives, system.monotonic()) : arrives;
    arrivals.push(arrived);
    if (kind === 'cut') throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    return respond(kind, arrived);
  };
  return { arrivals, fetch };
}

const connect = (system: VirtualSystem, count: number, fetch: Fetch, aheadMs = 0) =>
  connectCore<Client>(
    { base: '/api/v3/', table: `GET account/assets ${count}/1/uid` },
    {
      system,
      credentials,
      fetch,
      timeoutMs: 1_000,
      clock: createClock(aheadMs, system),
      use: [http(), limiter({ maxWaitMs: 1e9, maxQueue: 1e6 })],
    },
  );

it('property: never more than count in any span, whenever requests arrive, responded to or lost', async () => {
  const property = fc.asyncProperty(
    fc.array(attempt, { minLength: 5, maxLength: 40 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 500, max: 70_000 }),
    fc.oneof(fc.constant(0), fc.integer({ min: -29_000, max: 29_000 })),
    async (attempts, count, burstMs, aheadMs) => {
      const system = virtualSystem();
      const { arrivals, fetch } = network(system, [...attempts], burstMs);
      const client = connect(system, count, fetch, aheadMs);
      const calls: Promise<unknown>[] = [];
      const all = async () => {
        for (const { pauseMs, raw, abortMs } of attempts) {
          await system.sleep(pauseMs);
          const controller = new AbortController();
          const { signal } = controller;
          if (abortMs !== undefined) system.setTimeout(() => controller.abort('left'), abortMs);
          const call = raw ? client.http.GET(ASSETS, { signal }) : client.account.assets({}, { signal });
          calls.push(call.catch(() => {}));
        }
        await Promise.all(calls);
      };
      await system.run(all());
      expect(densest(arrivals, 1_000)).toBeLessThanOrEqual(count);
    },
  );
  await fc.assert(property, { numRuns: process.env.SOAK ? 20_000 : 200 });
}, 3_600_000);

it.each([
  [20, 0.975],
  [100, 0.9],
])('a response in %i ms leaves %d of the limit', async (latencyMs, part) => {
  const system = virtualSystem();
  const fates = Array.from({ length: 300 }, () => ({ kind: 'answered' as const, latencyMs }));
  const { arrivals, fetch } = network(system, fates, 1);
  const client = connect(system, 10, fetch);
  await system.run(Promise.all(Array.from({ length: 300 }, () => client.account.assets())));
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000;
  expect(290 / seconds).toBeGreaterThan(10 * part);
});

it.each<[string, number, Fate['kind'][]]>([
  ['a lost one, 32 s after sending where the exchange has shown its time', 33_001, ['answered', 'lost']],
  ['a lost one, 62 s after sending where it has not', 63_001, ['lost']],
  ['one that a gateway responded to as if it were lost', 63_001, ['gateway']],
  ['one that was refused for coming too soon, after its response', 1_001, ['limited']],
  ['one that was never sent, at once', 0, ['refused']],
])('the place of a request counts from when it can no longer arrive: %s', async (_, afterMs, kinds) => {
  const system = virtualSystem();
  const { fetch } = network(
    system,
    [...kinds].map((kind) => ({ kind, latencyMs: 0 })),
    1,
  );
  let last = 0;
  const client = connect(system, 1, (request, init) => {
    last = system.monotonic();
    return fetch(request, init);
  });
  const calls = async () => {
    for (const kind of kinds) if (kind !== 'refused') await client.account.assets().catch(() => {});
  };
  await system.run(calls());
  const sent = last;
  await system.run(client.account.assets().catch(() => client.account.assets()));
  expect(last - sent).toBe(afterMs);
});
