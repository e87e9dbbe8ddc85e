import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../load/json.js';
import { SchemaReader } from './read.js';
import { typeOf, typesOf, wordsOf } from './types.js';
import { nodesOf } from './walk.js';

const schemas = new Map<string, JsonObject>([
  ['Side', { type: 'string', enum: ['buy', 'sell'] }],
  [
    'Tree',
    {
      type: 'object',
      properties: {
        name: { type: 'string' },
        leaves: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    },
  ],
]);
const reader = new SchemaReader({ schemas, readings: new Map(), locations: new Map() });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const paths = (schema: JsonObject) =>
  [...nodesOf(reader.read(schema)).values()].map(
    ({ path, kind, required }) => `${path} ${kind}${required ? ' required' : ''}`,
  );

describe('the positions of a schema', () => {
  test('are fields, entries, cells and values, from the top', () => {
    const row = { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] };
    const schema = {
      type: 'object',
      required: ['list'],
      properties: {
        list: { type: 'array', items: { type: 'object', required: ['side'], properties: { side: ref('Side') } } },
        rows: { type: 'array', items: row },
        rates: { type: 'object', additionalProperties: { type: 'string' } },
      },
    };
    expect(paths(schema)).toEqual([
      ' whole required',
      'list field required',
      'list[] entry',
      'list[].side field required',
      'rows field',
      'rows[] entry',
      'rows[][0] cell',
      'rows[][1] cell',
      'rates field',
      'rates.* value',
    ]);
    expect(nodesOf(reader.read(schema)).get('list[].side')?.keys).toEqual(['list', 0, 'side']);
  });

  test('are found in every part, and bind only where every part does', () => {
    const alternative = (name: string) => ({ required: [name], properties: { [name]: { type: 'string' } } });
    const schema = { allOf: [alternative('a')], oneOf: [alternative('b'), alternative('c')] };
    expect(paths(schema)).toEqual([' whole required', 'a field required', 'b field', 'c field']);
  });

  test('of a type that holds itself end', () => {
    expect(paths(ref('Tree')).slice(0, 5)).toEqual([
      ' whole required',
      'name field',
      'leaves field',
      'leaves[] entry',
      'leaves[].name field',
    ]);
  });
});

test.each<[JsonObject, string[] | undefined]>([
  [{ type: 'string' }, ['string']],
  [{ type: ['string', 'null'] }, ['string', 'null']],
  [{ oneOf: [ref('Side'), { type: 'null' }] }, ['string', 'null']],
  [{ allOf: [ref('Side')], description: 'x' }, ['string']],
  [{ const: 1 }, ['integer']],
  [{ enum: ['a', null] }, ['string', 'null']],
  [{ oneOf: [ref('Side'), {}] }, undefined],
  [{}, undefined],
])('the types of %j are %j', (schema, expected) => {
  const types = typesOf(reader.read(schema));
  expect(types && [...types]).toEqual(expected);
});

test.each<[JsonObject, string[] | undefined]>([
  [ref('Side'), ['buy', 'sell']],
  [{ allOf: [ref('Side')] }, ['buy', 'sell']],
  [{ oneOf: [ref('Side'), { type: 'null' }] }, ['buy', 'sell']],
  [{ anyOf: [ref('Side'), { type: 'string' }] }, undefined],
  [{ type: 'string' }, undefined],
])('the words of %j are %j', (schema, expected) => {
  expect(wordsOf(reader.read(schema))).toEqual(expected);
});

test.each([
  [null, 'null'],
  [[], 'array'],
  [{}, 'object'],
  [1, 'integer'],
  [1.5, 'number'],
  ['', 'string'],
  [true, 'boolean'],
])('%j is a %s', (value, expected) => {
  expect(typeOf(value)).toBe(expected);
});
