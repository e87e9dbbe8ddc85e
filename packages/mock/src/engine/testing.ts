/** What must hold of an engine, for the tests of all that may be done to it. */
import { expect } from 'vitest';
import { audit } from './audit.js';
import { ZERO } from './decimal.js';
import { remaining } from './lifecycle.js';
import { owed } from './loans.js';
import { expectedSize } from './positions.js';
import type { Account, Order } from './records.js';
import { venueOf, type World } from './world.js';

/** What must hold whatever was done. */
export function checkWorld(world: World): void {
  audit(world);
  for (const account of world.accounts.values()) checkBooks(world, account);
}

/** What is kept to find orders by agrees with the orders. */
function checkBooks(world: World, account: Account): void {
  const all = world.orders.filter((order) => order?.account === account);
  const open = all.filter(({ isOpen }) => isOpen);
  const seqs = (orders: Iterable<Order>) => [...orders].map(({ seq }) => seq);
  expect(seqs(account.orders.all())).toEqual(seqs(all));
  expect(seqs(account.orders.opened())).toEqual(seqs(open));
  for (const order of open) {
    const { waiting } = venueOf(world, order.category, order.symbol);
    expect(waiting.has(order)).toBe(order.trigger?.fired === false);
  }
  const closing = [...account.closing.values()].flatMap((orders) => seqs(orders));
  expect(closing.toSorted((a, b) => a - b)).toEqual(seqs(open.filter((order) => order.closing)));
  for (const position of account.positions.values()) {
    let size = ZERO;
    for (const order of open) {
      const side = order.posSide === 'net' ? (order.side === 'buy' ? 'long' : 'short') : order.posSide;
      if (order.closing || side !== position.side || order.symbol !== position.symbol) continue;
      if (order.category === position.category && account.view === 'classic') size = size.plus(remaining(order));
    }
    expect(expectedSize(position).toFixed()).toBe(size.toFixed());
  }
  let owes = false;
  for (const debt of account.debts.values()) owes ||= owed(debt).gt(0);
  expect(world.debtors.has(account)).toBe(owes);
}
