import { type Decimal, down, up } from '../decimal.js';
import type { HoldSide, Instrument } from '../types.js';

// Places that shares of a cost or a margin are cut at; what is cut stays with the rest.
export const SHARE = 12;

/** Value of a size in the coin that margin and fees are in: the size itself where that coin is the base coin. */
export function settleValue({ category }: Instrument, price: Decimal, size: Decimal): Decimal {
  return category === 'COIN-FUTURES' ? size : price.times(size);
}

/** Margin and fee that opening a size takes. */
export function openCost(instrument: Instrument, price: Decimal, size: Decimal, leverage: number): Decimal {
  const value = settleValue(instrument, price, size);
  return up(value.div(leverage), SHARE).plus(value.times(instrument.takerFee));
}

/** What a size bought at an average price gains at another price. */
export function profitOf(
  instrument: Instrument,
  side: HoldSide,
  cost: Decimal,
  size: Decimal,
  price: Decimal,
): Decimal {
  const gain = price.times(size).minus(cost);
  const signed = side === 'long' ? gain : gain.negated();
  // Inverse contracts pay the gain in quote coin at the price at which it is made.
  return instrument.category === 'COIN-FUTURES' ? down(signed.div(price), SHARE) : signed;
}
