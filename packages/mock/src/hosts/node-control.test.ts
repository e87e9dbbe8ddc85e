import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apis, NOW } from '../../test/small-exchange.js';
import { createMockExchange, type Listening } from './node.js';

const exchange = createMockExchange({ apis, now: NOW });
let mock: Listening;
beforeAll(async () => {
  mock = await exchange.listen({ port: 0 });
});
afterAll(() => mock.close());

/** Status of `GET /__mock/clock` with these headers; `fetch` sets no `host`. */
function status(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { port } = mock;
    request({ host: '127.0.0.1', port, path: '/__mock/clock', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('control over HTTP', () => {
  it('answers this machine', async () => {
    expect(await (await fetch(`${mock.url}/__mock/clock`)).json()).toEqual({ now: NOW, running: false });
    const body = JSON.stringify({ advance: 10 });
    expect((await fetch(`${mock.url}/__mock/clock`, { method: 'POST', body })).status).toBe(200);
    expect(exchange.clock.now()).toBe(NOW + 10);
  });

  it.each([
    [{ host: 'localhost:80' }, 200],
    [{ host: '[::1]:80' }, 200],
    [{ host: 'mock.localhost' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: '127.0.0.1.evil.example:80' }, 403],
    [{ origin: 'http://localhost:5173' }, 200],
    [{ origin: 'https://evil.example' }, 403],
  ])('%j: %i', async (headers: Record<string, string>, expected) => {
    expect(await status(headers)).toBe(expected);
  });

  it('takes the address that a test says it has', async () => {
    const account = { apiKey: 'listed', ips: ['203.0.113.9'] };
    const body = JSON.stringify(account);
    expect((await fetch(`${mock.url}/__mock/accounts`, { method: 'POST', body })).status).toBe(200);
    expect(exchange.accounts.list()).toContainEqual(account);
  });
});
