import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMockExchange } from '@bitget-spec/mock';
import type { ClientOptions, createClient } from '@bitget-spec/v3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEAN, oneFile } from '../test/bundle-esbuild.js';

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
const order = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '0.01', price: '60000' };

interface Bundle {
  createClient(options: ClientOptions): ReturnType<typeof createClient>;
  parts(): NonNullable<ClientOptions['use']>;
  rsaSign: NonNullable<ClientOptions['credentials']>['sign'];
}

const folder = mkdtempSync(join(import.meta.dirname, '../.bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bare = "export { createClient } from '@bitget-spec/v3';";
const asked = `
  export { rsaSign } from '@bitget-spec/client/rsa';
  import { http, outcomes, pages, signatureReports } from '@bitget-spec/v3';
  export const parts = () => [http(), outcomes(), pages(), signatureReports()];`;

/** Bundles with the condition `bitget-lean` for a browser, and loads the one file. */
async function load(name: string, code: string): Promise<{ text: string; bundle: Bundle }> {
  const text = await oneFile(code, LEAN);
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return { text, bundle: await import(/* @vite-ignore */ pathToFileURL(file).href) };
}

let lean: Awaited<ReturnType<typeof load>>;
let whole: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  lean = await load('lean', bare);
  whole = await load('whole', bare + asked);
});
const thrown = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => error,
  );

describe('one file, built with the condition bitget-lean', () => {
  const MARKS = {
    'openapi-fetch': 'parseAs',
    'the explainer': 'is missing from what was signed',
    RSA: 'PRIVATE KEY-----',
    'order outcomes': 'it never arrived',
    pages: 'too-many-pages',
    'common hints': 'Look in the order history',
    'debug lines': '[bitget] ',
  };

  it.each(Object.entries(MARKS))('has no %s', async (_, mark) => {
    expect(lean.text).not.toContain(mark);
    expect(await oneFile(bare, [])).toContain(mark);
  });

  it('signs and reads', async () => {
    const { fetch } = createMockExchange();
    const bitget = lean.bundle.createClient({ fetch, credentials });
    expect(await bitget.account.assets()).toBeDefined();
    expect(await bitget.market.tickers({ category: 'SPOT', symbol: 'BTCUSDT' })).toHaveLength(1);
  });

  it('redacts from the first request on what a response gives back of secrets, encoded as it may be', async () => {
    const echo = btoa(`passphrase=${credentials.passphrase}`);
    const fetch = async () => Response.json({ code: '40017', msg: `bad ${echo}, ${credentials.secretKey}` });
    const error = String(await thrown(lean.bundle.createClient({ fetch, credentials }).account.assets()));
    expect(error).toContain('bad [redacted], [redacted]');
  });

  it('sends no order, and says what to hand in', async () => {
    const exchange = createMockExchange();
    const bitget = lean.bundle.createClient({ fetch: exchange.fetch, credentials });
    expect(await thrown(bitget.trade.placeOrder(order as never))).toMatchObject({
      code: 'not-sent',
      hint: 'give use: [outcomes()]; nothing was sent',
    });
    expect(exchange.journal.list().filter(({ operation }) => operation?.includes('placeOrder'))).toEqual([]);
  });

  it('refuses an RSA key when it is made, and says what to hand in, not the key', () => {
    const secretKey = pemOf();
    expect(() => lean.bundle.createClient({ credentials: { ...credentials, secretKey } })).toThrow(
      /^\[@bitget-spec\/auth\] credentials.secretKey is an RSA key, .*: give credentials.sign, rsaSign of @bitget-spec\/client\/rsa/,
    );
  });
});

describe('what is handed in is there:', () => {
  it('an order is placed, and found where the response is lost', async () => {
    const exchange = createMockExchange();
    exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { empty: true } });
    const bitget = whole.bundle.createClient({ fetch: exchange.fetch, credentials, use: whole.bundle.parts() });
    expect(await bitget.trade.placeOrder(order as never)).toMatchObject({ orderId: expect.stringMatching(/^\d+$/) });
  });

  it('pages and client.http', async () => {
    const { fetch } = createMockExchange();
    const bitget = whole.bundle.createClient({ fetch, credentials, use: whole.bundle.parts() });
    for await (const _ of bitget.trade.fills.pages({ category: 'SPOT' })) break;
    expect(await bitget.http.GET('/api/v3/public/time')).toMatchObject({ data: { code: '00000' } });
  });

  it('a refused signature is explained', async () => {
    const fetch = async () => Response.json({ code: '40009', msg: 'sign signature error' }, { status: 400 });
    const bitget = whole.bundle.createClient({ fetch, credentials, use: whole.bundle.parts() });
    expect(String(await thrown(bitget.account.assets()))).toContain('What was signed: ');
  });

  it('an RSA key signs', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const secretKey = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    let signed = false;
    const fetch = async ({ headers }: Request) => {
      const text = `${headers.get('ACCESS-TIMESTAMP')}GET/api/v3/account/assets`;
      const signature = Buffer.from(headers.get('ACCESS-SIGN') ?? '', 'base64');
      signed ||= verify('sha256', Buffer.from(text), publicKey, signature);
      return Response.json({ code: '00000', data: [] });
    };
    const { createClient, rsaSign } = whole.bundle;
    await createClient({ fetch, credentials: { ...credentials, secretKey, sign: rsaSign } }).account.assets();
    expect(signed).toBe(true);
  });
});

const pemOf = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
