import { type Decimal, decimal, down, least, most, text, up, ZERO } from '../decimal.js';
import { LENDING, LOAN_PLACES, marginTerms } from '../market/lending.js';
import { inOrder } from '../state/accounts.js';
import { available, fromHouse, note } from '../state/balances.js';
import { loanEvent } from '../state/events.js';
import type { Debt, Loan, Repayment } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError, type Purse } from '../types.js';
import { dollarsOf } from './valuation.js';

const NONE: Pick<Debt, 'principal' | 'interest'> = { principal: ZERO, interest: ZERO };

/** What is owed in a coin of a purse. */
export function debtOf(account: Account, purse: Purse, coin: string): typeof NONE {
  return account.debts.get(`${purse}:${coin}`) ?? NONE;
}

export function owed({ principal, interest }: typeof NONE): Decimal {
  return principal.plus(interest);
}

/** What a purse owes, coin by coin. */
export function debtsIn(account: Account, purse: Purse): Debt[] {
  return [...account.debts.values()].filter((debt) => debt.purse === purse && owed(debt).gt(0));
}

/** What a purse holds and what it owes, in dollars. */
export function purseWorth(world: World, account: Account, purse: Purse): { assets: Decimal; debt: Decimal } {
  const start = `${purse}:`;
  let [assets, debt] = [ZERO, ZERO];
  for (const [key, { cash }] of account.wallets) {
    if (key.startsWith(start)) assets = assets.plus(cash.times(dollarsOf(world, key.slice(start.length))));
  }
  for (const one of debtsIn(account, purse)) debt = debt.plus(owed(one).times(dollarsOf(world, one.coin)));
  return { assets, debt };
}

/** How near a purse is to liquidation: 0 without debt, 1 is where it happens. */
export function riskOf(world: World, account: Account, purse: Purse): Decimal {
  const { assets, debt } = purseWorth(world, account, purse);
  if (debt.isZero()) return ZERO;
  const own = assets.minus(debt);
  // Nothing of its own left: whatever stands above 1.
  return own.lte(0) ? decimal(10) : debt.times(marginTerms(purse).maintenance).div(own);
}

/** How much more of a coin a purse could borrow now. */
export function maxBorrowable(world: World, account: Account, purse: Purse, coin: string): Decimal {
  const lending = LENDING.get(coin);
  const price = dollarsOf(world, coin);
  if (!lending || price.isZero()) return ZERO;
  const { assets, debt } = purseWorth(world, account, purse);
  const room = assets
    .minus(debt)
    .times(leverageOf(account, purse, coin) - 1)
    .minus(debt);
  const rest = lending.limit.minus(debtOf(account, purse, coin).principal);
  return most(down(least(room.div(price), rest), LOAN_PLACES), ZERO);
}

function leverageOf(account: Account, purse: Purse, coin: string): number {
  return (purse === 'uta' ? account.coinLeverages.get(coin) : undefined) ?? marginTerms(purse).leverage;
}

/** How much of a coin may leave a purse: debt ties up the worth that it was lent upon. */
export function maxTransferOut(world: World, account: Account, purse: Purse, coin: string): Decimal {
  const free = available(account, purse, coin);
  if (account.debts.size === 0) return free;
  const { assets, debt } = purseWorth(world, account, purse);
  const price = dollarsOf(world, coin);
  if (debt.isZero() || price.isZero()) return free;
  const spare = assets.minus(debt).minus(debt.div(marginTerms(purse).leverage - 1));
  return most(least(free, down(spare.div(price), LOAN_PLACES)), ZERO);
}

/** An amount of a loan or a repayment. @throws EngineError `loan-places` */
export function loanAmount(amount: string): Decimal {
  const value = decimal(amount);
  if ((value.decimalPlaces() ?? 0) > LOAN_PLACES) throw new EngineError('loan-places');
  return value;
}

/**
 * Lends a coin: as much as is owed for it comes into the purse. A first hour's interest is due at once.
 *
 * @throws EngineError `not-borrowable`, `borrow-min`, `borrow-limit`
 */
export function borrow(
  world: World,
  account: Account,
  purse: Purse,
  coin: string,
  amount: Decimal,
  how: Loan['how'],
): Loan {
  if (!LENDING.has(coin)) throw new EngineError('not-borrowable', coin);
  if (amount.lte(0)) throw new EngineError('borrow-min');
  if (amount.gt(maxBorrowable(world, account, purse, coin))) throw new EngineError('borrow-limit');
  const key = `${purse}:${coin}`;
  const debt = account.debts.get(key) ?? { ...NONE, purse, coin, createdAt: world.now, updatedAt: world.now };
  debt.principal = debt.principal.plus(amount);
  debt.updatedAt = world.now;
  account.debts.set(key, debt);
  world.debtors.add(account);
  const { cash } = fromHouse(world, account, purse, coin, amount);
  note(world, account, {
    kind: 'borrow',
    wallet: purse,
    coin,
    amount,
    balance: cash,
    category: lineOf(purse),
    symbol: '',
  });
  const loan: Loan = { seq: nextSeq(world, 'loan'), purse, coin, amount: text(amount), how, at: world.now };
  account.loans.push(loan);
  world.emit?.(loanEvent(world.now, account, 'borrow', amount, debt));
  charge(world, account, debt, amount, true);
  return loan;
}

/** Charges the interest of an hour. */
function charge(world: World, account: Account, debt: Debt, principal: Decimal, first: boolean): void {
  const { purse, coin } = debt;
  const rate = LENDING.get(coin)?.rate ?? ZERO;
  const amount = up(principal.times(rate).div(24), LOAN_PLACES);
  debt.interest = debt.interest.plus(amount);
  debt.updatedAt = world.now;
  account.interests.push({
    seq: nextSeq(world, 'interest'),
    purse,
    coin,
    rate: text(rate),
    amount: text(amount),
    first,
    at: world.now,
  });
  world.emit?.(loanEvent(world.now, account, 'interest', amount, debt));
}

/** The interest that all loans are charged at a full hour. */
export function chargeHour(world: World): void {
  for (const account of inOrder(world, world.debtors)) {
    for (const debt of account.debts.values()) {
      if (debt.principal.gt(0)) charge(world, account, debt, debt.principal, false);
    }
  }
}

/** Pays debt out of what is available, interest first. Never more than is owed. */
export function payDebt(
  world: World,
  account: Account,
  purse: Purse,
  coin: string,
  amount: Decimal,
  how: Repayment['how'],
): Repayment {
  const debt = account.debts.get(`${purse}:${coin}`);
  const interest = debt ? least(amount, debt.interest) : ZERO;
  const principal = debt ? least(amount.minus(interest), debt.principal) : ZERO;
  const paid = interest.plus(principal);
  const repayment: Repayment = {
    seq: nextSeq(world, 'repay'),
    purse,
    coin,
    interest: text(interest),
    principal: text(principal),
    how,
    at: world.now,
  };
  if (!debt || paid.isZero()) return repayment;
  debt.interest = debt.interest.minus(interest);
  debt.principal = debt.principal.minus(principal);
  debt.updatedAt = world.now;
  const { cash } = fromHouse(world, account, purse, coin, paid.negated());
  note(world, account, {
    kind: 'repay',
    wallet: purse,
    coin,
    amount: paid.negated(),
    balance: cash,
    category: lineOf(purse),
    symbol: '',
  });
  account.repayments.push(repayment);
  world.emit?.(loanEvent(world.now, account, 'repay', paid, debt));
  if (![...account.debts.values()].some((one) => owed(one).gt(0))) world.debtors.delete(account);
  return repayment;
}

/**
 * Repays debt as its owner asks.
 *
 * @throws EngineError `repay-min`, `repay-too-much`, `repay-interest`
 */
export function repay(world: World, account: Account, purse: Purse, coin: string, amount: Decimal): Repayment {
  const debt = debtOf(account, purse, coin);
  if (amount.lte(0) || owed(debt).isZero()) throw new EngineError('repay-min');
  const paid = least(amount, owed(debt));
  if (paid.gt(available(account, purse, coin))) throw new EngineError('repay-too-much');
  if (paid.lt(debt.interest)) throw new EngineError('repay-interest');
  return payDebt(world, account, purse, coin, paid, 'manual');
}

/** Bills of the unified account are kept by category, those of other purses are not. */
export function lineOf(purse: Purse): 'MARGIN' | undefined {
  return purse === 'uta' ? 'MARGIN' : undefined;
}
