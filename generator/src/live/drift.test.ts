import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../load/json.js';
import { SchemaReader } from '../model/schema/read.js';
import { driftOf } from './drift.js';

const schemas = new Map<string, JsonObject>([
  ['Price', { type: 'string', pattern: '^[0-9.]+$' }],
  ['Side', { anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }] }],
]);
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const reader = new SchemaReader({ schemas, readings: new Map(), locations: new Map() });
const schema = reader.read({
  allOf: [
    { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
    {
      type: 'object',
      required: ['data'],
      properties: {
        data: {
          type: 'array',
          items: {
            type: 'object',
            required: ['price'],
            properties: {
              price: { oneOf: [ref('Price'), { type: 'null' }] },
              side: ref('Side'),
              row: { type: 'array', minItems: 2, prefixItems: [ref('Price'), { type: 'integer' }] },
              rates: { type: 'object', additionalProperties: { type: 'integer' } },
            },
          },
        },
      },
    },
  ],
});
const drifts = (entry: Json) =>
  driftOf({ code: '00000', data: [entry] }, schema).map(
    ({ path, kind, expected, got }) => `${path} ${kind}: expected ${expected}, got ${got}`,
  );

describe('drift', () => {
  test('of what is as described is none', () => {
    expect(drifts({ price: '1.5', side: 'buy', row: ['1', 2], rates: { BTC: 1 } })).toEqual([]);
    expect(drifts({ price: null, side: '' })).toEqual([]);
  });

  test.each<[string, Json, string[]]>([
    ['a wrong type', { price: 1.5 }, ['data[].price type: expected string or null, got number 1.5']],
    ['an object for a list', { price: '1', row: {} }, ['data[].row type: expected array, got object {  }']],
    ['a missing field', {}, ['data[].price missing: expected a required field, got nothing']],
    ['a new field', { price: '1', fee: 2 }, ['data[].fee unknown field: expected no such field, got number 2']],
    [
      'a new word',
      { price: '1', side: 'byu' },
      ['data[].side unknown word: expected one of "buy", "sell", got text "byu"'],
    ],
    ['another form', { price: 'x' }, ['data[].price form: expected text of the form ^[0-9.]+$, got text "x"']],
    ['a cell more', { price: '1', row: ['1', 2, 3] }, ['data[].row form: expected 2 cells, got list of 3']],
    ['a cell of another type', { price: '1', row: ['1', '2'] }, ['data[].row[] type: expected integer, got text "2"']],
    [
      'a value of a map',
      { price: '1', rates: { BTC: 'x' } },
      ['data[].rates.BTC type: expected integer, got text "x"'],
    ],
  ])('reports %s', (_what, entry, expected) => {
    expect(drifts(entry)).toEqual(expected);
  });

  test('is reported once for all entries of a list, with what to write', () => {
    const data = [{ price: 1 }, { price: 2 }, { price: '3' }];
    expect(driftOf({ code: '00000', data }, schema)).toEqual([
      {
        path: 'data[].price',
        keys: ['data', 0, 'price'],
        kind: 'type',
        expected: 'string or null',
        got: 'number 1',
        mend: "type: [string, 'null', integer]",
        times: 2,
      },
    ]);
  });

  test('shows nobody and no key', () => {
    for (const secret of ['me@example.com', '203.0.113.17', 'bg_0123456789abcdef0123456789abcdef']) {
      expect(drifts({ price: '1', extra: secret }).join()).toContain(`text of ${secret.length} characters`);
    }
  });
});
