import { type Decimal, down, least, text, up, ZERO } from './decimal.js';
import { liquidationEvent } from './events.js';
import { LOAN_PLACES } from './lending.js';
import { cancel } from './lifecycle.js';
import { debtOf, debtsIn, owed, payDebt, purseWorth, riskOf } from './loans.js';
import type { Account, BillKind, Flash, Liquidation, Repayment, Swap } from './records.js';
import type { Purse } from './types.js';
import { dollarsOf } from './valuation.js';
import { available, fromHouse, inOrder, nextSeq, note, type World } from './world.js';

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

function move(world: World, account: Account, purse: Purse, coin: string, amount: Decimal, kind: BillKind): void {
  const { cash } = fromHouse(world, account, purse, coin, amount);
  const category = purse === 'uta' ? 'MARGIN' : undefined;
  note(world, account, { kind, wallet: purse, coin, amount, balance: cash, category, symbol: '' });
}

/** Takes over margin accounts whose own worth no longer covers what must stand behind their debt. */
export function liquidateLoans(world: World): void {
  for (const account of inOrder(world, world.debtors)) {
    const purses = new Set([...account.debts.values()].map(({ purse }) => purse));
    for (const purse of purses) {
      // Positions of the unified account go first, by their own rules.
      const busy = purse === 'uta' && account.positions.size > 0;
      if (!busy && riskOf(world, account, purse).gte(1)) liquidate(world, account, purse);
    }
  }
}

function liquidate(world: World, account: Account, purse: Purse): void {
  const risk = riskOf(world, account, purse);
  const { assets, debt } = purseWorth(world, account, purse);
  for (const order of account.orders.opened()) {
    if (order.wallet === purse) cancel(world, order, 'burst_cancel');
  }
  const swaps: Swap[] = [];
  for (const { coin } of debtsIn(account, purse)) {
    swaps.push(...flashRepay(world, account, purse, coin, 'liquidation').swaps);
    // What the account can't pay, the risk fund does.
    const rest = owed(debtOf(account, purse, coin));
    if (rest.isZero()) continue;
    move(world, account, purse, coin, rest, 'compensate');
    payDebt(world, account, purse, coin, rest, 'liquidation');
  }
  const liquidation: Liquidation = {
    seq: nextSeq(world, 'loan'),
    purse,
    risk: text(down(risk, LOAN_PLACES)),
    assets: text(down(assets, LOAN_PLACES)),
    debt: text(down(debt, LOAN_PLACES)),
    swaps: swaps.map(({ gave, got, ...swapped }) => ({ ...swapped, gave: text(gave), got: text(got) })),
    at: world.now,
  };
  account.liquidations.push(liquidation);
  world.emit?.(liquidationEvent(world.now, account, liquidation));
}
