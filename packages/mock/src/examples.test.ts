import { stringToSign, wireQuery } from '@bitget-spec/auth';
import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { expect, it } from 'vitest';
import { isRecord } from './core/schema.js';
import { createMockExchange } from './index.js';
import { envelope, NOW, signed } from './testing.js';
import type { MockOperation, MockRequest } from './types.js';

const { handle } = createMockExchange({ now: NOW });

function example({ method, path, request }: MockOperation): MockRequest {
  const fields = isRecord(request) ? request : {};
  if (method === 'POST') return signed(method, path, JSON.stringify(listOf(request) ?? fields));
  const query = wireQuery(fields);
  const text = stringToSign({ timestamp: NOW, method, path, query: fields });
  return signed(method, query === '' ? path : `${path}?${query}`, '', { text });
}

/** The body where it is a list: alone, or under the one name `body`. */
function listOf(request: unknown): unknown[] | undefined {
  const list = isRecord(request) && Object.keys(request).join() === 'body' ? request.body : request;
  return Array.isArray(list) ? list : undefined;
}

it.each([v2, v3].map((api) => [api.api, api.operations] as const))(
  'accepts the example request of every operation: %s',
  async (_name, operations) => {
    const refused: string[] = [];
    for (const operation of operations) {
      const { code, msg } = envelope(await handle(example(operation)));
      if (code !== '00000') refused.push(`${operation.key} ${code} ${msg}`);
    }
    expect(refused).toEqual([]);
  },
);
