import { BigNumber } from 'bignumber.js';

/**
 * Decimals of any length: sums and products are exact, quotients are cut at 20 places. An own copy of the
 * class, so that no one else's settings reach it.
 */
export const Decimal: typeof BigNumber = BigNumber.clone({
  EXPONENTIAL_AT: 1e9,
  DECIMAL_PLACES: 20,
  ROUNDING_MODE: BigNumber.ROUND_DOWN,
});
export type Decimal = BigNumber;

export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);

/** Reads a decimal from text or a whole number. */
export function decimal(value: Decimal | string | number): Decimal {
  return new Decimal(value);
}

/** Writes a decimal without exponent: `0.00000001`. */
export function text(value: Decimal): string {
  return value.toFixed();
}

/** Cut, not rounded, to a number of places: what money is paid out with. */
export function down(value: Decimal, places: number): Decimal {
  return value.decimalPlaces(places, BigNumber.ROUND_DOWN);
}

/** Rounded away from zero: what money is held with. */
export function up(value: Decimal, places: number): Decimal {
  return value.decimalPlaces(places, BigNumber.ROUND_UP);
}

/** Rounded to the nearest, for figures that no money moves by. */
export function near(value: Decimal, places: number): Decimal {
  return value.decimalPlaces(places, BigNumber.ROUND_HALF_UP);
}

export function least(a: Decimal, b: Decimal): Decimal {
  return a.lte(b) ? a : b;
}

export function most(a: Decimal, b: Decimal): Decimal {
  return a.gte(b) ? a : b;
}
