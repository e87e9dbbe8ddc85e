import fc from 'fast-check';
import { isSafePattern } from 'redos-detector';
import { describe, expect, test } from 'vitest';
import { sourceOf } from '../../test/documents.js';
import { isOpenEnum, openInline, variantOf } from './directions.js';

const SCHEMAS = `openapi: 3.1.0
components:
  schemas:
    Side: { type: string, enum: [buy, sell] }
    Level: { type: integer, enum: [1, 2] }
    Price: { type: string, pattern: '^\\d+$' }
    Note: { type: string }
    Count: { type: integer }
    Order: { type: object, properties: { side: { $ref: '#/components/schemas/Side' } } }
    Named: { type: object, patternProperties: { '^a': { $ref: '#/components/schemas/Side' } } }
    Unlike: { not: { $ref: '#/components/schemas/Price' } }
    Empty: { type: object }
    Alias: { $ref: '#/components/schemas/Price' }
`;

describe('a schema is read in a response', () => {
  test.each([
    ['Side', 'open'],
    ['Level', 'written'],
    ['Price', 'empty'],
    ['Note', 'written'],
    ['Count', 'written'],
    ['Order', 'holds'],
    ['Named', 'holds'],
    ['Unlike', 'holds'],
    ['Empty', 'written'],
    ['Alias', 'empty'],
  ])('%s as "%s", in a request as written', async (name, variant) => {
    const source = await sourceOf({ 'openapi.yaml': SCHEMAS });
    const found = source.target(`#/components/schemas/${name}`, source.file);
    if (!found) throw new Error(name);
    expect(variantOf(source, found, 'response')).toBe(variant);
    expect(variantOf(source, found, 'request')).toBe('written');
    expect(variantOf(source, found, 'both')).toBe('written');
  });
});

describe('opening', () => {
  test('an enum lets any text pass and keeps its words', () => {
    const opened = openInline({ type: 'string', enum: ['buy', 'sell'], description: 'Side.' });
    expect(opened).toEqual({
      description: 'Side.',
      anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }],
    });
    expect(isOpenEnum(opened)).toBe(true);
  });

  test('an enum with null keeps null', () => {
    const opened = openInline({ type: ['string', 'null'], enum: ['buy', null] });
    expect(opened).toEqual({ anyOf: [{ type: 'string', enum: ['buy'] }, { type: ['string', 'null'] }] });
    expect(isOpenEnum(opened)).toBe(true);
  });

  test('text may be empty and of another form than the usual one', () => {
    expect(openInline({ type: 'string', pattern: '^[A-Z]+$', minLength: 1 })).toEqual({
      type: 'string',
      'x-usual': '^[A-Z]+$',
    });
  });

  test('a number as text stays a number, or empty', () => {
    const { pattern, ...rest } = openInline({ type: 'string', pattern: '^\\d+(\\.\\d+)?$' });
    expect(rest).toEqual({ type: 'string', 'x-usual': '^\\d+(\\.\\d+)?$' });
    for (const text of ['', '0.5', '-1', '1e-7']) expect(text).toMatch(new RegExp(String(pattern)));
    for (const text of ['x', '1,5', '1 ']) expect(text).not.toMatch(new RegExp(String(pattern)));
  });

  test('the pattern of any number takes time in proportion to the text, and what its quadratic forerunner took', () => {
    const { pattern } = openInline({ type: 'string', pattern: '^\\d+$' });
    expect(isSafePattern(String(pattern), { unicode: true })).toMatchObject({ safe: true });
    const before = /^$|^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/u;
    const after = new RegExp(String(pattern), 'u');
    const text = fc.string({ unit: fc.constantFrom('0', '7', '.', '-', '+', 'e', 'E', 'x'), maxLength: 12 });
    fc.assert(
      fc.property(text, (one) => after.test(one) === before.test(one)),
      { numRuns: 5_000 },
    );
  });

  test('numbers and objects stay', () => {
    for (const schema of [{ type: 'integer', enum: [1, 2] }, { type: 'object' }])
      expect(openInline(schema)).toEqual(schema);
  });
});

test('any text beside an enum is no open enum where there is a third part', () => {
  expect(isOpenEnum({ anyOf: [{ enum: ['a'] }, { type: 'string' }, { type: 'null' }] })).toBe(false);
});
