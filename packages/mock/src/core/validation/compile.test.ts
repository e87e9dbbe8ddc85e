import { expect, it, vi } from 'vitest';
import type { JsonSchema, MockData, MockOperation } from '../../types.js';
import { validators } from '../validate.js';
import { compiler } from './compile.js';

const read = (schema: JsonSchema, value: unknown, lenient = true) =>
  String(compiler({ lenient }).compile(schema)?.(value));

it('reads texts as the numbers that they stand for, of which Infinity is none', () => {
  expect(compiler({ lenient: true }).compile({ type: 'integer' })?.('7')).toBe(7);
  for (const text of ['Infinity', '1e999', 'NaN', '', 'x', '1.5'])
    expect(read({ type: 'integer' }, text)).toBe('body must be integer');
  expect(read({ type: 'number' }, '7', false)).toBe('body must be number');
});

it('says where: in lists, in lists of lists, in objects of these', () => {
  const list: JsonSchema = { type: 'array', items: { type: 'array', items: { type: 'string' } } };
  expect(read(list, [['a'], [[]]])).toBe('[1][0] must be string');
  const body: JsonSchema = { type: 'object', properties: { rows: { items: { required: ['side'] } } } };
  expect(read(body, { rows: [{ side: 'buy' }, {}] })).toBe('rows[1].side cannot be empty');
});

it('a failed alternative leaves no trace on the next', () => {
  const either: JsonSchema = { anyOf: [{ type: 'number', maximum: 10 }, { type: 'string' }] };
  expect(compiler({ lenient: true }).compile(either)?.('012')).toBe('012');
});

it.each(['anyOf', 'oneOf'] as const)('nor inside objects and lists: %s', (alternatives) => {
  const first = { properties: { a: { items: { type: 'number' } }, b: { const: 1 } } } as const;
  const second = { properties: { a: { items: { const: '5' } }, c: { type: 'number' } } } as const;
  const value = { a: ['5'], b: 2, c: '3' };
  const reader = compiler({ lenient: true }).compile({ [alternatives]: [first, second] });
  expect(reader?.(value)).toBe(value);
  expect(value).toEqual({ a: ['5'], b: 2, c: 3 });
});

it('nor of a condition, nor of what is not wanted', () => {
  const wrong = { properties: { a: { type: 'number' }, b: { const: 1 } } } as const;
  const reads = (schema: JsonSchema) => compiler({ lenient: true }).compile(schema)?.({ a: '5', b: 2 });
  expect(reads({ if: wrong, else: { properties: { a: { const: '5' } } } })).toEqual({ a: '5', b: 2 });
  expect(reads({ not: wrong })).toEqual({ a: '5', b: 2 });
});

it('follows references into themselves, and says so where one leads nowhere', () => {
  const tree = { type: 'object', properties: { left: { $ref: '#/schemas/tree' }, size: { type: 'integer' } } };
  const { target } = compiler({ document: { schemas: { tree } } });
  expect(String(target('#/schemas/tree')({ left: { left: { size: 'x' } } }))).toBe('left.left.size must be integer');
  expect(() => target('#/schemas/bush')).toThrow('[mock] no schema at #/schemas/bush: generate the packages again');
  expect(() => target('https://example.org/schema')).toThrow('[mock] no schema at https://example.org/schema');
});

it('takes patterns that are none with Unicode', () => {
  expect(read({ pattern: '^[\\w-.]+$' }, 'a-b.c')).toBe('a-b.c');
  expect(read({ pattern: '^[\\w-.]+$' }, 'ä')).toBe('body must match pattern "^[\\w-.]+$"');
});

it('warns once of a keyword that it does not check', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const body = { type: 'object', unevaluatedProperties: false, properties: { size: { type: 'integer' } } };
  const operation: MockOperation = {
    id: 'addPet',
    key: 'v9:addPet',
    method: 'POST',
    path: '/pets',
    signed: false,
    account: 'any',
    effect: 'write',
    permission: 'none',
    limits: [],
    errors: [],
    fidelity: 'validated',
    body,
    response: true,
  };
  const data: MockData = { api: 'v9', schemas: {}, operations: [operation] };
  const validatorOf = validators(data);
  expect(validatorOf(operation, 'body')?.({ size: 'x', more: 1 })).toBe('size must be integer');
  expect(validatorOf(operation, 'body')?.({ size: 1, more: 1 })).toBeUndefined();
  expect(warn.mock.calls).toEqual([
    [
      '[mock] unevaluatedProperties is not checked, requests of v9: the mock does not know this keyword, and takes what it refuses',
    ],
  ]);
  warn.mockRestore();
});
