import { type Decimal, least, up } from '../decimal.js';
import { borrow, debtOf, maxBorrowable, owed, payDebt } from '../funds/loans.js';
import { LOAN_PLACES } from '../market/lending.js';
import { available } from '../state/balances.js';
import type { Order } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import type { OrderRequest } from '../types.js';
import { missingFor } from './lifecycle.js';

/** Margin orders of the unified account borrow and pay back by themselves, in the one wallet that there is. */
export const UNIFIED_MARGIN: NonNullable<OrderRequest['margin']> = {
  purse: 'uta',
  line: 'MARGIN',
  loan: 'autoLoanAndRepay',
};

/** Whether an order is one that may borrow what it misses, and as much can be had. */
export function canBorrow(world: World, { account, wallet, holdCoin, loan }: Order, missing: Decimal): boolean {
  if (loan !== 'autoLoan' && loan !== 'autoLoanAndRepay') return false;
  return up(missing, LOAN_PLACES).lte(maxBorrowable(world, account, wallet, holdCoin));
}

/** Borrows what a checked order misses, if anything. */
export function borrowMissing(world: World, venue: Venue, order: Order): void {
  const { account, wallet, holdCoin } = order;
  const missing = missingFor(world, venue, order);
  if (missing.gt(0)) borrow(world, account, wallet, holdCoin, up(missing, LOAN_PLACES), 'auto');
}

/** Pays debt with what an execution of an order brought in, if the order says so. */
export function repayWith(world: World, { account, wallet, feeCoin, loan }: Order, received: Decimal): void {
  if (wallet === 'uta' && account.repayMode === 'manual') return;
  if (loan !== 'autoRepay' && loan !== 'autoLoanAndRepay') return;
  // Spot fees are in the coin received.
  const debt = owed(debtOf(account, wallet, feeCoin));
  const amount = least(least(received, debt), available(account, wallet, feeCoin));
  if (amount.gt(0)) payDebt(world, account, wallet, feeCoin, amount, 'auto');
}
