/** Requests as other languages' clients write them, byte by byte: signed by hand, over a socket. */
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Meeting, meet } from '../test/bitget-api.js';

let m: Meeting;
beforeAll(async () => {
  m = await meet();
});
afterAll(() => m.close());

interface Said {
  method?: string;
  target: string;
  /** What the signature covers instead of the target. */
  covers?: string;
  body?: string;
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  version?: string;
}

/** A request's bytes. */
function written({ method = 'GET', target, covers = target, body = '', bytes, headers = {}, version = '1.1' }: Said) {
  const time = String(Date.now());
  const all: Record<string, string> = {
    Host: new URL(m.url).host,
    'ACCESS-KEY': 'test-key',
    'ACCESS-PASSPHRASE': 'test-passphrase',
    'ACCESS-TIMESTAMP': time,
    'ACCESS-SIGN': createHmac('sha256', 'test-secret').update(`${time}${method}${covers}${body}`).digest('base64'),
    ...headers,
  };
  const payload = bytes ?? Buffer.from(body);
  if (!('Transfer-Encoding' in all) && method === 'POST') all['Content-Length'] = String(payload.length);
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/${version}\r\n${lines.join('')}\r\n`), payload]);
}

/** Sends bytes on one connection and reads so many responses. */
function talk(bytes: Uint8Array, count = 1): Promise<{ code: string; msg: string; data: unknown }[]> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const socket = connect(Number(new URL(m.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(5_000, () => socket.destroy(new Error(`no response: ${received}`)));
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const responses = split(received);
      if (responses.length < count) return;
      socket.destroy();
      resolve(responses);
    });
  });
}

function split(received: Buffer): { code: string; msg: string; data: unknown }[] {
  const responses = [];
  for (let at = 0; ; ) {
    if (received.toString('latin1', at, at + 12) === 'HTTP/1.1 100') at = received.indexOf('\r\n\r\n', at) + 4;
    const head = received.indexOf('\r\n\r\n', at);
    const [, length] = /content-length: (\d+)/i.exec(received.toString('latin1', at, head)) ?? [];
    const end = head + 4 + Number(length);
    if (head < 0 || length === undefined || end > received.length) return responses;
    const packed = /content-encoding: gzip/i.test(received.toString('latin1', at, head));
    const body = received.subarray(head + 4, end);
    responses.push(JSON.parse(String(packed ? gunzipSync(body) : body)));
    at = end;
  }
}

const ORDER = { category: 'SPOT', symbol: 'BTCUSDT', qty: '100', side: 'buy', orderType: 'market' };
const placed = (more: Partial<Said> = {}): Said => ({
  ...{ method: 'POST', target: '/api/v3/trade/place-order', body: JSON.stringify(ORDER) },
  ...more,
  headers: { 'Content-Type': 'application/json', ...more.headers },
});
const chunked = (text: string) => Buffer.from(`${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`);
const v2 = '/api/v2/spot/trade/unfilled-orders';
const v3 = '/api/v3/trade/unfilled-orders';

describe('is taken', () => {
  const cases: [string, () => Said][] = [
    ['a sorted query', () => ({ target: `${v3}?category=SPOT&limit=5&symbol=BTCUSDT` })],
    ['a query in another order', () => ({ target: `${v3}?symbol=BTCUSDT&limit=5&category=SPOT` })],
    ['an empty field', () => ({ target: `${v2}?idLessThan=&limit=5&symbol=` })],
    ['a field that nobody knows', () => ({ target: `${v3}?category=SPOT&_=17` })],
    ['an escape where none is needed', () => ({ target: `${v3}?category=%53POT`, covers: `${v3}?category=SPOT` })],
    ['an escape in small letters', () => ({ target: `${v2}?symbol=%2fA`, covers: `${v2}?symbol=/A` })],
    ['a character left as it is', () => ({ target: `${v2}?symbol=$AIUSDT` })],
    ['that character escaped', () => ({ target: `${v2}?symbol=%24AIUSDT`, covers: `${v2}?symbol=$AIUSDT` })],
    ['a question mark and no query', () => ({ target: `${v2}?`, covers: v2 })],
    ['a type for a body that is none', () => ({ target: v2, headers: { 'Content-Type': 'application/json' } })],
    ['extra headers', () => ({ target: v2, headers: { 'X-CHANNEL-API-CODE': 'x', locale: 'zh-CN', Cookie: 'a=b' } })],
    ['headers in small letters', () => ({ target: v2, headers: { accept: '*/*', 'user-agent': 'go-http/1.1' } })],
    ['HTTP/1.0', () => ({ target: v2, version: '1.0' })],
    ['a proxy’s request line', () => ({ target: m.url + v2, covers: v2 })],
    ['who can unpack', () => ({ target: '/api/v2/spot/public/symbols', headers: { 'Accept-Encoding': 'gzip, br' } })],
    ['a charset', () => placed({ headers: { 'Content-Type': 'application/json; charset=UTF-8' } })],
    ['pretty JSON', () => placed({ body: JSON.stringify(ORDER, null, 2) })],
    ['numbers', () => placed({ body: JSON.stringify({ ...ORDER, qty: 100 }) })],
    [
      'empty fields in JSON',
      () => placed({ body: JSON.stringify({ ...ORDER, price: '', clientOid: null, posSide: '' }) }),
    ],
    [
      'a body in chunks',
      () => placed({ bytes: chunked(JSON.stringify(ORDER)), headers: { 'Transfer-Encoding': 'chunked' } }),
    ],
    [
      'a packed body',
      () => placed({ bytes: gzipSync(JSON.stringify(ORDER)), headers: { 'Content-Encoding': 'gzip' } }),
    ],
    ['who asks before sending the body', () => placed({ headers: { Expect: '100-continue' } })],
  ];
  it.each(cases)('%s', async (_, said) => {
    const [response] = await talk(written(said()));
    expect(response).toMatchObject({ code: '00000' });
  });
});

it('keeps a connection, and the order of requests that do not wait for each other', async () => {
  const oids = Array.from({ length: 20 }, (_, index) => `pipe-${index}`);
  const limit = { ...ORDER, orderType: 'limit', price: '50000', qty: '0.01' };
  const requests = oids.map((clientOid) => written(placed({ body: JSON.stringify({ ...limit, clientOid }) })));
  const last = written({ target: `${v3}?category=SPOT` });
  const responses = await talk(Buffer.concat([...requests, last]), 21);
  expect(responses.slice(0, 20).map(({ data }) => data)).toMatchObject(oids.map((clientOid) => ({ clientOid })));
  const list = [...oids].reverse().map((clientOid) => ({ clientOid, orderStatus: 'live' }));
  expect(responses[20]?.data).toMatchObject({ list });
});

it('refuses what the exchange refuses', async () => {
  const code = async (said: Said) => (await talk(written(said)))[0]?.code;
  expect(await code({ target: `${v2}?symbol=%24AIUSDT` })).toBe('40009');
  expect(await code({ target: v2, covers: `${v2}?` })).toBe('40009');
  expect(await code(placed({ headers: { 'ACCESS-TIMESTAMP': String(Date.now() - 60_000) } }))).toBe('40008');
  expect(await code(placed({ headers: { 'ACCESS-TIMESTAMP': String(Math.floor(Date.now() / 1000)) } }))).toBe('40008');
  expect(await code(placed({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }))).toBe('40007');
});
