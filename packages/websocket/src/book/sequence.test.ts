import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareSequences, exactSequence, type Sequence } from './sequence.js';

const integer = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 64n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
);
const exact = (text: string): Sequence => exactSequence(text) ?? expect.fail('no sequence');

it('spells equal numbers alike, and orders them as integers', () => {
  fc.assert(
    fc.property(integer, integer, fc.nat(3), (a, b, zeros) => {
      const [left, right] = [exact(`${'0'.repeat(zeros)}${a}`), exact(`${b}`)];
      expect(`${left}`).toBe(`${a}`);
      expect(left === right).toBe(a === b);
      expect(Math.sign(compareSequences(left, right))).toBe(a < b ? -1 : a > b ? 1 : 0);
    }),
  );
});

it('takes no number that may have lost digits', () => {
  expect(exactSequence(Number.MAX_SAFE_INTEGER)).toBe(9007199254740991);
  expect(exactSequence('9007199254740991')).toBe(9007199254740991);
  expect(exactSequence('9007199254740992')).toBe('9007199254740992');
  for (const none of [2 ** 53, -1, 1.5, '-1', 'x', '1.5', '1e3', Number.NaN])
    expect(exactSequence(none)).toBe(Number.NaN);
  for (const absent of [undefined, null, '']) expect(exactSequence(absent)).toBeUndefined();
});
