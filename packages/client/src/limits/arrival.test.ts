import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { credentials, type TestClient, thrown } from '../../test/client.js';
import { densest } from '../../test/densest.js';
import { type Exchange, startExchange } from '../../test/exchange.js';
import { startProxy, type TestProxy } from '../../test/proxy.js';
import { type ClientOptions, type HttpClient, limiter } from '../index.js';
import { connect, createClock } from '../runtime.js';
import { undiciTransport } from '../transport/undici.js';

const routes = { base: '/api/v3/', table: 'GET market/tickers public 5/1/ip\nGET account/assets 5/1/uid' };
const TICKERS = '/api/v3/market/tickers';

interface Operation {
  parameters: { query?: Record<string, unknown> };
  responses: { 200: { content: { 'application/json': unknown } } };
}
type Client = TestClient & { http: HttpClient<Record<string, { get: Operation }>> };

let exchange: Exchange;
let proxy: TestProxy;
const clients: Client[] = [];
beforeAll(async () => {
  exchange = await startExchange();
  proxy = await startProxy(Number(new URL(exchange.url).port));
});
afterAll(() => Promise.all([proxy.close(), exchange.close()]));
beforeEach(() => {
  exchange.fault = () => 'none';
  exchange.journal.length = 0;
});
afterEach(async () => {
  proxy.release();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
const make = (options: ClientOptions = {}) => {
  const client = connect<Client>(routes, {
    credentials,
    baseUrl: proxy.url,
    clock: createClock(),
    retries: false,
    limits: limiter({ maxWaitMs: 1_500 }),
    ...options,
  });
  clients.push(client);
  return client;
};
const arrivals = () => exchange.journal.map(({ time }) => time);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each([
  ['fetch', () => undefined],
  ['undici', undiciTransport],
])('the exchange never sees more than the limit, by %s,', (_, transport) => {
  const give = (client: Client) => client.market.tickers({}, { timeoutMs: 1_000 });
  const cases: [string, (client: Client) => Promise<unknown>][] = [
    ['calls that gave up', give],
    ['signed calls that gave up', (client) => client.account.assets({}, { timeoutMs: 1_000 })],
    ['calls that were aborted', (client) => client.market.tickers({}, { signal: AbortSignal.timeout(1_500) })],
    ['client.http', (client) => client.http.GET(TICKERS, { timeoutMs: 1_000 })],
  ];
  it.each(cases)('though a proxy keeps %s and lets them go at once', async (_, call) => {
    const client = make({ fetch: transport() });
    proxy.hold = 'requests';
    await Promise.all(Array.from({ length: 15 }, () => thrown(call(client))));
    proxy.release();
    await expect.poll(() => arrivals().length).toBeGreaterThan(0);
    await sleep(150);
    expect(densest(arrivals(), 1_000)).toBeLessThanOrEqual(5);
  });

  it('through a proxy that keeps responses, whoever waits for them', async () => {
    const client = make({ fetch: transport(), limits: limiter() });
    proxy.hold = 'responses';
    const calls = Array.from({ length: 12 }, () => client.market.tickers());
    await expect.poll(() => arrivals().length).toBe(5);
    await sleep(1_200);
    expect(arrivals()).toHaveLength(5);
    proxy.release();
    await Promise.all(calls);
    expect(densest(arrivals(), 1_000)).toBeLessThanOrEqual(5);
    expect(arrivals()).toHaveLength(12);
  });

  it('and what could not be sent is forgotten at once', async () => {
    const gone = await startProxy(1);
    await gone.close();
    const client = make({ fetch: transport(), baseUrl: gone.url });
    const calls = Array.from({ length: 30 }, () => thrown(client.market.tickers()));
    for (const error of await Promise.all(calls)) expect(error).toMatchObject({ code: 'network', sent: false });
  });
});
