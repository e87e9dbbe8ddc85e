import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import createClient from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import { createClock, systemClock } from './clock.js';
import { authMiddleware } from './middleware.js';
import { wireQuery } from './query.js';
import { SignableRequest } from './signable-request.js';
import { Signer } from './signer.js';
import { socketLogin } from './socket.js';

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const hmac = (text: string) => createHmac('sha256', 'the-secret').update(text).digest('base64');
const clock = { offset: 0, now: () => 1695806875837.4 };
const url = 'https://api.bitget.com/api/v3/trade/place-order';

async function sign(request: Request, options: Parameters<typeof authMiddleware>[1] = {}) {
  await authMiddleware(credentials, { clock, ...options }).onRequest({ request, schemaPath: '/schema' });
  return request;
}

describe('authMiddleware', () => {
  it('sets every header of a signed request', async () => {
    const { headers } = await sign(new Request(url, { method: 'POST', body: '{"a":1}' }));
    expect(Object.fromEntries(headers)).toEqual({
      'access-key': 'the-key',
      'access-sign': hmac('1695806875837POST/api/v3/trade/place-order{"a":1}'),
      'access-timestamp': '1695806875837',
      'access-passphrase': 'the-pass',
      'content-type': 'application/json',
      locale: 'en-US',
    });
  });

  it('demo, locale and broker code', async () => {
    const { headers } = await sign(new Request(url), { demo: true, locale: 'zh-CN', channelApiCode: 'abc' });
    expect(headers.get('paptrading')).toBe('1');
    expect(headers.get('locale')).toBe('zh-CN');
    expect(headers.get('x-channel-api-code')).toBe('abc');
  });

  it('signs nothing without credentials or where `signs` says no', async () => {
    const seen: string[] = [];
    const signs = (schemaPath: string, method: string) => seen.push(`${method} ${schemaPath}`) < 0;
    expect([...(await sign(new Request(url), { signs })).headers]).toEqual([]);
    expect(seen).toEqual(['GET /schema']);
    const request = new Request(url);
    await authMiddleware(undefined, { demo: true }).onRequest({ request, schemaPath: '' });
    expect([...request.headers]).toEqual([['paptrading', '1']]);
  });

  it('takes a Signer as well', async () => {
    const request = new Request(url);
    await authMiddleware(new Signer(credentials)).onRequest({ request, schemaPath: '' });
    expect(request.headers.get('ACCESS-KEY')).toBe('the-key');
  });

  it('leaves the body to be sent, remembered or not', async () => {
    for (const Class of [Request, SignableRequest]) {
      const request = await sign(new Class(url, { method: 'POST', body: '{"ü":1}' }));
      expect(request.headers.get('ACCESS-SIGN')).toBe(hmac('1695806875837POST/api/v3/trade/place-order{"ü":1}'));
      expect(request.bodyUsed).toBe(false);
      expect(await request.text()).toBe('{"ü":1}');
    }
  });

  it('does not clone a remembered body, and reads a changed request anew', async () => {
    const request = new SignableRequest(url, { method: 'POST', body: 'a' });
    request.clone = () => {
      throw new Error('cloned');
    };
    await sign(request);
    const changed = await sign(new SignableRequest(request, { method: 'PUT' }));
    expect(changed.headers.get('ACCESS-SIGN')).toBe(hmac('1695806875837PUT/api/v3/trade/place-ordera'));
  });

  it('property: signs the decoded query of whatever URL', async () => {
    const params = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme' }), { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(params, async (given) => {
        const raw = Object.keys(given)
          .sort()
          .map((name) => `${name}=${given[name]}`)
          .join('&');
        const { headers } = await sign(new Request(`https://host:8443/a/b?${wireQuery(given)}#hash`));
        expect(headers.get('ACCESS-SIGN')).toBe(hmac(`1695806875837GET/a/b?${raw}`));
      }),
    );
  });

  it('works in openapi-fetch beside a middleware that makes a plain Request', async () => {
    const sent: Request[] = [];
    const client = createClient<Record<'/p', { post: { responses: { 200: { content: { 'text/plain': string } } } } }>>({
      baseUrl: 'https://host',
      Request: SignableRequest,
      fetch: async (request) => {
        sent.push(request);
        return new Response('{}');
      },
    });
    client.use({ onRequest: ({ request }) => new Request(request, { headers: { 'x-other': '1' } }) });
    client.use(authMiddleware(credentials, { clock }));
    await client.POST('/p', { body: { a: 1 } as never });
    expect(sent[0]?.headers.get('x-other')).toBe('1');
    expect(sent[0]?.headers.get('ACCESS-SIGN')).toBe(hmac('1695806875837POST/p{"a":1}'));
  });
});

it('socketLogin signs seconds', async () => {
  expect(await socketLogin(credentials, 1695806875)).toEqual([
    { apiKey: 'the-key', passphrase: 'the-pass', timestamp: '1695806875', sign: hmac('1695806875GET/user/verify') },
  ]);
});

it('clocks: an offset of their own, the shared one frozen', () => {
  const late = createClock(60_000);
  expect(late.now() - systemClock.now()).toBeGreaterThan(59_000);
  late.offset = 0;
  expect(late.now() - systemClock.now()).toBeLessThan(1_000);
  expect(Object.isFrozen(systemClock)).toBe(true);
});
