import { fraction } from '../hash.js';
import type { ValueContext } from './value-context.js';

const PRICE = /price|px|open|close|last|high|low|index|mark|usd/i;

// Settings rather than measurements: a symbol with other precisions or fees than its example makes no sense.
const SETTING = /precision|multiplier|step|scale|place|rate$|ratio$|leverage|lever|level|version|type|mode|^min|^max/i;

/** Whether a list of this name holds one side of an order book. */
export function isBookSide(name: string): boolean {
  return /^(a|b|asks|bids)$/.test(name);
}

/**
 * Makes decimals near another one and with as many places, as text. Highs stay above lows and asks above bids
 * of the same base, since a book that crosses itself or a candle upside down would trip honest clients.
 */
export function decimalsNear(base: string, name: string): (hash: number, scope: ValueContext) => string {
  const value = Number(base);
  const places = base.split('.')[1]?.length ?? 0;
  const factor = factorOf(name);
  // More digits than a double keeps, or an exponent, would come back changed.
  const exact = Number.isFinite(value) && !base.includes('e') && base.replace(/\D/g, '').length <= 15;
  if (!exact || factor === undefined) return () => base;
  return (hash, scope) => (value * factor(fraction(hash), scope.index)).toFixed(places);
}

function factorOf(name: string): ((random: number, index: number) => number) | undefined {
  if (/^ask|^a$|bestAsk/i.test(name)) return (random, index) => 1 + 0.0001 * (index + 1) + 0.00005 * random;
  if (/^bid|^b$|bestBid/i.test(name)) return (random, index) => 1 - 0.0001 * (index + 1) - 0.00005 * random;
  if (SETTING.test(name)) return undefined;
  if (/^high(?![a-z])|High(?![a-z])/.test(name)) return (random) => 1.004 + 0.01 * random;
  if (/^low(?![a-z])|Low(?![a-z])/.test(name)) return (random) => 0.996 - 0.01 * random;
  if (PRICE.test(name)) return (random) => 0.997 + 0.006 * random;
  return (random) => 0.8 + 0.4 * random;
}

/** Keeps a number within the bounds that its schema sets. */
export function clamp(value: number, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY): number {
  return Math.min(Math.max(value, minimum), maximum);
}
