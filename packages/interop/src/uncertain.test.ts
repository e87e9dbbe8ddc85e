import { NetworkError, OutcomeUnknownError } from '@bitget-spec/client';
import type { MockOperation } from '@bitget-spec/contract';
import { createClient as createV2 } from '@bitget-spec/v2';
import { mock as mockV2 } from '@bitget-spec/v2/mock';
import { operations as operationsV2 } from '@bitget-spec/v2/operations';
import { createClient as createV3 } from '@bitget-spec/v3';
import { mock as mockV3 } from '@bitget-spec/v3/mock';
import { operations as operationsV3 } from '@bitget-spec/v3/operations';
import { describe, expect, test } from 'vitest';

type Call = (request: unknown, options: { outcomeWaitMs: number }) => Promise<unknown>;

const credentials = { apiKey: 'key', secretKey: 'secret', passphrase: 'passphrase' };

/** Every request is cut off after it was sent; the paths that were asked for are kept. */
function cutOff() {
  const sent: string[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    sent.push(`${request.method} ${new URL(request.url).pathname}`);
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
  };
  return { sent, fetch };
}

/** The call of a key, `v3:trade.placeOrder`. */
function callOf(client: object, key: string): Call {
  const names = key.slice(key.indexOf(':') + 1).split('.');
  const call = names.reduce<unknown>((level, name) => Object(level)[name], client);
  if (typeof call !== 'function') throw new Error(`there is no call ${key}`);
  return (request, options) => call(request, options);
}

const APIS = [
  { name: 'v2', createClient: createV2, operations: operationsV2, mock: mockV2 },
  { name: 'v3', createClient: createV3, operations: operationsV3, mock: mockV3 },
];

describe.each(APIS)('a response of $name that is lost', ({ createClient, operations, mock }) => {
  const examples = new Map<string, MockOperation['request']>(mock.operations.map(({ key, request }) => [key, request]));
  const writes = operations.filter(({ effect }) => effect !== 'read');

  test.each(writes)('leaves $key unknown, and it is sent once', async ({ key, method, path, orderId, lookups }) => {
    const { sent, fetch } = cutOff();
    const client = createClient({ credentials, fetch, retries: { times: 0 } });
    const error: unknown = await callOf(client, key)(examples.get(key), { outcomeWaitMs: 0 }).catch((e: unknown) => e);
    await client.close();
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    const { attempted = [] } = error instanceof OutcomeUnknownError ? error : {};
    expect(sent.filter((url) => url === `${method} ${path}`)).toHaveLength(1);
    expect(attempted.every(({ state }) => state === 'unknown')).toBe(true);
    for (const { clientOid, lookups: found } of attempted) {
      expect(typeof clientOid).toBe(orderId ? 'string' : 'undefined');
      expect(found.map(({ operation }) => operation)).toEqual((lookups ?? []).map(({ operation }) => operation));
    }
  });

  test('leaves a POST that only reads what it is: it is sent again', async () => {
    const reads = operations.filter(({ method, effect }) => method === 'POST' && effect === 'read');
    expect(reads.length).toBeGreaterThan(0);
    for (const { key, method, path } of reads) {
      const { sent, fetch } = cutOff();
      const client = createClient({ credentials, fetch, retries: { times: 2, baseMs: 1 } });
      const error: unknown = await callOf(client, key)(examples.get(key), { outcomeWaitMs: 0 }).catch(
        (e: unknown) => e,
      );
      await client.close();
      expect(error).toBeInstanceOf(NetworkError);
      expect(sent.filter((url) => url === `${method} ${path}`)).toHaveLength(3);
    }
  });
});
