import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as small from '../../../test/small-exchange.js';
import { NOW } from '../../../test/small-exchange.js';
import type { JsonSchema, MockData } from '../../types.js';
import { generate } from '../generate.js';
import { hashText } from '../hash.js';
import { catalogue } from '../router.js';
import { isRecord } from '../schema.js';
import { compileData } from './compile.js';

const scope = { now: NOW, request: {}, batch: [], index: 0, pastEnd: false, mark: undefined, salt: 0 };
const make = (schema: JsonSchema, example?: unknown, seed = 'a', request = {}) =>
  compileData(schema, {}, example)(hashText(seed), { ...scope, request });

/** Fields of generated responses that break their schema, over several seeds and requests. */
function faults(api: MockData): string[] {
  // Strict in types, unlike the validators of requests.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  ajv.addSchema({ $id: api.api, schemas: api.schemas, operations: api.operations });
  const { routes } = catalogue([api]);
  return api.operations.flatMap((operation, index) => {
    const route = routes.get(`${operation.method} ${operation.path}`);
    const check = ajv.getSchema(`${api.api}#/operations/${index}/response`);
    const request = isRecord(operation.request) ? operation.request : {};
    const requests = [request, {}, { ...request, cursor: '1', idLessThan: '1', pageNo: 2 }];
    const tries = ['bitget', 'a', 'b', 'c'].flatMap((seed) => requests.map((fields) => ({ seed, fields })));
    return tries.flatMap(({ seed, fields }) => {
      const data = route && generate(route, { request: fields, fields, batch: [] }, seed, NOW);
      if (check?.(data)) return [];
      return `${operation.key}${check?.errors?.[0]?.instancePath} ${check?.errors?.[0]?.message}`;
    });
  });
}

it.each([v2, v3, small.v2, small.v3].map((api) => [api.api, api.operations.length, api] as const))(
  'generated responses keep their schemas: %s, %d operations',
  (_name, _count, api) => expect(faults(api)).toEqual([]),
);

describe('values', () => {
  const field = { type: 'string', pattern: '^\\d+(\\.\\d+)?$' };

  it('do not move when a field is added', () => {
    const before = make({ type: 'object', required: ['price'], properties: { price: field } }, { price: '100.5' });
    const properties = { amount: field, price: field, ts: field };
    const after = make({ type: 'object', required: ['price'], properties }, { price: '100.5', amount: '3' });
    expect(after).toMatchObject(before ?? {});
  });

  it('stay near their example, with its decimals', () => {
    for (const seed of ['a', 'b', 'c', 'd']) {
      const price = make(
        { type: 'object', required: ['price'], properties: { price: field } },
        { price: '100.50' },
        seed,
      );
      expect(Number(Object.values(price ?? {})[0])).toBeCloseTo(100.5, -1);
      expect(Object.values(price ?? {})[0]).toMatch(/^\d+\.\d\d$/);
    }
  });

  it('keep the order of a candle and of a book', () => {
    const row = { type: 'array', prefixItems: [{ type: 'string' }, field, field, field, field] };
    const candle = make(row, ['1761998400000', '100', '110.5', '90.5', '105']);
    expect(Array.isArray(candle) && candle.map(Number)).toSatisfy((x) => x[2] > x[1] && x[3] < x[1] && x[4] < x[2]);
    const side = { type: 'array', minItems: 3, items: { type: 'array', prefixItems: [field, field] } };
    const properties = { asks: side, bids: side };
    const model = { asks: [['100.500', '1']], bids: [['100.500', '1']] };
    const book = JSON.parse(JSON.stringify(make({ type: 'object', required: ['asks', 'bids'], properties }, model)));
    expect(Number(book.asks[0][0])).toBeGreaterThan(Number(book.bids[0][0]));
    expect(book.asks.length).toBeGreaterThanOrEqual(3);
  });

  it('repeat what the request said, where that is allowed', () => {
    const schema = {
      type: 'object',
      required: ['side'],
      properties: { side: { enum: ['buy', 'sell'] }, n: { type: 'integer' } },
    };
    expect(make(schema, {}, 'a', { side: 'sell' })).toMatchObject({ side: 'sell' });
    expect(make(schema, {}, 'a', { side: 'up' })).not.toMatchObject({ side: 'up' });
  });

  it('end, even if their schema does not', () => {
    const schemas = { Node: { type: 'object', required: ['next'], properties: { next: { $ref: '#/schemas/Node' } } } };
    expect(() => compileData({ $ref: '#/schemas/Node' }, schemas, undefined)(1, scope)).not.toThrow();
  });
});
