import { distance } from '@bitget-spec/contract/spelling';

/**
 * True where two names are two spellings of one: `client_oid` and `clientOid`, `order` and `orders`, `netural` and `neutral`.
 * What differs in a word is another thing, however near it looks: `minPrice` and `maxPrice`, `orderId` and `clientOrderId`.
 * @param words - descriptions of their own: where both have one and they differ, no letter is missing by mistake
 */
export function similarNames(one: string, other: string, words: readonly (string | undefined)[] = []): boolean {
  const [a, b] = [letters(one), letters(other)];
  if (!a || !b) return false;
  if (a === b || a === `${b}s` || b === `${a}s`) return true;
  return Math.min(a.length, b.length) >= 5 && (isSwap(a, b) || (isSlip(a, b) && !differ(words)));
}

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

const differ = ([one, other]: readonly (string | undefined)[]): boolean =>
  one !== undefined && other !== undefined && one !== other;

/** A letter too many or too few, but the first: `endTime` and `sendTime` are two things. Digits count: `books5` and `books15` are two things. */
const isSlip = (one: string, other: string): boolean =>
  one[0] === other[0] && one.length !== other.length && digits(one) === digits(other) && distance(one, other) === 1;

/** Two letters in turn. */
const isSwap = (one: string, other: string): boolean =>
  sorted(one) === sorted(other) && digits(one) === digits(other) && distance(one, other) <= 1;

const digits = (text: string): string => text.replaceAll(/\D/g, '');
const sorted = (text: string): string => [...text].sort().join('');
