import { compareDigits } from './decimal.js';

/** The number of a state of the book: a number while that is exact, all its digits as text beyond 2^53. */
export type Sequence = number | string;

/**
 * One spelling for each sequence number, so that equal ones are `===`: a number up to 2^53 - 1, digits beyond. NaN for
 * what is none, be it a number that `JSON.parse` has rounded. The exchange's empty values are undefined.
 */
export function exactSequence(value: Sequence | null | undefined): Sequence | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : Number.NaN;
  if (typeof value !== 'string' || !/^\d+$/.test(value)) return Number.NaN;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.replace(/^0+/, '');
}

/** Negative, zero or positive. Both are exact. */
export function compareSequences(left: Sequence, right: Sequence): number {
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -1;
  return typeof right === 'number' ? 1 : compareDigits(left, right);
}
