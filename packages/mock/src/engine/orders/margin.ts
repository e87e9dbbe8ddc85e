import { type Decimal, least, up } from '../decimal.js';
import { borrow, debtOf, maxBorrowable, owed, payDebt } from '../funds/loans.js';
import { LOAN_PLACES } from '../market/lending.js';
import { available } from '../state/balances.js';
import type { Order } from '../state/records.js';
import type { World } from '../state/world.js';
import type { OrderRequest } from '../types.js';

/** Margin orders of the unified account borrow and pay back by themselves, in the one wallet that there is. */
export const UNIFIED_MARGIN: NonNullable<OrderRequest['margin']> = {
  purse: 'uta',
  line: 'MARGIN',
  loan: 'autoLoanAndRepay',
};

/** Borrows what an order misses, if it is one that may and as much can be had. */
export function borrowFor(world: World, { account, wallet, holdCoin, loan }: Order, missing: Decimal): boolean {
  if (loan !== 'autoLoan' && loan !== 'autoLoanAndRepay') return false;
  const amount = up(missing, LOAN_PLACES);
  if (amount.gt(maxBorrowable(world, account, wallet, holdCoin))) return false;
  borrow(world, account, wallet, holdCoin, amount, 'auto');
  return true;
}

/** Pays debt with what an execution of an order brought in, if the order says so. */
export function repayWith(world: World, { account, wallet, feeCoin, loan }: Order, received: Decimal): void {
  if (loan !== 'autoRepay' && loan !== 'autoLoanAndRepay') return;
  // Spot fees are in the coin received.
  const debt = owed(debtOf(account, wallet, feeCoin));
  const amount = least(least(received, debt), available(account, wallet, feeCoin));
  if (amount.gt(0)) payDebt(world, account, wallet, feeCoin, amount, 'auto');
}
