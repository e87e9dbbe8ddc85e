import { down, text } from '../decimal.js';
import { flashRepay, move } from '../funds/flash.js';
import { debtOf, debtsIn, owed, payDebt, purseWorth, riskOf } from '../funds/loans.js';
import { LOAN_PLACES } from '../market/lending.js';
import { cancel } from '../orders/lifecycle.js';
import { inOrder } from '../state/accounts.js';
import { liquidationEvent } from '../state/events.js';
import type { Liquidation, Swap } from '../state/fund-records.js';
import { nextSeq } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Purse } from '../types.js';

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
