import { LENDING, text, ZERO } from '../../engine/index.js';

/** What a coin is lent for, as text; nothing of a coin that is not lent. */
export function lendingOf(coin: string) {
  const { rate, limit } = LENDING.get(coin) ?? { rate: ZERO, limit: ZERO };
  return { borrowable: LENDING.has(coin), daily: text(rate), annual: text(rate.times(365)), limit: text(limit) };
}
