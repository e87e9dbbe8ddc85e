import { type Decimal, decimal } from '../decimal.js';

/** What the exchange lends a coin for. */
export interface Lending {
  /** Interest of a day, a fraction of the loan. */
  rate: Decimal;
  /** Most that one account may owe, in the coin. */
  limit: Decimal;
}

const terms = (rate: string, limit: string): Lending => ({ rate: decimal(rate), limit: decimal(limit) });

/** The coins that can be borrowed, on either margin account and in the unified account. */
export const LENDING: ReadonlyMap<string, Lending> = new Map([
  ['USDT', terms('0.00012333', '700000')],
  ['USDC', terms('0.00011', '300000')],
  ['BTC', terms('0.00003', '12')],
  ['ETH', terms('0.00005', '200')],
  ['SOL', terms('0.00009', '4000')],
  ['XRP', terms('0.00008', '200000')],
  ['DOGE', terms('0.00012', '1000000')],
  ['ADA', terms('0.0001', '300000')],
  ['BGB', terms('0.0001', '20000')],
  ['LTC', terms('0.00008', '2000')],
  ['LINK', terms('0.00009', '10000')],
]);

/** Decimals of loans, of interest and of repayments. */
export const LOAN_PLACES = 8;

/** How many times its own worth an account can hold, and what part of its debt it must keep in worth of its own. */
export interface MarginTerms {
  leverage: number;
  maintenance: Decimal;
}

const CROSSED: MarginTerms = { leverage: 3, maintenance: decimal('0.1') };
const ISOLATED: MarginTerms = { leverage: 10, maintenance: decimal('0.05') };

export function marginTerms(purse: string): MarginTerms {
  return purse.startsWith('isolated_margin') ? ISOLATED : CROSSED;
}
