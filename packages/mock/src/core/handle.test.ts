import { describe, expect, it } from 'vitest';
import { apis, envelope, NOW, signed } from '../../test/small-exchange.js';
import { createMockExchange, type MockOptions } from '../hosts/exchange.js';
import type { MockRequest } from '../types.js';

const ORDER = '/api/v3/trade/place-order';
const body = JSON.stringify({ category: 'SPOT', symbol: 'BTCUSDT', qty: '0.02', side: 'buy', clientOid: 'bot-1' });
const get = (url: string): MockRequest => ({ method: 'GET', url, headers: {}, body: '' });

async function ask(request: MockRequest, options: MockOptions = {}) {
  const reply = await createMockExchange({ apis, now: NOW, ...options }).handle(request);
  return { ...reply, ...envelope(reply) };
}

describe('what it answers', () => {
  it('takes a signed order and gives its numbers back', async () => {
    const reply = await ask(signed('POST', ORDER, body));
    expect(reply).toMatchObject({ status: 200, code: '00000', msg: 'success', requestTime: NOW });
    expect(reply.data).toEqual({ orderId: expect.stringMatching(/^\d{19}$/), clientOid: 'bot-1' });
    expect(reply.headers).toMatchObject({
      'x-mock-fidelity': 'validated',
      'X-BG-REQUEST-ACCEPT-TIME': String(NOW),
      'X-BG-RESPONSE-COMPLETE-TIME': String(NOW),
    });
  });

  it('asks for no signature on public endpoints and says how much is left', async () => {
    const reply = await ask(get('/api/v3/market/tickers?category=SPOT&symbol=ETHUSDT'));
    expect(reply.data).toEqual([expect.objectContaining({ symbol: 'ETHUSDT', ts: String(NOW) })]);
    expect(reply.headers['x-mbx-used-remain-limit']).toBe('19');
  });

  it('is the same for the same seed and another for another', async () => {
    const request = get('/api/v3/market/tickers?category=SPOT');
    expect((await ask(request)).body).toBe((await ask(request)).body);
    expect((await ask(request)).body).not.toBe((await ask(request, { seed: 'other' })).body);
  });

  it('gives two orders two numbers', async () => {
    const other = body.replace('bot-1', 'bot-2');
    const [one, two] = [await ask(signed('POST', ORDER, body)), await ask(signed('POST', ORDER, other))];
    expect(one.data).not.toEqual(two.data);
  });

  it('answers a batch entry by entry', async () => {
    const batch = JSON.stringify(['a', 'b', 'c', 'd'].map((clientOid) => ({ ...JSON.parse(body), clientOid })));
    const reply = await ask(signed('POST', '/api/v3/trade/place-batch', batch));
    expect(reply.data).toMatchObject([{ clientOid: 'a' }, { clientOid: 'b' }, { clientOid: 'c' }, { clientOid: 'd' }]);
  });

  it('ends its lists after the first page, so that paging stops', async () => {
    const url = '/api/v3/trade/history-orders';
    const first = await ask(signed('GET', url));
    expect(first.data).toMatchObject({ list: expect.anything(), cursor: expect.stringMatching(/^\d+$/) });
    const last = await ask(signed('GET', `${url}?cursor=1`));
    expect(last.data).toEqual({ list: [], cursor: '' });
  });
});

describe('whom it turns away', () => {
  const without = (name: string) => signed('POST', ORDER, body, { headers: { [name]: undefined } });
  const cases: [string, string, MockRequest][] = [
    ['no key', '40001', without('access-key')],
    ['no signature', '40002', without('access-sign')],
    ['no timestamp', '40005', without('access-timestamp')],
    ['no passphrase', '40011', without('access-passphrase')],
    ['a timestamp that is none', '40005', signed('POST', ORDER, body, { time: 'now' })],
    ['a stale timestamp', '40008', signed('POST', ORDER, body, { time: String(NOW - 30_001) })],
    ['a timestamp ahead', '40008', signed('POST', ORDER, body, { time: String(NOW + 30_001) })],
    ['a key nobody has', '40037', signed('POST', ORDER, body, { key: 'someone' })],
    ['what is no key', '40006', signed('POST', ORDER, body, { key: 'a key' })],
    ['a wrong passphrase', '40012', signed('POST', ORDER, body, { headers: { 'access-passphrase': 'x' } })],
    ['a wrong secret', '40009', signed('POST', ORDER, body, { secret: 'x' })],
    [
      'a live key on demo',
      '40099',
      signed('POST', ORDER, body, { key: 'test-unified-key', headers: { paptrading: '1' } }),
    ],
    ['a demo key on live', '40099', signed('POST', ORDER, body, { key: 'test-demo-key' })],
    ['a classic key on v3', '40084', signed('POST', ORDER, body, { key: 'test-classic-key' })],
    [
      'a unified key on v2',
      '40085',
      signed('POST', '/api/v2/mix/order/place-order', '{}', { key: 'test-unified-key' }),
    ],
    ['a key without the permission', '40014', signed('POST', ORDER, body, { key: 'test-readonly-key' })],
    ['an unknown path', '40404', get('/api/v3/market/ticker')],
    ['a wrong method', '40404', get(ORDER)],
    ['v1', '30032', get('/api/spot/v1/account/assets')],
    ['broken JSON', '40020', signed('POST', ORDER, '{"a":')],
    ['a form', '40007', signed('POST', ORDER, body, { headers: { 'content-type': 'text/plain' } })],
    ['a body over 1 MB', '40020', signed('POST', ORDER, `{"a":"${'é'.repeat(600_000)}"}`)],
  ];
  it.each(cases)('%s: %s', async (_, code, request) => {
    const reply = await ask(request);
    expect(reply.code).toBe(code);
    expect(reply.data).toBeNull();
    expect(reply.status).toBe(code === '40404' ? 404 : reply.msg.includes('1 MB') ? 413 : 400);
    expect(JSON.stringify(reply)).not.toContain('test-secret');
  });

  it('reports what should have been signed, never the secret', async () => {
    const reply = await ask(signed('GET', '/api/v3/trade/history-orders?symbol=%24AI', '', { secret: 'x' }));
    const text = decodeURIComponent(reply.headers['x-mock-string-to-sign'] ?? '');
    expect(text).toBe(`${NOW}GET/api/v3/trade/history-orders?symbol=$AI`);
  });

  it('survives a body it cannot escape, and keeps the header short', async () => {
    const reply = await ask(signed('POST', ORDER, `\ud800${'x'.repeat(100_000)}`, { secret: 'x' }));
    expect(reply.code).toBe('40009');
    expect(reply.headers['x-mock-string-to-sign']?.length).toBeLessThan(5000);
  });
});

describe('paths that are none', () => {
  const aliases = [
    { path: 'GET /api/v3/market/ticker', use: 'v3:market.tickers' },
    { path: 'GET /api/v3/market/book', use: 'the channel books' },
    { path: 'GET /api/spot/v1/market/tickers', use: 'v3:market.tickers' },
  ];
  const cases: [string, string, string, string | undefined][] = [
    ['GET', '/api/v3/market/ticker', '40404', 'GET /api/v3/market/tickers'],
    ['GET', '/api/v3/market/book', '40404', 'the channel books'],
    ['GET', '/api/spot/v1/market/tickers', '30032', 'GET /api/v3/market/tickers'],
    ['GET', '/api/spot/v1/market/depth', '30032', undefined],
    ['GET', ORDER, '40404', `POST ${ORDER}`],
    ['DELETE', '/api/v3/market/tickers', '40404', 'GET /api/v3/market/tickers'],
    ['GET', '/api/v3/market/none', '40404', undefined],
  ];
  it.each(cases)('%s %s: %s, use %s', async (method, url, code, use) => {
    const reply = await ask({ ...get(url), method }, { apis: apis.map((api) => ({ ...api, aliases })) });
    expect(reply.code).toBe(code);
    expect(reply.headers['x-mock-use']).toBe(use);
    if (use === undefined) expect(reply.msg).not.toContain('use');
    else expect(reply.msg).toContain(`: use ${use}`);
  });
});

describe('addresses', () => {
  const accounts = [
    { apiKey: 'test-key', ips: ['203.0.113.9', '::1'], secretKey: 'test-secret', passphrase: 'test-passphrase' },
  ];
  const request = signed('GET', '/api/v3/trade/history-orders');

  it('lets a key be used from where it may', async () => {
    expect((await ask({ ...request, ip: '203.0.113.9' }, { accounts })).code).toBe('00000');
    const said = { ...request, headers: { ...request.headers, 'x-mock-ip': '::1' } };
    expect((await ask(said, { accounts })).code).toBe('00000');
  });

  it('refuses it from elsewhere', async () => {
    expect(await ask(request, { accounts })).toMatchObject({ code: '40018', msg: 'Invalid IP', status: 400 });
  });
});

it('answers HEAD as GET', async () => {
  expect((await ask({ ...get('/api/v3/market/tickers?category=SPOT'), method: 'HEAD' })).code).toBe('00000');
});

describe('permissions', () => {
  it('lets a reading key read', async () => {
    const reply = await ask(signed('GET', '/api/v3/trade/history-orders', '', { key: 'test-readonly-key' }));
    expect(reply.code).toBe('00000');
  });

  const cases: [string[], string, string, string][] = [
    [['trade:write'], 'trade:write', 'POST', '00000'],
    [['trade:read'], 'trade:write', 'POST', '40014'],
    [['trade:write'], 'trade:read', 'GET', '00000'],
    [['spot:write', 'futures:write'], 'trade:read', 'GET', '40014'],
    [['*:write'], 'withdraw:write', 'POST', '00000'],
    [[], 'unknown', 'POST', '00000'],
    [[], 'none', 'GET', '00000'],
    [[], 'trade:read', 'GET', '40014'],
  ];
  it.each(cases)('a key with %j, needed %s, %s: %s', async (permissions, permission, method, code) => {
    const accounts = [{ apiKey: 'test-key', permissions, secretKey: 'test-secret', passphrase: 'test-passphrase' }];
    const changed = apis.map((api) => ({
      ...api,
      operations: api.operations.map((operation) => ({ ...operation, permission })),
    }));
    const request = method === 'POST' ? signed('POST', ORDER, body) : signed('GET', '/api/v3/trade/history-orders');
    const reply = await ask(request, { accounts, apis: changed });
    expect(reply.code).toBe(code);
    if (code === '40014') expect(reply.msg).toContain(`need ${permission} permissions`);
  });
});

describe('what may be signed', () => {
  const path = '/api/v3/trade/history-orders';
  const cases: [string, string, string][] = [
    ['any order', '?symbol=A&limit=5', '?symbol=A&limit=5'],
    ['the other order', '?limit=5&symbol=A', '?limit=5&symbol=A'],
    ['escaped on the wire', '?symbol=%24A%20B', '?symbol=$A B'],
    ['not escaped on the wire', '?symbol=$A', '?symbol=$A'],
    ['not ASCII', '?symbol=%E5%B8%81', '?symbol=币'],
    ['an empty query', '?', ''],
    ['a stray %', '?symbol=100%', '?symbol=100%'],
  ];
  it.each(cases)('%s', async (_, sent, covered) => {
    const request = signed('GET', path + sent, '', { text: `${NOW}GET${path}${covered}` });
    expect((await ask({ ...request, headers: { ...request.headers, 'x-channel-api-code': 'x' } })).code).toBe('00000');
  });

  it('refuses the escaped form, as the exchange does', async () => {
    expect((await ask(signed('GET', `${path}?symbol=%24A`))).code).toBe('40009');
  });
});

describe('parameters', () => {
  const order = (changes: object) => signed('POST', ORDER, JSON.stringify({ ...JSON.parse(body), ...changes }));
  const tickers = (query: string) => get(`/api/v3/market/tickers?${query}`);
  const cases: [string, MockRequest, string][] = [
    ['missing', tickers('symbol=A'), 'category cannot be empty'],
    ['empty', tickers('category='), 'category cannot be empty'],
    ['null', order({ symbol: null }), 'symbol cannot be empty'],
    ['blank', order({ symbol: '' }), 'symbol cannot be empty'],
    ['no such word', order({ side: 'byu' }), 'side must be one of buy, sell'],
    ['no number', tickers('category=SPOT&limit=x'), 'limit must be integer'],
    ['too large', tickers('category=SPOT&limit=101'), 'limit must be <= 100'],
    ['no decimal', order({ qty: '1e-7' }), 'qty must match pattern'],
    ['in a batch', signed('POST', '/api/v3/trade/place-batch', `[${body},{}]`), '[1].category cannot be empty'],
    ['not an object', signed('POST', ORDER, '[]'), 'body must be object'],
  ];
  it.each(cases)('names the field: %s', async (_, request, words) => {
    const reply = await ask(request);
    expect(reply.code).toBe('400171');
    expect(reply.msg).toContain(`Parameter verification failed ${words}`);
  });

  it('takes an empty text for a field that is left out, in entries too', async () => {
    expect((await ask(order({ timeInForce: '', clientOid: '', price: '' }))).code).toBe('00000');
    const batch = JSON.stringify([{ ...JSON.parse(body), posSide: '', stpMode: '' }]);
    expect((await ask(signed('POST', '/api/v3/trade/place-batch', batch))).code).toBe('00000');
  });

  it('reads a query as numbers, a JSON number as text, and other spellings', async () => {
    expect((await ask(tickers('category=SPOT&limit=2&unheard=of'))).code).toBe('00000');
    expect((await ask(order({ qty: 5 }))).code).toBe('00000');
    const sent = JSON.stringify({ symbol: 'BTCUSDT', productType: 'usdt-futures' });
    const reply = await ask(signed('POST', '/api/v2/mix/order/place-order', sent));
    expect(reply.data).toMatchObject({ productType: 'USDT-FUTURES' });
  });

  it('is not led astray by names of Object.prototype', async () => {
    expect((await ask(tickers('category=SPOT&__proto__=1&constructor=2&toString=3'))).code).toBe('00000');
    expect((await ask(order({ ['__proto__']: { symbol: 'x' }, constructor: 1 }))).code).toBe('00000');
  });
});
