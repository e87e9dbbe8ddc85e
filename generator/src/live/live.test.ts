import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMockExchange, type Listening } from '@bitget-spec/mock/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exitCode } from '../commands/live.js';
import type { JsonObject } from '../load/json.js';
import { type Loaded, loadOwn } from '../load-own.js';
import { printResults } from './print.js';
import { probe, reads } from './probe.js';

let loaded: Loaded[];
let mock: Listening;
beforeAll(async () => {
  loaded = await loadOwn();
  mock = await createMockExchange().listen({ port: 0 });
});
afterAll(() => mock.close());

const doctored: Server[] = [];
afterAll(() => {
  for (const server of doctored) server.close();
});

/** The mock with its responses changed on the way. */
async function doctor(change: (response: JsonObject) => unknown): Promise<string> {
  const server = createServer(async (request, response) => {
    const received = await (await fetch(mock.url + request.url)).json();
    const changed = change(received);
    response.setHeader('content-type', 'application/json');
    response.end(typeof changed === 'string' ? changed : JSON.stringify(changed));
  });
  doctored.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const TICKERS = '/api/v2/spot/market/tickers';

describe('spec:live', () => {
  test('finds the mock as described, call for call', async () => {
    const results = await probe(loaded, { baseUrl: mock.url, rate: 1000 });
    expect(results.filter(({ drifts, refused, unreachable }) => drifts.length || refused || unreachable)).toEqual([]);
    expect(results).toHaveLength(reads(loaded).length);
    expect(results.length).toBeGreaterThan(80);
    expect(exitCode(results)).toBe(0);
  });

  test('reports each difference with the location of its schema', async () => {
    const baseUrl = await doctor((received) => {
      const [first] = received.data as JsonObject[];
      const { open: _open, ...rest } = first as JsonObject;
      return { ...received, data: [{ ...rest, lastPr: 64250.5, mood: 'fine' }] };
    });
    const results = await probe(loaded, { baseUrl, rate: 1000, only: TICKERS });
    expect(exitCode(results)).toBe(1);
    const drifts = results.flatMap((result) => result.drifts);
    expect(drifts.map(({ path, kind }) => `${path} ${kind}`).sort()).toEqual([
      'data[].lastPr type',
      'data[].mood unknown field',
      'data[].open missing',
    ]);
    const type = drifts.find(({ kind }) => kind === 'type');
    expect(type?.file).toBe('spec/v2/spot/market/tickers.yaml');
    const source = loaded.find(({ api }) => api.name === 'v2')?.source;
    const lines = [...(source?.files ?? [])]
      .filter((file) => file.endsWith(type?.file ?? '-'))
      .map((file) => source?.textOf(file).split('\n'));
    expect(lines[0]?.[(type?.line ?? 0) - 1]).toContain('lastPr:');
    expect(printResults(results)).toContain('mend      mood: { type: string, x-source: [live] }');
  });

  test('a refusal of our own example is a difference too', async () => {
    const baseUrl = await doctor(() => ({
      code: '40034',
      msg: 'Parameter does not exist',
      requestTime: 1,
      data: null,
    }));
    const results = await probe(loaded, { baseUrl, rate: 1000, only: TICKERS });
    expect(results.map(({ refused }) => refused)).toEqual(['40034 Parameter does not exist']);
    expect(exitCode(results)).toBe(1);
  });

  test('what is no exchange, and nobody at all, are told apart from differences', async () => {
    const page = await probe(loaded, { baseUrl: await doctor(() => '<html>'), rate: 1000, only: TICKERS });
    expect(page.map(({ unreachable }) => unreachable)).toEqual(['HTTP 200 without JSON']);
    const nobody: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error('ENOTFOUND') }));
    const results = await probe(loaded, { baseUrl: 'https://nowhere.invalid', rate: 1000, fetch: nobody });
    expect(results.map(({ unreachable }) => unreachable)).toEqual(['ENOTFOUND', 'ENOTFOUND', 'ENOTFOUND']);
    expect(exitCode(results)).toBe(2);
  });

  test('takes its time', async () => {
    const started = performance.now();
    await probe(loaded, { baseUrl: mock.url, rate: 20, only: '/api/v2/spot/market/t' });
    const calls = reads(loaded, { only: '/api/v2/spot/market/t' }).length;
    expect(performance.now() - started).toBeGreaterThanOrEqual((calls - 1) * 50 - 5);
  });
});
