import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDecimals, parseDecimal, sumDecimals } from './decimal.js';

const Big = BigNumber.clone({ EXPONENTIAL_AT: 1e9 });
const text = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 26 }), fc.nat(3))
  .map(([units, scale, zeros]) => {
    const digits = `${units}`.padStart(scale + 1, '0');
    const point = digits.length - scale;
    return `${digits.slice(0, point)}${scale ? '.' : ''}${digits.slice(point)}${scale ? '0'.repeat(zeros) : ''}`;
  });
const short = fc
  .tuple(fc.nat({ max: 99_999_999_999_999 }), fc.nat(13))
  .map(([digits, point]) => `${digits}`.replace(new RegExp(`^\\d{${point}}(?=.)`), '$&.').replace(/^\./, '0.'));

it('reads the double that Number gives', () => {
  fc.assert(fc.property(fc.oneof(text, short), (value) => void expect(parseDecimal(value)).toBe(Number(value))));
  for (const value of ['0', '0.0', '.5', '5.', '007', '123456789012345', '12345678901234.5', '0.0000000000001'])
    expect(parseDecimal(value)).toBe(Number(value));
});

it('reads zero for zero alone', () => {
  expect(parseDecimal(`0.${'0'.repeat(400)}`)).toBe(0);
  expect(parseDecimal(`0.${'0'.repeat(400)}1`)).toBeGreaterThan(0);
});

it('reads nothing else', () => {
  for (const none of [
    '',
    '.',
    '-1',
    '+1',
    '1e3',
    ' 1',
    '1 ',
    '0x1',
    'NaN',
    '1.2.3',
    '1,5',
    '１',
    '1'.repeat(20).concat('x'),
  ])
    expect(parseDecimal(none)).toBe(Number.NaN);
});

it('compares exactly, as bignumber.js does', () => {
  fc.assert(
    fc.property(text, text, (a, b) => void expect(Math.sign(compareDecimals(a, b))).toBe(new Big(a).comparedTo(b))),
  );
  fc.assert(fc.property(text, (a) => void expect(compareDecimals(a, new Big(a).toString())).toBe(0)));
});

it('adds exactly, as bignumber.js does', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 6 }), (texts) => {
      const sum = sumDecimals(texts);
      expect(new Big(sum).toString()).toBe(new Big(0).plus(Big.sum(0, ...texts)).toString());
    }),
  );
  expect(sumDecimals(['0.10', '0.2'])).toBe('0.30');
  expect(sumDecimals([])).toBe('0');
});
