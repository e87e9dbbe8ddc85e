import { describe, expect, test } from 'vitest';
import { apiOf, OURS } from '../../../test/documents.js';
import type { JsonObject } from '../../load/json.js';
import type { Schema } from './kinds.js';
import { SchemaReader } from './read.js';
import { followed, resolved } from './resolved.js';

const schemas = new Map<string, JsonObject>([
  ['Price', { type: 'string', pattern: '^\\d+$', description: 'What one costs.', examples: ['1'] }],
  ['PriceResponse', { type: 'string', 'x-usual': '^\\d+$' }],
  ['Order', { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }],
  ['Alias', { $ref: '#/components/schemas/Order' }],
  ['Self', { allOf: [{ $ref: '#/components/schemas/Self' }, { type: 'object' }] }],
]);
const readings = new Map([['PriceResponse', { name: 'Price', variant: 'empty' as const }]]);
const reader = new SchemaReader({ schemas, readings, locations: new Map() });
const read = (json: JsonObject): Schema => reader.read(json);
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

describe('a schema is read as', () => {
  test.each<[Schema['kind'], JsonObject, object]>([
    ['object', { type: 'object', required: ['a'] }, { required: new Set(['a']), untyped: false }],
    ['object', { properties: { a: true, b: false } }, { untyped: true }],
    ['object', { type: 'object', additionalProperties: false }, { additional: false }],
    ['object', { type: ['object', 'null'], properties: {} }, { nullable: true }],
    ['map', { type: 'object', additionalProperties: { type: 'number' } }, { values: { kind: 'number' } }],
    ['list', { type: 'array', items: ref('Price'), maxItems: 9 }, { items: { to: 'Price' }, bounds: { maxItems: 9 } }],
    [
      'tuple',
      { type: 'array', prefixItems: [{ title: 'price' }], items: false },
      { cells: [{ title: 'price' }], rest: false },
    ],
    ['text', { type: 'string', format: 'uuid', deprecated: true }, { format: 'uuid', deprecated: true, empty: false }],
    ['text', { type: 'string', 'x-usual': '^a$' }, { empty: true, bounds: { usual: '^a$' } }],
    [
      'text',
      { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
      { content: { kind: 'object' } },
    ],
    [
      'number',
      { type: 'integer', minimum: 0, exclusiveMinimum: true },
      { integer: true, bounds: { exclusiveMinimum: 0 } },
    ],
    [
      'number',
      { type: 'number', exclusiveMaximum: 5, maximum: 6 },
      { integer: false, bounds: { maximum: 6, exclusiveMaximum: 5 } },
    ],
    ['boolean', { type: 'boolean', nullable: true, default: false }, { nullable: true, default: false }],
    ['choice', { type: 'string', enum: ['a', null] }, { words: ['a'], open: false, nullable: true }],
    ['choice', { const: 1 }, { words: [1], constant: true, types: ['integer'] }],
    [
      'choice',
      { anyOf: [{ type: 'string', enum: ['a'] }, { type: ['string', 'null'] }] },
      { open: true, nullable: true },
    ],
    ['choice', { type: 'null' }, { words: [], nullable: true }],
    ['union', { type: ['string', 'integer'] }, { alternatives: [{ kind: 'text' }, { kind: 'number' }], byType: true }],
    [
      'union',
      { oneOf: [ref('Price'), ref('Order')] },
      { alternatives: [{ to: 'Price' }, { to: 'Order' }], byType: false },
    ],
    [
      'union',
      {
        oneOf: [ref('Order'), ref('Alias')],
        discriminator: { propertyName: 'kind', mapping: { x: ref('Order').$ref ?? '' } },
      },
      { discriminator: { property: 'kind', mapping: { x: 'Order' } } },
    ],
    [
      'intersection',
      { allOf: [ref('Order')], required: ['more'] },
      { parts: [{ to: 'Order' }, { required: new Set(['more']) }] },
    ],
    ['intersection', { properties: { a: {} }, oneOf: [{ required: ['a'] }, { required: ['b'] }] }, {}],
    ['intersection', { ...ref('Order'), required: ['more'] }, { parts: [{ kind: 'reference' }, { kind: 'object' }] }],
    [
      'reference',
      { ...ref('Price'), description: 'Limit.', maximum: 5 },
      { to: 'Price', description: 'Limit.', bounds: { maximum: 5 } },
    ],
    [
      'reference',
      { oneOf: [ref('Price'), { type: 'null' }], 'x-source': ['live'] },
      { to: 'Price', nullable: true, evidence: ['live'] },
    ],
    ['reference', { allOf: [ref('Price')], description: 'Limit.' }, { to: 'Price', description: 'Limit.' }],
    ['anything', {}, { untyped: true }],
  ])('%s: %j', (kind, json, facts) => {
    expect(read(json)).toMatchObject({ kind, ...facts });
  });
});

test('a schema is read once', () => {
  const json = { type: 'string' };
  expect(read(json)).toBe(read(json));
  expect(reader.component('Price')).toBe(reader.component('Price'));
});

describe('a schema resolved', () => {
  test('says what stands beside a reference over what its component says', () => {
    const schema = resolved(read({ ...ref('Price'), description: 'Limit.', maxLength: 9 }));
    const bounds = { pattern: '^\\d+$', maxLength: 9 };
    expect(schema).toMatchObject({ kind: 'text', name: 'Price', description: 'Limit.', examples: ['1'], bounds });
  });

  test('is empty where its component is read so, and called what a reader calls it', () => {
    expect(resolved(read(ref('PriceResponse')))).toMatchObject({ name: 'PriceResponse', scalar: 'Price', empty: true });
  });

  test('has the name of the outermost reference', () => {
    expect(resolved(read(ref('Alias')))).toMatchObject({ kind: 'object', name: 'Alias' });
  });

  test('has the fields of all parts, and what they need', () => {
    const part = { type: 'object', required: ['b'], properties: { b: { type: 'integer' } } };
    const schema = resolved(read({ allOf: [ref('Order'), part], description: 'Both.' }));
    expect(schema).toMatchObject({ kind: 'object', description: 'Both.', required: new Set(['id', 'b']) });
    expect(schema.kind === 'object' && [...schema.properties.keys()]).toEqual(['id', 'b']);
    expect(schema).not.toHaveProperty('name');
  });

  test('has the shapes beside its fields, but not those that only name fields', () => {
    const shapes = [{ properties: { b: {} } }, { required: ['a'] }];
    const schema = resolved(read({ type: 'object', properties: { a: {} }, oneOf: shapes }));
    expect(schema.kind === 'object' && schema.alternatives?.length).toBe(1);
  });

  test('ends where a type is a part of itself', () => {
    expect(resolved(read(ref('Self'))).kind).toBe('object');
  });
});

test('a schema knows where it is written, in which file soever', async () => {
  const files = { 'common.yaml': 'Price:\n  type: string\n' };
  const api = await apiOf(
    `${OURS}paths:
  /api/v9/a/b:
    get:
      parameters:
        - { name: price, in: query, schema: { $ref: common.yaml#/Price } }
      responses: { '200': { description: Fine. } }
`,
    files,
  );
  const schema = api.operations[0]?.request.parameters[0]?.schema;
  expect(schema).toMatchObject({
    kind: 'reference',
    location: { pointer: '/paths/~1api~1v9~1a~1b/get/parameters/0/schema' },
  });
  const price = schema && followed(schema);
  expect(price?.location?.file).toMatch(/common\.yaml$/);
  expect(price?.location?.pointer).toBe('/Price');
});
