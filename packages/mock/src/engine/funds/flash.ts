import { type Decimal, down, least, up, ZERO } from '../decimal.js';
import { LOAN_PLACES } from '../market/lending.js';
import { available, fromHouse, note } from '../state/balances.js';
import type { BillKind, Flash, Repayment, Swap } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Purse } from '../types.js';
import { debtOf, debtsIn, lineOf, owed, payDebt } from './loans.js';
import { dollarsOf } from './valuation.js';

/** Pays the whole debt of a coin: with the coin itself if it may pay, then with others, swapped at the last price. */
export function flashRepay(
  world: World,
  account: Account,
  purse: Purse,
  coin: string,
  how: Repayment['how'],
  payers: readonly string[] = coinsIn(account, purse),
): Flash {
  const debt = owed(debtOf(account, purse, coin));
  const swaps: Swap[] = [];
  let means = payers.includes(coin) ? available(account, purse, coin) : ZERO;
  for (const payer of payers) {
    const missing = debt.minus(means);
    if (missing.lte(0)) break;
    if (payer === coin) continue;
    const done = swap(world, account, purse, payer, coin, missing);
    if (!done) continue;
    swaps.push(done);
    means = means.plus(done.got);
  }
  const amount = least(debt, means);
  return { repaid: amount.gt(0) ? [payDebt(world, account, purse, coin, amount, how)] : [], swaps };
}

/**
 * Pays all that a purse owes, or what it owes in one coin.
 *
 * @returns the number of the last repayment, which stands for all; one is given where nothing was paid too
 */
export function flashRepayAll(world: World, account: Account, purse: Purse, coin?: string): number {
  const coins = debtsIn(account, purse).map((debt) => debt.coin);
  const done = coins.flatMap((one) =>
    coin === undefined || one === coin ? flashRepay(world, account, purse, one, 'manual').repaid : [],
  );
  return done.at(-1)?.seq ?? nextSeq(world, 'repay');
}

/** Coins of a purse, in the order in which they came. */
export function coinsIn(account: Account, purse: Purse): string[] {
  const start = `${purse}:`;
  return [...account.wallets.keys()].flatMap((key) => (key.startsWith(start) ? [key.slice(start.length)] : []));
}

/** Swaps as much of a coin as it takes for some of another, or as there is. */
function swap(
  world: World,
  account: Account,
  purse: Purse,
  from: string,
  to: string,
  wanted: Decimal,
): Swap | undefined {
  const free = available(account, purse, from);
  const [worth, price] = [dollarsOf(world, from), dollarsOf(world, to)];
  if (free.isZero() || worth.isZero()) return undefined;
  const cost = up(wanted.times(price).div(worth), LOAN_PLACES);
  const gave = least(cost, free);
  const got = cost.lte(free) ? wanted : down(free.times(worth).div(price), LOAN_PLACES);
  move(world, account, purse, from, gave.negated(), 'exchange-out');
  move(world, account, purse, to, got, 'exchange-in');
  return { seq: nextSeq(world, 'loan'), from, to, gave, got, at: world.now };
}

export function move(
  world: World,
  account: Account,
  purse: Purse,
  coin: string,
  amount: Decimal,
  kind: BillKind,
): void {
  const { cash } = fromHouse(world, account, purse, coin, amount);
  note(world, account, { kind, wallet: purse, coin, amount, balance: cash, category: lineOf(purse), symbol: '' });
}
