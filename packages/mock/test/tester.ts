/** An exchange on the real description, each of whose responses is held against its schema. */
import { stringToSign, wireQuery } from '@bitget-spec/auth';
import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { createMockExchange, type MockOptions } from '../src/index.js';
import type { MockOperation } from '../src/types.js';
import { envelope, NOW, signed } from './small-exchange.js';

const ajv = new Ajv2020({
  strict: false,
  validateSchema: false,
  validateFormats: false,
  allErrors: true,
  logger: false,
});
const operations = new Map<string, MockOperation>();
for (const api of [v2, v3]) {
  const all = Object.fromEntries(api.operations.map((operation) => [operation.id, operation]));
  ajv.addSchema({ $id: `test:${api.api}`, schemas: api.schemas, operations: all });
  for (const operation of api.operations) operations.set(operation.key, operation);
}

/** What is wrong with a response, by its operation's schema. */
export function faultsOf(key: string, data: unknown): string[] {
  const operation = operations.get(key);
  if (!operation) throw new Error(`no operation ${key}`);
  const check = ajv.getSchema(`test:${key.slice(0, 2)}#/operations/${operation.id}/response`);
  if (!check) throw new Error(`no schema of ${key}`);
  return check(data) ? [] : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

// biome-ignore lint/suspicious/noExplicitAny: responses are held against their schemas, tests read into them freely
type Data = any;

export interface Tester {
  exchange: ReturnType<typeof createMockExchange>;
  /** Asks and returns `data`, which must fit the schema, or throws with the code. */
  ask(key: string, fields?: object): Promise<Data>;
  /** Asks and returns the code of the response. */
  code(key: string, fields?: object): Promise<string>;
  as(key: string): Tester;
}

export function tester(options: MockOptions = {}, apiKey = 'test-key', known?: Tester['exchange']): Tester {
  const exchange = known ?? createMockExchange({ now: NOW, ...options });
  const send = async (key: string, fields: object = {}) => {
    const operation = operations.get(key);
    if (!operation) throw new Error(`no operation ${key}`);
    const { method, path } = operation;
    const time = String(exchange.clock.now());
    if (method === 'POST') {
      const request = signed(method, path, JSON.stringify(fields), { key: apiKey, time });
      return exchange.handle(request);
    }
    const record = Object.fromEntries(Object.entries(fields));
    const query = wireQuery(record);
    const text = stringToSign({ timestamp: Number(time), method, path, query: record });
    return exchange.handle(signed(method, query === '' ? path : `${path}?${query}`, '', { key: apiKey, time, text }));
  };
  return {
    exchange,
    async ask(key, fields) {
      const reply = await send(key, fields);
      const { code, msg, data } = envelope(reply);
      if (code !== '00000') throw new Error(`${key}: ${code} ${msg}`);
      expect(reply.headers['x-mock-fidelity'], key).toBe('stateful');
      expect(faultsOf(key, data), `${key} ${JSON.stringify(data)?.slice(0, 400)}`).toEqual([]);
      return data;
    },
    code: async (key, fields) => envelope(await send(key, fields)).code,
    as: (other) => tester(options, other, exchange),
  };
}
