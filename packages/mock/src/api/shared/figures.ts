import { type Decimal, down, near, text } from '../../engine/index.js';

/** A figure that no money moves by, cut to eight places. */
export function figure(value: Decimal, places = 8): string {
  return text(near(value, places));
}

export function money(value: Decimal): string {
  return text(down(value, 16));
}

export function negative(value: Decimal): string {
  return value.isZero() ? '0' : text(value.negated());
}
