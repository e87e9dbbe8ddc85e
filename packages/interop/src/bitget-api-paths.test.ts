import { RestClientV2, RestClientV3 } from 'bitget-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Meeting, meet, type Thrown } from '../test/bitget-api.js';

let m: Meeting;
beforeAll(async () => {
  m = await meet();
});
afterAll(() => m.close());

// These measure the client's clock, or give its own name.
const OWN = /^(constructor|getClientType|fetchServerTime|fetchLatencySummary)$/;

/** Calls every method of a client without parameters and returns the paths that the exchange does not know. */
async function unknownPaths(client: object, methods: object): Promise<{ calls: number; unknown: string[] }> {
  const call = (name: string, ...given: unknown[]): Promise<unknown> => Reflect.get(client, name).apply(client, given);
  const names = Object.getOwnPropertyNames(methods).filter((name) => !OWN.test(name));
  for (const name of names) {
    await new Promise((resolve) => resolve(call(name, {}))).catch((thrown: Thrown | Error) => {
      // The margin calls take the kind of margin first.
      if (thrown instanceof Error) return call(name, 'crossed', {}).catch(() => undefined);
      return undefined;
    });
  }
  const asked = m.exchange.journal.list();
  m.exchange.journal.clear();
  const unknown = asked.filter(({ code }) => code === '40404').map(({ method, path }) => `${method} ${path}`);
  return { calls: asked.length, unknown: [...new Set(unknown)].sort() };
}

it('knows every path that is asked for, but for those that are the client’s own', async () => {
  const { v2, v3 } = m.clients('test-key');
  const classic = await unknownPaths(v2, RestClientV2.prototype);
  expect(classic.calls).toBeGreaterThan(290);
  // The official pages and the Go client have these under /api/v2/margin/market.
  // It writes `${marginType}` itself into six others.
  expect(classic.unknown.filter((path) => !path.includes('%7BmarginType%7D'))).toEqual([
    'GET /api/v2/mix/market/isolated-borrow-rate',
    'GET /api/v2/mix/market/loan-growth',
    'GET /api/v2/mix/market/long-short-ratio',
  ]);
  const unified = await unknownPaths(v3, RestClientV3.prototype);
  expect(unified.calls).toBeGreaterThan(200);
  expect(unified.unknown.filter((path) => !path.includes('/stockplus/'))).toEqual([
    'POST /api/v3/account/sub-deposit-records', // Sources differ; live clients of others send a GET.
  ]);
});
