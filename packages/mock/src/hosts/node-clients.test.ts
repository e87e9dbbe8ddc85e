import { connect, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apis, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange, type Listening } from './node.js';

const PATH = '/api/v3/market/tickers?category=SPOT';
const many = Array.from({ length: 500 }, (_, index) => ({ symbol: `A${index}`, lastPrice: '1', ts: String(NOW) }));
const exchange = createMockExchange<Record<string, { request: unknown; response: unknown }>>({
  apis,
  now: NOW,
  overrides: { 'v3:market.tickers': (_, { fields }) => (fields.symbol === 'MANY' ? many : undefined) },
});
let mock: Listening;
beforeAll(async () => {
  mock = await exchange.listen({ port: 0 });
});
afterAll(() => mock.close());

const body = '{"category":"SPOT","symbol":"A","qty":"1","side":"buy"}';
const order = signed('POST', '/api/v3/trade/place-order', body);
const orderHeaders = Object.entries(order.headers)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

const open = () =>
  new Promise<Socket>((resolve) => {
    const socket = connect(mock.port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => {});
  });

/** All that comes until there are so many responses, or the other side is done. */
function responses(socket: Socket, count: number): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if ((text.match(/HTTP\/1\.1 \d/g) ?? []).length >= count && text.endsWith('}')) resolve(text);
    });
    socket.on('close', () => resolve(text));
  });
}

describe('compressed', () => {
  const send = (bytes: Uint8Array, encoding: string) =>
    fetch(mock.url + order.url, {
      method: 'POST',
      headers: { ...(order.headers as Record<string, string>), 'content-encoding': encoding },
      body: new Uint8Array(bytes),
    });

  it.each([
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
    ['br', brotliCompressSync(body)],
    ['GZIP', gzipSync(body)],
  ])('bodies are taken: %s', async (encoding, bytes) => {
    expect((await send(bytes, encoding)).status).toBe(200);
  });

  it('bodies that unpack to more than 1 MB are refused', async () => {
    expect((await send(gzipSync(Buffer.alloc(200_000_000)), 'gzip')).status).toBe(413);
  });

  it('bodies that are not what they say are refused', async () => {
    const broken = await send(gzipSync(body).subarray(0, 20), 'gzip');
    expect([broken.status, await broken.json()]).toEqual([400, expect.objectContaining({ code: '40020' })]);
    expect((await send(Buffer.from(body), 'constructor')).status).toBe(415);
  });

  it('large responses are sent to who asks so', async () => {
    const ask = async (encoding: string) => {
      const socket = await open();
      const text: Buffer[] = [];
      const done = new Promise((resolve) => socket.on('close', resolve));
      socket.on('data', (chunk) => text.push(chunk));
      const line = `GET ${PATH}&symbol=MANY HTTP/1.1\r\nhost: x\r\nconnection: close\r\n`;
      socket.write(`${line}accept-encoding: ${encoding}\r\n\r\n`);
      await done;
      return Buffer.concat(text);
    };
    const packed = await ask('br, gzip');
    const start = packed.indexOf('\r\n\r\n') + 4;
    expect(packed.subarray(0, start).toString()).toMatch(/content-encoding: gzip/i);
    expect(JSON.parse(gunzipSync(packed.subarray(start)).toString()).data).toHaveLength(500);
    expect((await ask('gzip;q=0, *')).toString()).not.toMatch(/content-encoding/i);
  });
});

describe('HTTP/1.1', () => {
  it('takes pipelined orders in the order they came', async () => {
    exchange.reset();
    const socket = await open();
    const packed = gzipSync(body);
    const plain = `POST ${order.url} HTTP/1.1\r\nhost: x\r\n${orderHeaders}`;
    const get = `GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`;
    const received = responses(socket, 5);
    socket.write(
      Buffer.concat([
        Buffer.from(`${plain}content-encoding: gzip\r\ncontent-length: ${packed.length}\r\n\r\n`),
        packed,
        Buffer.from(`${get}${plain}content-length: ${body.length}\r\n\r\n${body}${get}`),
        Buffer.from(`${plain}transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`),
      ]),
    );
    expect((await received).match(/HTTP\/1\.1 200/g)).toHaveLength(5);
    const asked = exchange.journal.list().map(({ operation }) => operation);
    const [place, tickers] = ['v3:trade.placeOrder', 'v3:market.tickers'];
    expect(asked).toEqual([place, tickers, place, tickers, place]);
    socket.destroy();
  });

  it('keeps responses in order when the first is late', async () => {
    exchange.reset();
    exchange.faults.add({ count: 1, fault: { delay: 60 } });
    const socket = await open();
    const received = responses(socket, 2);
    socket.write(['AAA', 'BBB'].map((symbol) => `GET ${PATH}&symbol=${symbol} HTTP/1.1\r\nhost: x\r\n\r\n`).join(''));
    expect(await received).toMatch(/AAA.*BBB/s);
    socket.destroy();
  });

  it('keeps the connection', async () => {
    const socket = await open();
    for (let turn = 0; turn < 3; turn++) {
      const received = responses(socket, 1);
      socket.write(`GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`);
      expect(await received).toMatch(/^HTTP\/1\.1 200.*keep-alive/is);
      socket.removeAllListeners('data');
    }
    socket.destroy();
  });

  it('answers who is done talking', async () => {
    const socket = await open();
    const received = responses(socket, 1);
    socket.end(`GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`);
    expect(await received).toMatch(/^HTTP\/1\.1 200/);
  });

  it('answers HEAD without a body, with its length', async () => {
    const response = await fetch(mock.url + PATH, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(50);
  });

  it('answers OPTIONS with what there is', async () => {
    const response = await fetch(mock.url + PATH, { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, DELETE, OPTIONS']);
  });
});

describe('clients that misbehave', () => {
  const quick = async () => {
    const start = performance.now();
    expect((await fetch(mock.url + PATH)).status).toBe(200);
    return performance.now() - start;
  };

  it('hold nobody up when they are slow or half open', async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, open));
    // Some send their headers, some their body drop by drop; some stop half way; some read nothing.
    sockets.forEach((socket, index) => {
      if (index % 5 === 0) socket.write(`GET ${PATH} HTTP/1.1\r\nx: `);
      if (index % 5 === 1) socket.write(`POST ${order.url} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n{`);
      if (index % 5 === 2) socket.write('G');
      if (index % 5 === 3) socket.end(`POST ${order.url} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n`);
      if (index % 5 === 4) {
        socket.pause();
        socket.write(`GET ${PATH}&symbol=MANY HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(200));
      }
    });
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a');
    }, 5);
    await quick(); // after the two thousand responses that were asked for before
    const times = [];
    for (let turn = 0; turn < 100; turn++) times.push(await quick());
    clearInterval(drip);
    for (const socket of sockets) socket.destroy();
    times.sort((left, right) => left - right);
    // who waits for one of them waits until that is cut, for five seconds and more
    expect(times[50]).toBeLessThan(250);
    expect(times[99]).toBeLessThan(4_000);
  });

  it('are not missed when they go away', async () => {
    exchange.reset();
    for (const text of [
      `POST ${order.url} HTTP/1.1\r\nhost: x\r\n${orderHeaders}content-length: 500\r\n\r\n{"category"`,
      `GET ${PATH} HTTP/1.1\r\n`,
      `GET ${PATH} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(50),
    ]) {
      const socket = await open();
      socket.write(text);
      await new Promise((resolve) => setTimeout(resolve, 10));
      socket.resetAndDestroy();
    }
    await quick();
    expect(exchange.journal.list({ operation: 'v3:trade.placeOrder' })).toEqual([]);
  });
});
