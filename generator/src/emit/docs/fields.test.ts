import { describe, expect, test } from 'vitest';
import { schemaOf } from '../../../test/documents.js';
import type { JsonObject } from '../../load/json.js';
import { resolved } from '../../model/schema/resolved.js';
import type { Api } from '../../model/types.js';
import { ours } from '../../profiles/ours.js';
import { constraints } from './constraints.js';
import { fieldsOf, MOST_FIELDS } from './fields.js';
import { typeWords } from './type-words.js';

const SCHEMAS: Record<string, JsonObject> = {
  Price: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
  PriceResponse: { type: 'string', 'x-usual': '^\\d+(\\.\\d+)?$' },
  Side: { anyOf: [{ type: 'string', enum: ['buy'] }, { type: 'string' }] },
  Node: { type: 'object', properties: { id: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } } },
  Either: { oneOf: [{ $ref: '#/components/schemas/Either2' }, { type: 'string' }] },
  Either2: { oneOf: [{ $ref: '#/components/schemas/Either' }, { type: 'string' }] },
};
const READINGS = { PriceResponse: { name: 'Price', variant: 'empty' } } as const;
const read = (json: JsonObject) => schemaOf(json, SCHEMAS, READINGS);
const seen = (json: JsonObject) => resolved(read(json));
const api: Api = {
  name: 'v9',
  title: 'Tiny',
  version: '1',
  description: '',
  servers: [],
  profile: ours,
  operations: [],
  schemas: new Map(),
  readings: new Map(),
  aliases: [],
  exceptions: [],
  sources: new Map(),
  moves: [],
  releases: [],
  advice: [],
  document: {},
  source: 'tiny.yaml',
};
const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const words = (schema: JsonObject) => typeWords(read(schema));
const object = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  required,
  properties,
});
const names = (schema: JsonObject) => fieldsOf(read(schema), api, 'response').map(({ name }) => name);

describe('types in words', () => {
  test.each<[JsonObject, string]>([
    [ref('Price'), 'Price (decimal text)'],
    [ref('PriceResponse'), 'Price (decimal text)'],
    [ref('Side'), 'Side (text)'],
    [{ type: 'array', items: ref('Node') }, 'list of Node (object)'],
    [{ type: ['integer', 'string'] }, 'integer or text'],
    [{ oneOf: [ref('Price'), { type: 'null' }] }, 'Price (decimal text)'],
    [{ oneOf: [ref('Node'), { type: 'array', items: ref('Node') }] }, 'Node (object) or list of Node (object)'],
    [{ allOf: [ref('Node')], description: 'x' }, 'Node (object)'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'map to number'],
    [{ type: 'array', prefixItems: [{}, {}] }, 'row of 2'],
    [{ type: 'string', format: 'date-time' }, 'date and time as text'],
    [{ enum: ['a'] }, 'text'],
    [ref('Either'), 'Either (Either2 or text)'],
    [{}, 'any'],
  ])('%j is %s', (schema, expected) => {
    expect(words(schema)).toBe(expected);
  });
});

test('what may be missing is told apart from the type', () => {
  expect(seen(ref('PriceResponse'))).toMatchObject({ empty: true, nullable: false });
  expect(seen({ oneOf: [ref('PriceResponse'), { type: 'null' }] })).toMatchObject({
    empty: true,
    nullable: true,
  });
  expect(seen({ type: ['string', 'null'] })).toMatchObject({ nullable: true });
  expect(seen({ type: 'string', nullable: true })).toMatchObject({ nullable: true });
});

describe('fields', () => {
  test('are named from the top', () => {
    const list = {
      type: 'array',
      items: object({ oid: {}, pair: { type: 'array', prefixItems: [{ title: 'price' }] } }),
    };
    expect(names(object({ list }))).toEqual(['list', 'list[].oid', 'list[].pair', 'list[].pair[0]']);
    expect(names(list)).toEqual(['[].oid', '[].pair', '[].pair[0]']);
    expect(names({ type: 'object', additionalProperties: object({ a: {} }) })).toEqual(['*.a']);
    expect(names({ type: 'string' })).toEqual(['data']);
  });

  test('of a type that holds itself are listed once', () => {
    const fields = fieldsOf(read(ref('Node')), api, 'response');
    expect(fields.map(({ name, text }) => [name, text])).toEqual([
      ['id', ''],
      ['next', 'Fields as at the top.'],
    ]);
    const twice = fieldsOf(read(object({ a: ref('Node'), b: ref('Node') })), api, 'response');
    expect(twice.map(({ name }) => name)).toEqual(['a', 'a.id', 'a.next', 'b']);
    expect(twice.at(-1)?.text).toBe('Fields as in `a`.');
  });

  test('that only some shapes have may be left out', () => {
    const shapes = { oneOf: [object({ a: {} }, ['a']), object({ b: {} }, ['b'])] };
    expect(fieldsOf(read(shapes), api, 'response').map(({ name, required }) => [name, required])).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });

  test('end somewhere', () => {
    const many = Object.fromEntries(Array.from({ length: 999 }, (_, index) => [`f${index}`, {}]));
    expect(names(object(many))).toHaveLength(MOST_FIELDS);
  });
});

describe('constraints', () => {
  const said = (schema: JsonObject) => constraints(seen(schema), 'request').join(' ');
  test.each<[JsonObject, string]>([
    [{ enum: ['a', 'b', 'c'] }, 'One of `a`, `b`, `c`.'],
    [{ enum: ['a'], description: 'Always `a`.' }, ''],
    [ref('Side'), 'Known values: `buy`.'],
    [{ type: 'integer', minimum: 1, maximum: 100, default: 20 }, '1 to 100. Default `20`.'],
    [{ type: 'number', minimum: 0, exclusiveMinimum: true }, 'Above 0.'],
    [{ type: 'number', exclusiveMaximum: 5 }, 'Below 5.'],
    [{ type: 'string', minLength: 2, maxLength: 2 }, 'Exactly 2 characters.'],
    [{ type: 'array', minItems: 1, maxItems: 50 }, '1 to 50 entries.'],
    [{ type: 'array', maxItems: 1 }, 'At most 1 entry.'],
    [{ enum: ['A-B'], 'x-accepts': { 'a-b': 'A-B' } }, 'Only `A-B`. Lower case is taken too.'],
    [{ enum: ['limit'], 'x-accepts': { lmt: 'limit' } }, 'Only `limit`. Also takes `lmt` for `limit`.'],
    [{ pattern: '^[.A-Z:/a-z0-9_-]{1,32}$' }, '1 to 32 letters, digits and `.` `:` `/` `_` `-`.'],
    [{ pattern: '^[a-z]{8}$' }, '8 small letters.'],
    [{ pattern: '^(a|b)(,(a|b)){0,2}$' }, '1 to 3 of `a`, `b`, joined by commas.'],
    [{ pattern: '^x?$' }, 'Must match `^x?$`.'],
    [{ pattern: '^[a-z]+$', description: 'Small letters.' }, ''],
    [{ 'x-source': ['live'] }, 'Not documented, known from live use.'],
  ])('%j: %s', (schema, expected) => {
    expect(said(schema)).toBe(expected);
  });
});
