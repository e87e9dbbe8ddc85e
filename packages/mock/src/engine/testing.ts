/** What must hold of an engine, for the tests of all that may be done to it. */
import { expect } from 'vitest';
import { type Decimal, ZERO } from './decimal.js';
import { owed } from './loans.js';
import { expectedSize } from './positions.js';
import type { Account, Debt, Order } from './records.js';
import { remaining } from './trade.js';
import { venueOf, type World } from './world.js';

/** What must hold whatever was done. */
export function checkWorld(world: World): void {
  const cash = new Map<string, Decimal>();
  for (const account of world.accounts.values()) {
    for (const [key, balance] of account.wallets) {
      const coin = key.slice(key.indexOf(':') + 1);
      cash.set(coin, (cash.get(coin) ?? ZERO).plus(balance.cash));
      expect(balance.hold.isNegative(), `hold of ${key}`).toBe(false);
      expect(balance.hold.toFixed(), `hold of ${account.id} ${key}`).toBe(standing(world, account, key).toFixed());
    }
    checkFills(account);
    checkBooks(world, account);
    checkDebts(world, account);
  }
  for (const { resting, floors } of world.venues.values()) {
    const books = [...floors.values()].flatMap(({ book }) => [...book.bids.entries(), ...book.asks.entries()]);
    expect(resting, 'resting').toBe(books.reduce((count, [, queue]) => count + queue.size, 0));
  }
  for (const [coin, sum] of cash) {
    const total = sum.plus(world.house.get(coin) ?? ZERO);
    expect(total.toFixed(), `all ${coin}`).toBe((world.outside.get(coin) ?? ZERO).toFixed());
  }
}

/** What orders, positions and withdrawals stand on in a wallet. */
function standing(world: World, account: Account, key: string): Decimal {
  let sum = ZERO;
  for (const order of account.orders.opened())
    if (`${order.wallet}:${order.holdCoin}` === key) sum = sum.plus(order.hold);
  for (const position of account.positions.values()) {
    const { settle: coin } = venueOf(world, position.category, position.symbol).instrument;
    if (`${position.wallet}:${coin}` === key) sum = sum.plus(position.margin);
    expect(position.size.gt(0)).toBe(true);
    expect(position.frozen.lte(position.size), 'frozen').toBe(true);
  }
  for (const one of account.movements)
    if (one.status === 'pending' && `${one.wallet}:${one.coin}` === key) sum = sum.plus(one.amount);
  return sum;
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
  // Numbers and moments grow together: pages are found by both.
  for (const moments of [
    all.map(({ createdAt }) => createdAt),
    account.plans.all().map(({ createdAt }) => createdAt),
    account.fills.all().map(({ at }) => at),
    account.bills.map(({ at }) => at),
  ]) {
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
  }
}

function checkFills(account: Account): void {
  const filled = new Map<number, Decimal>();
  for (const { order, size } of account.fills.all()) filled.set(order.seq, (filled.get(order.seq) ?? ZERO).plus(size));
  for (const order of account.orders.all()) {
    expect((filled.get(order.seq) ?? ZERO).toFixed()).toBe(order.filled.toFixed());
    if (!order.byValue) expect(order.filled.lte(order.size)).toBe(true);
  }
}

/** What is owed is what was lent and charged, less what was paid. */
function checkDebts(world: World, account: Account): void {
  const sum = (amounts: string[]) => amounts.reduce((total, amount) => total.plus(amount), ZERO).toFixed();
  const of = <Item extends { purse: string; coin: string }>(items: readonly Item[], { purse, coin }: Debt) =>
    items.filter((one) => one.purse === purse && one.coin === coin);
  let owes = false;
  for (const debt of account.debts.values()) {
    const paid = of(account.repayments, debt);
    expect(debt.principal.isNegative() || debt.interest.isNegative(), 'debt').toBe(false);
    expect(debt.principal.plus(sum(paid.map(({ principal }) => principal))).toFixed(), 'lent').toBe(
      sum(of(account.loans, debt).map(({ amount }) => amount)),
    );
    expect(debt.interest.plus(sum(paid.map(({ interest }) => interest))).toFixed(), 'charged').toBe(
      sum(of(account.interests, debt).map(({ amount }) => amount)),
    );
    owes ||= owed(debt).gt(0);
  }
  expect(world.debtors.has(account)).toBe(owes);
}
