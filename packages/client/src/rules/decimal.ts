/** Exact decimals: `units` of 10^-`scale`. A library would be larger than what is needed of it here. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const TEXT = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,3}))?$/;

/**
 * Reads `0.10`, `5`, `1e-7`. Undefined for what is no number, so also for the exchange's empty text, and for a list of
 * one number, which would read as that number.
 */
export function decimal(value: unknown): Decimal | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  const [, sign, whole = '', fraction = '', exponent = '0'] = TEXT.exec(text) ?? [];
  if (!whole && !fraction) return undefined;
  const units = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale < 0 ? { units: units * 10n ** BigInt(-scale), scale: 0 } : { units, scale };
}

/** Both in units of the finer one. */
function aligned(a: Decimal, b: Decimal): [a: bigint, b: bigint, scale: number] {
  const scale = Math.max(a.scale, b.scale);
  const units = (value: Decimal) => value.units * 10n ** BigInt(scale - value.scale);
  return [units(a), units(b), scale];
}

/** Negative, zero or positive, as for `Array.sort`. */
export function compare(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

export function isMultiple(value: Decimal, step: Decimal): boolean {
  const [units, by] = aligned(value, step);
  return units % by === 0n;
}

/** The nearest multiple of the step that is not larger (`down`) or not smaller (`up`). The step is positive. */
export function roundTo(value: Decimal, step: Decimal, direction: 'down' | 'up'): Decimal {
  const [units, by, scale] = aligned(value, step);
  const rest = ((units % by) + by) % by;
  return { units: units - rest + (rest && direction === 'up' ? by : 0n), scale };
}

/** The least step that is a multiple of both: a value on its grid is on both of theirs. */
export function commonStep(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  let [divisor, rest] = [left, right];
  while (rest) [divisor, rest] = [rest, divisor % rest];
  return { units: (left / divisor) * right, scale };
}

/** Digits after the point that are not trailing zeros. */
export function places({ units, scale }: Decimal): number {
  let [left, digits] = [units, scale];
  for (; digits > 0 && left % 10n === 0n; digits--) left /= 10n;
  return digits;
}

/** Plain notation without trailing zeros: `0.1`, never `1e-1`. */
export function textOf(value: Decimal): string {
  const { units, scale } = value;
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  const point = digits.length - scale;
  const kept = digits.slice(point, point + places(value));
  return `${units < 0n ? '-' : ''}${digits.slice(0, point)}${kept && '.'}${kept}`;
}
