import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { densest } from '../../test/densest.js';
import { type Exchange, type Fault, startExchange } from '../../test/exchange.js';
import {
  type ClientOptions,
  ClosedError,
  type HttpClient,
  InvalidResponseError,
  limiter,
  NetworkError,
  RateLimitError,
  type ResponseEvent,
  TimeoutError,
} from '../index.js';
import { connect } from '../runtime.js';
import { undiciTransport } from '../transport/undici.js';

interface Operation {
  parameters: { query?: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } }; 400: { content: { 'application/json': unknown } } };
}
type Client = TestClient & { http: HttpClient<Record<string, { get: Operation; post: Operation }>> };

const TICKERS = '/api/v3/market/tickers';
const ORDER = '/api/v3/trade/place-order';

let exchange: Exchange;
const clients: Client[] = [];
beforeAll(async () => {
  exchange = await startExchange();
});
afterAll(() => exchange.close());
beforeEach(() => {
  exchange.fault = () => 'none';
  exchange.journal.length = 0;
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.close())));

const paths = () => exchange.journal.map(({ path }) => path.slice(8));
const fail = (fault: Fault) => {
  exchange.fault = (path) => (path.endsWith('time') ? 'none' : fault);
};
const shown = (error: unknown) => `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${error}`;

describe.each([
  ['fetch', () => undefined],
  ['undici', undiciTransport],
])('client.http, by %s,', (_, transport) => {
  const make = (options: ClientOptions = {}) => {
    const client = connect<Client>(routes, { credentials, baseUrl: exchange.url, fetch: transport(), ...options });
    clients.push(client);
    return client;
  };

  it('keeps the limits, together with the calls', async () => {
    const client = make({ limits: limiter({ maxWaitMs: 1_100 }) });
    const requests = Array.from({ length: 40 }, (_, index) =>
      index % 2 ? client.market.tickers() : client.http.GET(TICKERS),
    );
    await Promise.all(requests.map(thrown));
    const times = exchange.journal.map(({ time }) => time);
    expect(times.length).toBeGreaterThanOrEqual(20);
    expect(densest(times, 1_000)).toBeLessThanOrEqual(20);
  });

  it('waits before it signs, and is notified where there is no place', async () => {
    const limits = limiter({ maxWaitMs: 50, perMinute: 1 });
    const client = make({ limits });
    await client.http.GET(TICKERS);
    const error = await thrown(client.http.POST(ORDER, { body: { clientOid: 'never' } }));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: 'queue-timeout', operation: 'v3:trade.placeOrder' });
    expect(paths()).toEqual(['market/tickers']);
  });

  it('learns from 429, and returns it', async () => {
    const client = make({ limits: limiter({ maxWaitMs: 50 }) });
    fail('429');
    const { error, response } = await client.http.GET(TICKERS);
    expect([response.status, error]).toMatchObject([429, { code: '429' }]);
    expect(await thrown(client.market.tickers())).toMatchObject({ code: 'queue-timeout' });
  });

  it('ends in time, the body included, by the client’s limit or its own', async () => {
    fail('hang-before');
    const client = make({ timeoutMs: 500 });
    const error = await thrown(client.http.POST(ORDER, { body: { clientOid: 'late' } }));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ code: 'timeout', operation: 'v3:trade.placeOrder', sent: true });
    expect(String(error)).toContain('no response in 500 ms');
    expect(await thrown(client.http.GET(TICKERS, { timeoutMs: 5 }))).toMatchObject({ code: 'timeout' });
    const dripping = createServer((socket) => {
      socket.on('error', () => {});
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"code"');
    }).listen(0, '127.0.0.1');
    await once(dripping, 'listening');
    const baseUrl = `http://127.0.0.1:${(dripping.address() as AddressInfo).port}`;
    expect(await thrown(make({ baseUrl, timeoutMs: 100 }).http.GET(TICKERS))).toBeInstanceOf(TimeoutError);
    dripping.close();
  });

  it('sends nothing twice', async () => {
    const faults: Fault[] = ['cut-before', 'cut-after', '429', '40010-before', '502-before', 'hang-before'];
    for (const fault of faults) {
      fail(fault);
      exchange.journal.length = 0;
      const client = make({ timeoutMs: 500 });
      await thrown(client.http.POST(ORDER, { body: { clientOid: fault } }));
      await thrown(client.http.GET(TICKERS));
      expect(paths().sort(), fault).toEqual(['market/tickers', 'public/time', 'trade/place-order']);
    }
  });

  it('throws errors without secrets', async () => {
    fail('cut-after');
    const cut = await thrown(make().http.POST(ORDER, { body: { clientOid: 'cut' } }));
    expect(cut).toBeInstanceOf(NetworkError);
    expect(cut).toMatchObject({ code: 'network', sent: true, operation: 'v3:trade.placeOrder' });
    // a server that sends back what it got, as no HTTP
    const echo = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (chunk) => socket.end(`no HTTP ${chunk}`));
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const baseUrl = `http://127.0.0.1:${(echo.address() as AddressInfo).port}`;
    const error = await thrown(make({ baseUrl }).http.GET('/api/v3/account/assets'));
    expect(error).toBeInstanceOf(NetworkError);
    expect(shown(error)).not.toMatch(/the-key|the-secret|the-pass|ACCESS|data:|no HTTP/i);
    echo.close();
  });

  it('hides a page that is no JSON', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n<p>the-key</p>'));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const error = await thrown(make({ baseUrl }).http.GET(TICKERS));
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(error).toMatchObject({ operation: 'v3:market.tickers', status: 200 });
    expect(shown(error)).not.toMatch(/the-key/);
    const { data } = await make({ baseUrl }).http.GET(TICKERS, { parseAs: 'text' });
    expect(data).toBe('<p>the-key</p>');
    server.close();
  });

  it('notifies the hooks, which may add headers', async () => {
    const onRequest = vi.fn(({ setHeader }) => setHeader('traceparent', 'trace'));
    const onResponse = vi.fn((_event: ResponseEvent) => {});
    const client = make({ onRequest, onResponse });
    await client.http.GET(TICKERS, { params: { query: { symbol: 'A' } } });
    expect(onRequest.mock.calls[0]?.[0]).toMatchObject({
      operation: 'v3:market.tickers',
      method: 'GET',
      url: `${exchange.url}${TICKERS}?symbol=A`,
      attempt: 1,
    });
    expect(onResponse.mock.calls[0]?.[0]).toMatchObject({ status: 200, error: undefined, path: TICKERS });
    expect(onResponse.mock.calls[0]?.[0].call).toBe(onRequest.mock.calls[0]?.[0].call);
    expect(exchange.journal[0]?.headers.traceparent).toBe('trace');
    fail('cut-before');
    await thrown(client.http.GET('/api/v3/unheard/of'));
    expect(onResponse.mock.calls.at(-1)?.[0]).toMatchObject({
      operation: 'GET /api/v3/unheard/of',
      status: undefined,
      error: { code: 'network' },
    });
  });

  it('ends with close() and with a signal', async () => {
    fail('hang-before');
    const client = make();
    const reason = new Error('enough');
    const controller = new AbortController();
    const aborted = thrown(client.http.GET(TICKERS, { signal: controller.signal }));
    const order = thrown(client.http.POST(ORDER, { body: { clientOid: 'closing' } }));
    await expect.poll(() => paths()).toContain('trade/place-order');
    controller.abort(reason);
    expect(await aborted).toBe(reason);
    await client.close();
    expect(await order).toBeInstanceOf(ClosedError);
    expect(await order).toMatchObject({ sent: true });
    expect(await thrown(client.http.GET(TICKERS))).toMatchObject({ code: 'closed' });
  });

  it('signs by the exchange’s clock, and after middleware, what goes out', async () => {
    const client = make();
    const seen: boolean[] = [];
    client.http.use({
      onRequest({ request }) {
        seen.push(request.headers.has('access-sign'));
        const url = request.url.replace('symbol=a', 'symbol=b');
        return new Request(url, request);
      },
    });
    const { data } = await client.http.GET('/api/v3/trade/order-info', {
      params: { query: { clientOid: 'none', symbol: 'a' } },
    });
    expect(data).toBe(undefined); // it does not exist
    await client.account.assets({ symbol: 'a' });
    expect(seen).toEqual([false, false, false]); // the time was asked for once, by either way
    const signed = exchange.journal.filter(({ headers }) => headers['access-sign']);
    expect(signed.map(({ query }) => query.get('symbol'))).toEqual(['b', 'b']);
    expect(paths()[0]).toBe('public/time');
  });

  it('is openapi-fetch: data or error, responses, parseAs, fetch and middleware of one request', async () => {
    const client = make();
    const { data, error, response } = await client.http.GET(TICKERS);
    expect(data).toMatchObject({ code: '00000', data: [] });
    expect(error).toBe(undefined);
    expect(response).toBeInstanceOf(Response);
    expect(response.url).toBe(`${exchange.url}${TICKERS}`);
    const refused = await client.http.request('get', '/api/v3/trade/order-info', {});
    expect([refused.response.status, refused.data, refused.error]).toMatchObject([400, undefined, { code: '25204' }]);
    expect((await client.http.GET(TICKERS, { parseAs: 'text' })).data).toContain('"00000"');
    const stream = await client.http.GET(TICKERS, { parseAs: 'stream' });
    expect(stream.data).toBeInstanceOf(ReadableStream);
    const fetch = vi.fn(async (_request: Request) => Response.json({ code: '00000', data: 'mine' }));
    expect((await client.http.GET(TICKERS, { fetch })).data).toMatchObject({ data: 'mine' });
    expect(fetch.mock.calls[0]?.[0]).toBeInstanceOf(Request);
    class Mine extends Error {}
    client.http.use({
      onResponse: ({ response }) => {
        if (!response.ok) throw new Mine();
      },
    });
    expect(await thrown(client.http.GET('/api/v3/trade/order-info'))).toBeInstanceOf(Mine);
    fail('cut-before');
    const onError = vi.fn(({ error }) => (error instanceof NetworkError ? Response.json({ instead: 1 }) : undefined));
    client.http.use({ onError });
    expect((await client.http.GET(TICKERS)).data).toEqual({ instead: 1 });
  });
});
