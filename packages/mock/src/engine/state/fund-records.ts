import type { Decimal } from '../decimal.js';
import type { Line, Purse } from '../types.js';

export type BillKind =
  | 'deposit'
  | 'withdraw'
  | 'transfer-in'
  | 'transfer-out'
  | 'buy'
  | 'sell'
  | 'open-long'
  | 'open-short'
  | 'close-long'
  | 'close-short'
  | 'burst-long'
  | 'burst-short'
  // One-way mode has the side of the trade, not of the position.
  | 'net-buy'
  | 'net-sell'
  | 'burst-buy'
  | 'burst-sell'
  | 'funding'
  | 'borrow'
  | 'repay'
  | 'convert-in'
  | 'convert-out'
  | 'exchange-in'
  | 'exchange-out'
  | 'compensate';

/** One change of one balance. */
export interface Bill {
  readonly seq: number;
  readonly kind: BillKind;
  readonly wallet: Purse;
  readonly coin: string;
  /** Signed; without the fee for trades. */
  readonly amount: string;
  /** Zero or negative. */
  readonly fee: string;
  /** Cash afterwards. */
  readonly balance: string;
  readonly category: Line | undefined;
  readonly symbol: string;
  readonly at: number;
}

export interface Balance {
  cash: Decimal;
  /** Part of the cash that orders and positions stand on; never negative. */
  hold: Decimal;
  updatedAt: number;
}

export interface Transfer {
  readonly seq: number;
  readonly coin: string;
  readonly amount: string;
  readonly from: Purse;
  readonly to: Purse;
  readonly fromUid: string;
  readonly toUid: string;
  readonly clientOid: string;
  readonly at: number;
}

/** A price at which the exchange swaps coins. */
export interface Quote {
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  readonly give: string;
  readonly get: string;
  /** What one coin given brings. */
  readonly rate: string;
  readonly at: number;
  /** When it was taken; 0 for not yet. */
  done: number;
}

/** A deposit or a withdrawal. */
export interface Movement {
  readonly seq: number;
  readonly kind: 'deposit' | 'withdraw';
  readonly coin: string;
  readonly amount: string;
  readonly fee: string;
  readonly chain: string;
  readonly address: string;
  readonly tag: string;
  readonly inner: boolean;
  readonly clientOid: string;
  readonly wallet: Purse;
  status: 'pending' | 'success' | 'fail';
  readonly at: number;
}

/** What is owed in one coin of one purse. */
export interface Debt {
  readonly purse: Purse;
  readonly coin: string;
  principal: Decimal;
  /** Charged and not paid. */
  interest: Decimal;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Loan {
  readonly seq: number;
  readonly purse: Purse;
  readonly coin: string;
  readonly amount: string;
  /** By an order, or asked for. */
  readonly how: 'auto' | 'manual';
  readonly at: number;
}

export interface Repayment {
  readonly seq: number;
  readonly purse: Purse;
  readonly coin: string;
  readonly interest: string;
  readonly principal: string;
  readonly how: 'auto' | 'manual' | 'liquidation';
  readonly at: number;
}

/** One charge of interest. */
export interface Interest {
  readonly seq: number;
  readonly purse: Purse;
  readonly coin: string;
  /** Of a day. */
  readonly rate: string;
  readonly amount: string;
  /** Charged as the loan was taken, not by the clock. */
  readonly first: boolean;
  readonly at: number;
}

/** One coin given for another, to pay a debt. */
export interface Swap<Amount = Decimal> {
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  readonly gave: Amount;
  readonly got: Amount;
  readonly at: number;
}

/** What paying a debt with other coins came to. */
export interface Flash {
  repaid: Repayment[];
  swaps: Swap[];
}

export interface Liquidation {
  readonly seq: number;
  readonly purse: Purse;
  readonly risk: string;
  /** In dollars, like the debt. */
  readonly assets: string;
  readonly debt: string;
  readonly swaps: readonly Swap<string>[];
  readonly at: number;
}
