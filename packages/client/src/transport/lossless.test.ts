import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLossless } from './lossless.js';

describe('parseLossless', () => {
  it.each([
    ['{"seq":9007199254740993}', { seq: '9007199254740993' }],
    ['{"a":[ -9007199254740993,\n1234567890123456789012]}', { a: ['-9007199254740993', '1234567890123456789012'] }],
    ['12345678901234567', '12345678901234567'],
    [' -12345678901234567 ', '-12345678901234567'],
    ['[9007199254740991,-9007199254740991]', [9007199254740991, -9007199254740991]],
    ['[9007199254740992]', ['9007199254740992']],
    ['{"id":"12345678901234567890","n":1}', { id: '12345678901234567890', n: 1 }],
    [
      '{"s":"x: 12345678901234567890, \\" 12345678901234567890","n":1}',
      { s: 'x: 12345678901234567890, " 12345678901234567890', n: 1 },
    ],
    ['{"s":"\\\\","n":12345678901234567}', { s: '\\', n: '12345678901234567' }],
    [
      '{"12345678901234567":1,"a, 12345678901234567":12345678901234567}',
      { '12345678901234567': 1, 'a, 12345678901234567': '12345678901234567' },
    ],
    [
      '[1e20,1E+20,12345678901234567e2,12345678901234567.5,-1.5e-7]',
      [1e20, 1e20, 1234567890123456800, 12345678901234568, -1.5e-7],
    ],
    ['[0.12345678901234567, 12345678901234567]', [0.12345678901234566, '12345678901234567']],
    [
      '{"a":{"b":[{"c":12345678901234567}]},"d":null,"e":true}',
      { a: { b: [{ c: '12345678901234567' }] }, d: null, e: true },
    ],
  ])('%s', (text, value) => {
    expect(parseLossless(text)).toEqual(value);
  });

  it.each(['', '{', '{"a":12345678901234567', '[012345678901234567]', '"12345678901234567', '<html>'])(
    'refuses what JSON.parse refuses: %s',
    (text) => {
      expect(() => parseLossless(text)).toThrow(SyntaxError);
    },
  );

  it('does not stumble over long strings', () => {
    const long = 'x\\"'.repeat(1_000_000);
    expect(parseLossless(`["${long}",12345678901234567]`)).toEqual(['x"'.repeat(1_000_000), '12345678901234567']);
  });

  it('property: as JSON.parse, but for integers that are not safe', () => {
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 3 },
        fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
        fc.string({ unit: fc.constantFrom(...'1234567890:,[] "\\\n-eé', '12345678901234567') }),
        fc.constantFrom(true, false, null),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(fc.string({ unit: fc.constantFrom(...'a1"\\:, ') }), tie('json'), { maxKeys: 4 }),
      ),
    }));
    const write = (value: unknown, space: string): string => {
      if (typeof value === 'bigint') return `${value}`;
      if (Array.isArray(value)) return `[${value.map((item) => space + write(item, space)).join(',')}]`;
      if (typeof value !== 'object' || value === null) return JSON.stringify(value);
      return `{${Object.entries(value).map(([name, item]) => `${JSON.stringify(name)}:${space}${write(item, space)}`)}}`;
    };
    const expected = (value: unknown): unknown => {
      if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
      if (Array.isArray(value)) return value.map(expected);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, expected(item)]));
    };
    fc.assert(
      fc.property(json, fc.constantFrom('', ' ', '\n\t'), (value, space) => {
        expect(parseLossless(write(value, space))).toEqual(expected(value));
      }),
      { numRuns: 300 },
    );
  });
});
