/// <reference types="node" />
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { connectCore } from '../call/connect.js';
import { NetworkError, RateLimitError, TimeoutError } from '../errors/errors.js';
import { http } from '../http/http.js';
import { undiciTransport } from './undici.js';

let server: Server;
let baseUrl: string;
const sockets = new Set<Socket>();
const seen: { url: string | undefined; method: string | undefined; headers: Record<string, unknown>; body: string }[] =
  [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk;
    });
    request.on('end', () => {
      const { url, method, headers } = request;
      seen.push({ url, method, headers, body });
      if (url?.includes('assets')) return; // accepts, never responds
      if (url?.includes('order-info')) return void request.socket.destroy();
      if (url?.includes('set-leverage'))
        return void response
          .writeHead(429, { 'retry-after': '7', 'x-request-id': 'r1' })
          .end('{"code":"429","msg":"slow"}');
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"code":"00000","requestTime":1,"data":{"text":"gr');
      setTimeout(() => response.end(Buffer.concat([Buffer.from('ü'), Buffer.from('n"}}')])), 5);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const make = (more: object = {}) =>
  connectCore<TestClient & { http: { use(...middleware: object[]): void } }>(routes, {
    credentials,
    baseUrl,
    fetch: undiciTransport(),
    use: [http()],
    ...more,
  });

describe('the undici transport', () => {
  it('signs, sends and reads as fetch does', async () => {
    const client = make();
    const response = { text: 'grün' };
    expect(await client.trade.placeOrder({ symbol: 'ä' }, { headers: { 'X-Own': '1' } })).toEqual(response);
    expect(await client.market.tickers({ symbol: '$A' })).toEqual(response);
    const plain = make({ fetch: undefined });
    await plain.trade.placeOrder({ symbol: 'ä' }, { headers: { 'X-Own': '1' } });
    const [light, get, real] = seen.splice(0);
    expect(light?.body).toBe('{"symbol":"ä"}');
    expect(get).toMatchObject({ url: '/api/v3/market/tickers?symbol=%24A', method: 'GET', body: '' });
    const own = ['access-key', 'access-passphrase', 'content-type', 'locale', 'x-own', 'content-length'];
    for (const name of own) expect([name, light?.headers[name]]).toEqual([name, real?.headers[name]]);
    expect(String(light?.headers['access-sign'])).toMatch(/^[\w+/]{43}=$/);
    await Promise.all([client.close(), plain.close()]);
  });
  it('reports errors as they are', async () => {
    const client = make();
    const limited = await thrown(client.account.setLeverage({}));
    expect(limited).toBeInstanceOf(RateLimitError);
    expect(limited).toMatchObject({ retryAfter: 7, requestIds: { 'x-request-id': 'r1' } });
    const cut = await thrown(client.trade.orderInfo({}));
    expect(cut).toBeInstanceOf(NetworkError);
    expect(cut).toMatchObject({ sent: true });
    const refused = await thrown(make({ baseUrl: 'http://127.0.0.1:1' }).trade.placeOrder({}));
    expect(refused).toMatchObject({ code: 'network', sent: false });
    const bad = await thrown(make({ baseUrl: 'no url' }).trade.placeOrder({}));
    expect(bad).toMatchObject({ code: 'not-sent' });
    await client.close();
  });
  it('ends with time and signal, and leaves no socket behind', async () => {
    const before = sockets.size; // the global fetch keeps its own
    const client = make();
    expect(await thrown(client.account.assets({}, { timeoutMs: 30 }))).toBeInstanceOf(TimeoutError);
    const controller = new AbortController();
    const call = thrown(client.account.assets({}, { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('enough')), 20);
    expect(await call).toMatchObject({ message: 'enough' });
    const under = thrown(client.account.assets({}));
    await client.close();
    expect(await under).toMatchObject({ code: 'closed' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(sockets.size).toBeLessThanOrEqual(before);
  });
  it('shows middleware real Requests and Responses', async () => {
    const client = make();
    const kinds: boolean[] = [];
    client.http.use({
      onRequest: ({ request }: { request: unknown }) => void kinds.push(request instanceof Request),
      onResponse: ({ response }: { response: unknown }) => void kinds.push(response instanceof Response),
    });
    expect(await client.trade.placeOrder({ symbol: 'ä' })).toEqual({ text: 'grün' });
    expect(kinds).toEqual([true, true]);
    expect(seen.pop()?.body).toBe('{"symbol":"ä"}');
    await client.close();
  });
  it('takes a dispatcher and leaves it open', async () => {
    const dispatcher = new Agent();
    const client = make({ fetch: undiciTransport({ dispatcher }) });
    await client.public.time();
    await client.close();
    expect(dispatcher.closed).toBe(false);
    await dispatcher.close();
  });
});
