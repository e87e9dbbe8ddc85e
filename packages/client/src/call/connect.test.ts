import { createHmac } from 'node:crypto';
import { getEventListeners, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import type { Routes } from '@bitget-spec/contract';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import {
  AuthenticationError,
  BitgetError,
  type CallOptions,
  type CoreOptions,
  CredentialsError,
  ExchangeError,
  type HttpClient,
  InvalidResponseError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from '../index.js';
import { connectCore, http } from '../runtime.js';

const routes: Routes = {
  base: '/api/v3/',
  table: `
GET market/tickers public 20/1/ip
GET account/assets 20/1/uid
POST trade/place-order order 10/1/uid id=clientOid
POST trade/cancel-all
`,
};
interface Operation {
  parameters: { query?: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}
type Call = (request?: object, options?: CallOptions) => Promise<unknown>;
interface Client {
  market: { tickers: Call };
  account: { assets: Call };
  trade: { placeOrder: Call; cancelAll: Call };
  http: HttpClient<Record<string, { get: Operation; post: Operation }>>;
  close(): Promise<void>;
}

const connect = <Client>(table: Routes, options: CoreOptions = {}) =>
  connectCore<Client>(table, { use: [http()], ...options });

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const clock = { offset: 0, now: () => 1695806875837 };
const hmac = (text: string) => createHmac('sha256', 'the-secret').update(`1695806875837${text}`).digest('base64');
const envelope = (data: unknown, rest: object = {}) =>
  JSON.stringify({ code: '00000', msg: 'success', requestTime: 1695806875837, data, ...rest });

/** A client whose responses are given, and what it sent. */
function make(response: string | (() => Promise<Response> | Response), options: CoreOptions = {}, init?: ResponseInit) {
  const sent: { url: string; method: string; headers: Headers; body: string; init: RequestInit | undefined }[] = [];
  const client = connect<Client>(routes, {
    credentials,
    clock,
    fetch: async (request, requestInit) => {
      const { url, method, headers } = request;
      sent.push({ url, method, headers, body: await request.clone().text(), init: requestInit });
      return typeof response === 'string' ? new Response(response, init) : response();
    },
    ...options,
  });
  return { client, sent };
}

const thrown = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error) => error,
  );
const shown = (value: unknown) =>
  [inspect(value, { depth: 12, showHidden: true, getters: true }), JSON.stringify(value), String(value)].join('\n');

describe('calls', () => {
  it('are named over the whole table', () => {
    const { client } = make('');
    const names = (tree: object, at = ''): string[] =>
      Object.entries(tree).flatMap(([name, value]) =>
        typeof value === 'function' ? `${at}${name}` : names(value, `${at}${name}.`),
      );
    const { http, close: _, ...calls } = client;
    expect(names(calls)).toEqual(['market.tickers', 'account.assets', 'trade.placeOrder', 'trade.cancelAll']);
    expect(typeof http.GET).toBe('function');
  });

  it('may be named as what every object has', () => {
    const odd = connect<object>({ base: '/', table: 'GET constructor/to-string public' });
    expect(Object.entries(odd)[0]).toEqual(['constructor', { toString: expect.any(Function) }]);
  });

  it('sign a POST: body as sent', async () => {
    const { client, sent } = make(envelope({ orderId: '1' }));
    expect(await client.trade.placeOrder({ symbol: '币', nested: { a: [1] }, none: undefined })).toEqual({
      orderId: '1',
    });
    const { url, method, headers, body, init } = sent[0] ?? expect.fail();
    expect([method, url, body]).toEqual([
      'POST',
      'https://api.bitget.com/api/v3/trade/place-order',
      '{"symbol":"币","nested":{"a":[1]}}',
    ]);
    expect(await new Response(init?.body).text()).toBe(body);
    expect(Object.fromEntries(headers)).toEqual({
      'access-key': 'the-key',
      'access-sign': hmac(`POST/api/v3/trade/place-order${body}`),
      'content-length': `${Buffer.byteLength(body)}`,
      'access-timestamp': '1695806875837',
      'access-passphrase': 'the-pass',
      'content-type': 'application/json',
      locale: 'en-US',
    });
  });

  it('sign a GET: sorted, %20 on the wire, unescaped in the string', async () => {
    const { client, sent } = make(envelope([]), { baseUrl: 'http://localhost:1/', locale: 'zh-CN', demo: true });
    await client.account.assets({ symbol: '$AI USDT', coin: 'a+b', limit: 5, skip: undefined, ids: ['2', '1'] });
    expect(sent[0]?.url).toBe(
      'http://localhost:1/api/v3/account/assets?coin=a%2Bb&ids=2%2C1&limit=5&symbol=%24AI%20USDT',
    );
    expect(sent[0]?.headers.get('access-sign')).toBe(
      hmac('GET/api/v3/account/assets?coin=a+b&ids=2,1&limit=5&symbol=$AI USDT'),
    );
    expect(sent[0]?.headers.get('locale')).toBe('zh-CN');
    expect(sent[0]?.headers.get('paptrading')).toBe('1');
  });

  it('a POST without parameters sends no body, with empty ones an empty object', async () => {
    const { client, sent } = make(envelope(null));
    expect(await client.trade.cancelAll()).toBe(null);
    await client.trade.cancelAll({});
    expect(sent.map(({ body, headers }) => [body, headers.get('access-sign')])).toEqual([
      ['', hmac('POST/api/v3/trade/cancel-all')],
      ['{}', hmac('POST/api/v3/trade/cancel-all{}')],
    ]);
  });

  it('public ones are not signed, credentials or not', async () => {
    for (const options of [{}, { credentials: undefined }]) {
      const { client, sent } = make(envelope([]), options);
      await client.market.tickers({ category: 'SPOT' });
      expect([...(sent[0]?.headers ?? [])]).toEqual([]);
    }
  });

  it('signed ones without credentials send nothing and say so', async () => {
    const { client, sent } = make(envelope([]), { credentials: undefined });
    for (const call of [client.account.assets(), client.http.GET('/api/v3/account/assets')]) {
      const error = await thrown(call);
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ code: 'no-credentials', operation: 'v3:account.assets' });
      expect(String(error)).toContain('give createClient({ credentials })');
    }
    expect(sent).toEqual([]);
  });

  it('take headers, and middleware of openapi-fetch sees a Request', async () => {
    const { client, sent } = make(envelope(1));
    client.http.use({ onRequest: ({ request }) => void request.headers.set('x-own', `${request instanceof Request}`) });
    await client.trade.placeOrder({}, { headers: { 'x-call': 'a' } });
    expect([sent[0]?.headers.get('x-own'), sent[0]?.headers.get('x-call')]).toEqual(['true', 'a']);
  });

  it('client.http is signed too, known path or not, and serialises alike', async () => {
    const { client, sent } = make(envelope(1));
    const { data } = await client.http.POST('/api/v3/trade/place-order', { body: { a: 'ü' } });
    expect(data).toMatchObject({ code: '00000', data: 1 });
    await client.http.GET('/api/v3/unheard/of', { params: { query: { b: ' ', a: '$' } } });
    await client.http.GET('/api/v3/market/tickers');
    expect(sent.map(({ url, headers }) => [url.slice(22), headers.get('access-sign')])).toEqual([
      ['/api/v3/trade/place-order', hmac('POST/api/v3/trade/place-order{"a":"ü"}')],
      ['/api/v3/unheard/of?a=%24&b=%20', hmac('GET/api/v3/unheard/of?a=$&b= ')],
      ['/api/v3/market/tickers', null],
    ]);
  });

  it('use the global fetch of the moment, with the request and its body', async () => {
    const client = connect<Client>(routes, { credentials });
    const fake = vi.fn(async (_request: Request, _init: RequestInit) => new Response(envelope(7)));
    vi.stubGlobal('fetch', fake);
    expect(await client.trade.placeOrder({ a: 1 })).toBe(7);
    vi.unstubAllGlobals();
    const [request, init] = fake.mock.calls[0] ?? [];
    expect(request).toBeInstanceOf(Request);
    expect(request).toMatchObject({ url: 'https://api.bitget.com/api/v3/trade/place-order', method: 'POST' });
    expect(request?.headers.get('access-sign')).toMatch(/=$/);
    expect(await new Response(init?.body).text()).toBe('{"a":1}');
    expectTypeOf(fetch).toExtend<NonNullable<CoreOptions['fetch']>>();
  });
});

describe('responses', () => {
  it.each(['00000', '0', 0])('code %j is success', async (code) => {
    expect(await make(envelope('fine', { code })).client.market.tickers()).toBe('fine');
  });

  it('integers past 2^53 arrive intact', async () => {
    const { client } = make('{"code":"00000","data":{"seq":9007199254740993,"ts":1695806875837}}');
    expect(await client.market.tickers()).toEqual({ seq: '9007199254740993', ts: 1695806875837 });
  });

  it('HTTP 400 with an envelope is what the exchange says', async () => {
    const body = '{"code":"43012","msg":"Insufficient balance","requestTime":"1695806875837","data":null}';
    const headers = { 'X-BG-REQUEST-ACCEPT-TIME': '1', 'x-request-id': 'abc', 'content-type': 'application/json' };
    const error = await thrown(make(body, {}, { status: 400, headers }).client.trade.placeOrder({}));
    expect(error).toBeInstanceOf(ExchangeError);
    expect(error).toBeInstanceOf(BitgetError);
    expect(error).toMatchObject({
      name: 'ExchangeError',
      operation: 'v3:trade.placeOrder',
      code: '43012',
      status: 400,
      requestTime: 1695806875837,
      exchangeMessage: 'Insufficient balance',
      requestIds: { 'x-request-id': 'abc', 'x-bg-request-accept-time': '1' },
      message:
        '[@bitget-spec/client] HTTP 400 with 43012 "Insufficient balance" (x-request-id abc), v3:trade.placeOrder: ' +
        'look the code up in @bitget-spec/v3/errors.',
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      name: 'ExchangeError',
      code: '43012',
      message: expect.any(String),
    });
  });

  it.each([
    ['{"code":"40774","message":"one-way"}', 200, ExchangeError, 'HTTP 200 with 40774 "one-way"'],
    ['{"code":"40012","msg":"apikey/password is incorrect"}', 400, AuthenticationError, 'credentials.passphrase'],
    ['{"code":40084,"msg":"classic"}', 400, AuthenticationError, '@bitget-spec/v2'],
    ['{"code":"40085","msg":"unified"}', 400, AuthenticationError, '@bitget-spec/v3'],
    ['{"code":"40099","msg":"environment"}', 400, AuthenticationError, 'demo: true'],
    ['{"code":"40008","msg":"expired"}', 400, AuthenticationError, 'clock'],
    ['{"code":"429","msg":"Too Many Requests"}', 429, RateLimitError, 'wait'],
    ['{"code":"429","msg":"Too Many Requests"}', 200, RateLimitError, 'wait'],
    ['<html>slow down</html>', 429, RateLimitError, 'wait'],
    ['<html>bad gateway</html>', 502, InvalidResponseError, 'HTTP 502'],
    ['<html>maintenance</html>', 200, InvalidResponseError, 'baseUrl'],
    ['', 200, InvalidResponseError, "without the exchange's envelope"],
    ['', 500, InvalidResponseError, "without the exchange's envelope"],
    ['[]', 200, InvalidResponseError, 'envelope'],
    ['"00000"', 200, InvalidResponseError, 'envelope'],
    ['{"code":{"a":1}}', 200, InvalidResponseError, 'envelope'],
    ['{"code":"00000","data":1', 200, InvalidResponseError, 'envelope'],
    ['{"code":"00000","data":1}', 500, InvalidResponseError, 'HTTP 500'],
  ])('%s with HTTP %i', async (body, status, kind, words) => {
    const error = await thrown(make(body, {}, { status }).client.trade.placeOrder({}));
    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ name: kind.name, status, operation: 'v3:trade.placeOrder' });
    expect(String(error)).toContain(words);
  });

  it.each([
    ['{"code":null,"data":1}', 200],
    ['{"code":"GATEWAY_TIMEOUT","msg":"upstream"}', 408],
    ['{"code":"E1"}', 200],
  ])('%s with HTTP %i is nobody’s rejection', async (body, status) => {
    expect(await thrown(make(body, {}, { status }).client.trade.placeOrder({}))).toBeInstanceOf(InvalidResponseError);
  });

  it('that echo headers and bodies show no signature, key or secret', async () => {
    const echo = (extra: (sign: string) => { body: string; status?: number; headers?: Record<string, string> }) =>
      thrown(
        connect<Client>(routes, {
          credentials,
          fetch: async (request) => {
            const { body, ...init } = extra(
              `${request.headers.get('ACCESS-SIGN')} ${request.headers.get('ACCESS-KEY')}`,
            );
            sign = request.headers.get('ACCESS-SIGN') ?? '';
            return new Response(body, init);
          },
        }).trade.placeOrder({}),
      );
    let sign = '';
    for (const error of [
      await echo((seen) => ({ body: `<pre>access-sign: ${seen}</pre>`, status: 502 })),
      await echo((seen) => ({ body: JSON.stringify({ code: '40009', msg: `sign ${seen}` }), status: 400 })),
      await echo((seen) => ({ body: '{"code":"43012"}', headers: { 'x-request-id': seen, 'x-bg-trace': seen } })),
      await echo((seen) => ({ body: JSON.stringify({ code: seen }) })),
      await echo(() => ({ body: '{"code":"40017","msg":"param {\\"passphrase\\":\\"of-a-sub\\"}"}' })),
    ]) {
      expect(error).toBeInstanceOf(BitgetError);
      const shown = `${inspect(error, { depth: 9, showHidden: true })} ${JSON.stringify(error)} ${error}`;
      expect(sign.length).toBe(44);
      for (const secret of [sign, credentials.apiKey, credentials.passphrase, 'of-a-sub'])
        expect(shown).not.toContain(secret);
    }
  });

  it('a redirect is not followed', async () => {
    const init = { status: 302, headers: { location: 'https://elsewhere.example' } };
    expect(await thrown(make('', {}, init).client.account.assets())).toBeInstanceOf(InvalidResponseError);
    let followed = 0;
    const server = createServer(({ url }, response) => {
      if (url === '/elsewhere') followed++;
      response.writeHead(307, { location: '/elsewhere' }).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = connect<Client>(routes, { credentials, baseUrl, clock: { offset: 0, now: Date.now } });
    const error = await thrown(client.trade.placeOrder({ a: 1 })); // not carried out, and known to be so
    expect(error).toBeInstanceOf(InvalidResponseError);
    expect(String(error)).toContain('a redirect, which the exchange never sends');
    const { response } = await client.http.GET('/api/v3/market/tickers').catch(() => ({ response: undefined }));
    expect(response?.ok).not.toBe(true);
    expect(followed).toBe(0);
    server.close();
  });

  it('retry-after is kept', async () => {
    const init = { status: 429, headers: { 'retry-after': '300' } };
    expect(await thrown(make('{}', {}, init).client.market.tickers())).toMatchObject({ retryAfter: 300, code: '429' });
  });
});

describe('no response', () => {
  it.each([
    ['ENETUNREACH', { syscall: 'connect' }],
    ['ETIMEDOUT', { syscall: 'connect' }],
    ['CERT_HAS_EXPIRED', {}],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}],
  ])('because of %s while connecting was not sent', async (code, more) => {
    const cause = Object.assign(new Error(code), { code, ...more });
    const { client } = make(() => Promise.reject(new TypeError('fetch failed', { cause })));
    const error = await thrown(client.trade.placeOrder({}));
    expect(error).toMatchObject({ code: 'network', sent: false });
    expect(String(error)).toContain(`no response (fetch failed: ${code})`);
  });

  it.each([[Symbol('odd')], [Object.create(null)]])('is a NetworkError whatever was thrown', async (odd) => {
    const { client } = make(() => Promise.reject(odd));
    expect(await thrown(client.trade.placeOrder({}))).toMatchObject({ code: 'network', sent: true });
  });

  it('is a NetworkError, which warns where something may have been done', async () => {
    const fail = () =>
      Promise.reject(
        new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) }),
      );
    const { client } = make(fail);
    const error = await thrown(client.trade.placeOrder({}));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ code: 'network', cause: { name: 'TypeError', cause: { code: 'ECONNRESET' } } });
    expect(String(error)).toContain('look before sending it again');
    expect(String(await thrown(client.account.assets()))).toContain('call again');
  });

  it('a body cut short is a NetworkError', async () => {
    for (const status of [200, 400]) {
      const cut = () =>
        new Response(new ReadableStream({ pull: (to) => to.error(new TypeError('terminated')) }), { status });
      expect(await thrown(make(cut).client.market.tickers())).toBeInstanceOf(NetworkError);
    }
  });

  it('ends in time, per client or per call, whatever fetch does', async () => {
    const { client } = make(() => new Promise(() => {}), { timeoutMs: 20 });
    const error = await thrown(client.trade.placeOrder({}));
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ name: 'TimeoutError', code: 'timeout' });
    expect(String(error)).toContain('no response in 20 ms, v3:trade.placeOrder: it may have been carried out');
    expect(String(await thrown(client.account.assets({}, { timeoutMs: 5 })))).toContain('no response in 5 ms');
  });

  it('many on one signal take one listener of it', async () => {
    let response = () => {};
    const answered = new Promise<void>((resolve) => {
      response = resolve;
    });
    const client = connect<Client>(routes, {
      fetch: async () => answered.then(() => new Response(envelope(1))),
    });
    const { signal } = new AbortController();
    const calls = Array.from({ length: 30 }, () => client.market.tickers({}, { signal }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    response();
    await Promise.all(calls);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);

    const controller = new AbortController();
    const hanging = connect<Client>(routes, { fetch: () => new Promise(() => {}) });
    const ended = Array.from({ length: 30 }, () => thrown(hanging.market.tickers({}, { signal: controller.signal })));
    controller.abort('enough');
    expect(new Set(await Promise.all(ended))).toEqual(new Set(['enough']));
  });

  it('ends with the signal: its own reason, and nothing is sent after', async () => {
    const { client, sent } = make(() => new Promise(() => {}));
    expect(await thrown(client.trade.placeOrder({}, { signal: AbortSignal.abort('before') }))).toBe('before');
    expect(sent).toEqual([]);
    const controller = new AbortController();
    const ended = thrown(client.trade.placeOrder({}, { signal: controller.signal }));
    await expect.poll(() => sent).toHaveLength(1);
    controller.abort();
    expect(await ended).toMatchObject({ name: 'AbortError' });
    expect(sent[0]?.init?.signal?.aborted).toBe(true);

    const early = new AbortController();
    const dropped = thrown(client.trade.placeOrder({}, { signal: early.signal }));
    early.abort('while signing');
    expect(await dropped).toBe('while signing');
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(sent).toHaveLength(1);
  });

  it('what can not be sent says so', async () => {
    const error = await thrown(make('').client.trade.placeOrder({ size: 1n }));
    expect(error).toMatchObject({ name: 'BitgetError', code: 'not-sent', operation: 'v3:trade.placeOrder' });
    expect(String(error)).toContain('BigInt');
  });
});

describe('secrets', () => {
  const secret = /the-key|the-secret|the-pass/;

  it('are in no part of the client', () => {
    expect(shown(make('').client)).not.toMatch(secret);
  });

  it('are in no error, whatever the exchange, a proxy or fetch say', async () => {
    const echo = 'the-key the-secret the-pass';
    const clients = [
      make(JSON.stringify({ code: '40012', msg: echo })),
      make(JSON.stringify({ code: '43012', message: echo }), {}, { status: 400 }),
      make(`<html>${echo}`, {}, { status: 502 }),
      make(`${'x'.repeat(195)}the-secret`, {}, { status: 502 }),
      make(JSON.stringify({ echo })),
      make(() =>
        Promise.reject(
          Object.assign(new Error(echo, { cause: new Error(echo) }), { request: credentials, code: echo }),
        ),
      ),
      make(() => Promise.reject(Object.assign(new Error('x'), { name: echo }))),
      make(() => Promise.reject(echo)),
    ];
    for (const { client, sent } of clients) {
      const error = await thrown(client.trade.placeOrder({}));
      expect(error).toBeInstanceOf(BitgetError);
      expect(shown(error)).not.toMatch(secret);
      expect(shown(error)).not.toMatch(/the-s$/);
      expect(sent).toHaveLength(1);
    }
  });

  it('nor the signature', async () => {
    const request: Request[] = [];
    const { client } = make('', {
      fetch: (made) => {
        request.push(made);
        return Promise.reject(new Error(`could not send ${inspect([...made.headers])}`));
      },
    });
    const error = await thrown(client.trade.placeOrder({}));
    expect(shown(error)).not.toMatch(secret);
    expect(shown(error)).not.toContain(request[0]?.headers.get('access-sign'));
  });

  it('credentials that can not work are refused at once', () => {
    const wrong = { ...credentials, passphrase: '' };
    expect(() => connect(routes, { credentials: wrong })).toThrow(CredentialsError);
  });
});
