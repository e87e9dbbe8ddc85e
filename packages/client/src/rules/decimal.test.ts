import { BigNumber } from 'bignumber.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../scripts/processor-time.js';
import {
  commonStep,
  compare,
  type Decimal,
  decimal,
  isMultiple,
  multiply,
  places,
  roundTo,
  textOf,
} from './decimal.js';

const Big = BigNumber.clone({ DECIMAL_PLACES: 100, EXPONENTIAL_AT: 1e9, RANGE: 1e9 });

/** Decimals as the exchange and its users write them. */
const text = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }), fc.boolean())
  .map(([units, scale, minus]) => {
    const digits = `${units}`.padStart(scale + 1, '0');
    const point = digits.length - scale;
    return `${minus && units ? '-' : ''}${digits.slice(0, point)}${scale ? '.' : ''}${digits.slice(point)}`;
  });
const step = text.filter((value) => new Big(value).isPositive() && !new Big(value).isZero());

const read = (value: string): Decimal => decimal(value) ?? expect.fail(`no decimal: ${value}`);

describe('decimals, held against bignumber.js', () => {
  const property = (name: string, check: (a: string, b: string) => void) =>
    it(name, () =>
      fc.assert(
        fc.property(text, step, (a, b) => void check(a, b)),
        { numRuns: 500 },
      ),
    );

  property('read and written', (a) => expect(textOf(read(a))).toBe(new Big(a).toString()));
  property('compared', (a, b) => expect(compare(read(a), read(b))).toBe(new Big(a).comparedTo(b)));
  property('multiplied', (a, b) => {
    expect(textOf(multiply(read(a), read(b)))).toBe(new Big(a).times(b).toString());
  });
  property('rounded down and up to a step', (a, b) => {
    const down = new Big(a).div(b).integerValue(BigNumber.ROUND_FLOOR).times(b);
    const up = new Big(a).div(b).integerValue(BigNumber.ROUND_CEIL).times(b);
    // the quotient is exact only where the library was given enough places; a multiple is a multiple in any case
    const rounded = roundTo(read(a), read(b), 'down');
    expect(isMultiple(rounded, read(b))).toBe(true);
    expect(textOf(rounded)).toBe(down.toString());
    expect(textOf(roundTo(read(a), read(b), 'up'))).toBe(up.toString());
  });
  property('a multiple or not', (a, b) => expect(isMultiple(read(a), read(b))).toBe(new Big(a).mod(b).isZero()));
  property('places', (a) => expect(places(read(a))).toBe(new Big(a).decimalPlaces()));
  it('on a common step, one is on both', () => {
    fc.assert(
      fc.property(step, step, fc.bigInt({ min: 1n, max: 1000n }), (a, b, n) => {
        const common = commonStep(read(a), read(b));
        const value = { units: common.units * n, scale: common.scale };
        expect(isMultiple(value, read(a)) && isMultiple(value, read(b))).toBe(true);
      }),
    );
  });
  it('refuses a long text in time that grows with its length', () => {
    const begun = processorTime();
    expect(decimal(`${'1'.repeat(100_000)}x`)).toBeUndefined();
    expect(processorTime() - begun).toBeLessThan(1_000);
  });
  it('reads exponents, and nothing that is no number', () => {
    expect(textOf(read('1e-7'))).toBe('0.0000001');
    expect(textOf(read('12.50E+3'))).toBe('12500');
    expect(textOf(read('.5'))).toBe('0.5');
    for (const none of ['', ' ', '.', 'abc', '1,5', '0x1', null, undefined, 'NaN', '1e9999'])
      expect(decimal(none)).toBe(undefined);
  });
});
