import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apis } from '../../test/small-exchange.js';
import { refuse } from '../core/errors.js';
import { createMockExchange, type Listening } from './node.js';

const PATH = '/api/v3/market/tickers?category=SPOT';
const exchange = createMockExchange({ apis });
let mock: Listening;
beforeAll(async () => {
  mock = await exchange.listen({ port: 0 });
});
afterAll(() => mock.close());

/** Sends bytes and gives back all that comes until the other side is done. */
function raw(text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const socket = connect(mock.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received));
    socket.on('error', () => resolve(received));
  });
}

describe('node host', () => {
  it('answers over HTTP', async () => {
    const response = await fetch(mock.url + PATH);
    expect(await response.json()).toMatchObject({ code: '00000' });
    expect(response.headers.get('x-mbx-used-remain-limit')).toBe('19');
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('answers pipelined requests in order on one connection', async () => {
    const one = (symbol: string, more = '') => `GET ${PATH}&symbol=${symbol} HTTP/1.1\r\nhost: x\r\n${more}\r\n`;
    const received = await raw(one('AAA') + one('BBB') + one('CCC', 'connection: close\r\n'));
    expect(received.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
    expect(received).toMatch(/AAA.*BBB.*CCC/s);
  });

  it('refuses a body over 1 MB', async () => {
    const response = await fetch(`${mock.url}/api/v3/trade/place-order`, {
      method: 'POST',
      body: 'x'.repeat(20_000_000),
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: '40020' });
  });

  it('takes garbage without harm', async () => {
    expect(await raw('\u0000\u0001 nonsense\r\n\r\n')).toContain('400');
    expect(
      await raw('GET http://api.bitget.com/api/v3/none HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'),
    ).toContain('40404');
    expect((await fetch(mock.url + PATH)).status).toBe(200);
  });

  it('answers pages of this machine only', async () => {
    const from = (origin: string) => fetch(mock.url + PATH, { headers: { origin } });
    expect((await from('http://localhost:5173')).headers.get('access-control-allow-origin')).toBe(
      'http://localhost:5173',
    );
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('http://localhost.evil.example')).status).toBe(403);
    expect((await from('null')).status).toBe(403);
    const headers = { origin: 'http://localhost:1', 'access-control-request-headers': 'access-key' };
    const preflight = await fetch(mock.url + PATH, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-headers')).toBe('access-key');
  });

  it('answers pages of the origins that it is told of as well, and no others', async () => {
    const allowOrigins = ['http://192.168.0.5:5173/', 'https://Dev.Example:443', 'capacitor://localhost'];
    const open = await exchange.listen({ port: 0, allowOrigins });
    const from = (origin: string, path = PATH) => fetch(open.url + path, { headers: { origin } });
    for (const origin of ['http://192.168.0.5:5173', 'https://dev.example', 'capacitor://localhost', 'http://[::1]:1'])
      expect((await from(origin)).headers.get('access-control-allow-origin')).toBe(origin);
    for (const origin of ['http://192.168.0.5', 'http://192.168.0.5:51730', 'http://dev.example', 'null']) {
      const refused = await from(origin);
      expect(refused.status).toBe(403);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
    await open.close();
  });

  it.each(['*', 'http://a.example/path', 'a.example', 'null', 'http://*.example', 'http://u@a.example'])(
    'takes no %s for an origin',
    async (origin) => {
      await expect(exchange.listen({ port: 0, allowOrigins: [origin] })).rejects.toThrow(
        `[mock] ${origin} is no origin to allow: write scheme, host and port, as in http://192.168.0.5:5173`,
      );
    },
  );

  it('says what is wrong with a port', async () => {
    await expect(exchange.listen({ port: mock.port })).rejects.toThrow(/in use: choose another/);
    await expect(exchange.listen({ port: 70_000 })).rejects.toThrow(/70000 is no port/);
  });

  it('says that an override failed and goes on', async () => {
    const { error } = console;
    console.error = () => {};
    const overrides = {
      'v3:market.tickers': () => {
        throw new Error('mine');
      },
    };
    const broken = await createMockExchange({ apis, overrides }).listen({ port: 0 });
    const response = await fetch(broken.url + PATH);
    console.error = error;
    expect(await response.json()).toMatchObject({ code: '40015' });
    await broken.close();
  });

  it('cuts off a response that HTTP has no words for, and goes on', async () => {
    const { error } = console;
    const said: unknown[] = [];
    console.error = (...words) => said.push(words.join(' '));
    const overrides = { 'v3:market.tickers': () => refuse('40762', { status: 99_999 }) };
    const odd = await createMockExchange({ apis, overrides }).listen({ port: 0 });
    await expect(fetch(odd.url + PATH)).rejects.toThrow();
    console.error = error;
    expect(said.join()).toMatch(/no words for: RangeError/);
    expect((await fetch(`${odd.url}/api/v3/nothing`)).status).toBe(404);
    await odd.close();
  });
});
