import { type Decimal, decimal, ZERO } from '../decimal.js';
import { keyOf } from '../positions/positions.js';
import { settleOf } from '../positions/risk.js';
import type { Debt } from '../state/fund-records.js';
import type { NumberKind } from '../state/numbers.js';
import type { Account, Order } from '../state/records.js';
import { venueOf, type World } from '../state/world.js';

/**
 * What must hold of every world: money is neither made nor lost, what is held is what orders, positions and withdrawals
 * stand on, orders agree with their executions, books with orders, debts with loans and payments.
 *
 * @throws Error that names the first thing that does not hold
 */
export function audit(world: World): void {
  const cash = new Map<string, Decimal>();
  for (const account of world.accounts.values()) {
    auditWallets(world, account, cash);
    auditOrders(world, account);
    auditPositions(account);
    for (const debt of account.debts.values()) auditDebt(account, debt);
  }
  auditBooks(world);
  auditCounters(world);
  for (const coin of new Set([...cash.keys(), ...world.house.keys(), ...world.outside.keys()])) {
    const total = (cash.get(coin) ?? ZERO).plus(world.house.get(coin) ?? ZERO);
    const outside = world.outside.get(coin) ?? ZERO;
    must(total.eq(outside), `all ${coin} is ${total.toFixed()}, but ${outside.toFixed()} came from outside`);
  }
}

function must(fits: boolean, otherwise: string): asserts fits {
  if (!fits) throw new Error(otherwise);
}

function auditWallets(world: World, account: Account, cash: Map<string, Decimal>): void {
  const standing = standingOf(world, account);
  for (const [key, balance] of account.wallets) {
    const at = `account ${account.id}, wallet ${key}`;
    const coin = key.slice(key.indexOf(':') + 1);
    cash.set(coin, (cash.get(coin) ?? ZERO).plus(balance.cash));
    must(!balance.hold.isNegative(), `${at}: hold is negative`);
    const stands = standing.get(key) ?? ZERO;
    standing.delete(key);
    must(balance.hold.eq(stands), `${at}: hold is ${balance.hold.toFixed()}, but ${stands.toFixed()} stands on it`);
  }
  for (const [key, stands] of standing) must(stands.isZero(), `account ${account.id}, wallet ${key} is missing`);
}

/**
 * What a spot wallet holds is there. A futures wallet may lose what its positions stand on before they are taken over.
 *
 * @throws Error that names the wallet
 */
export function auditSpot(world: World): void {
  for (const account of world.accounts.values())
    for (const [key, { cash, hold }] of account.wallets)
      if (/^(spot|p2p):/.test(key))
        must(hold.lte(cash), `account ${account.id}, wallet ${key}: hold is more than cash`);
}

/** What orders, positions and withdrawals stand on, by wallet and coin. */
function standingOf(world: World, account: Account): Map<string, Decimal> {
  const standing = new Map<string, Decimal>();
  const add = (wallet: string, coin: string, amount: Decimal) =>
    standing.set(`${wallet}:${coin}`, (standing.get(`${wallet}:${coin}`) ?? ZERO).plus(amount));
  for (const { wallet, holdCoin, hold: held } of account.orders.opened()) add(wallet, holdCoin, held);
  for (const position of account.positions.values()) add(position.wallet, settleOf(world, position), position.margin);
  for (const { wallet, coin, amount } of account.pending) add(wallet, coin, decimal(amount));
  return standing;
}

function auditOrders(world: World, account: Account): void {
  const filled = new Map<Order, Decimal>();
  for (const { order, size } of account.fills.all()) filled.set(order, (filled.get(order) ?? ZERO).plus(size));
  for (const order of account.orders.all()) {
    const at = `order ${order.seq}`;
    const { instrument } = venueOf(world, order.category, order.symbol);
    must(instrument.symbol === order.symbol, `${at}: unknown symbol ${order.symbol}`);
    const amounts = [order.size, order.filled, order.value, order.hold];
    must(!amounts.some((amount) => amount.isNegative()), `${at}: a negative amount`);
    const sum = filled.get(order) ?? ZERO;
    must(sum.eq(order.filled), `${at}: filled is ${order.filled.toFixed()}, its executions come to ${sum.toFixed()}`);
    must(order.byValue || order.filled.lte(order.size), `${at}: filled is more than size`);
    must(order.isOpen || order.hold.isZero(), `${at}: has ended and holds`);
    must(
      !order.isOpen || order.clientOid === '' || account.clientOids.has(order.clientOid),
      `${at}: clientOid is lost`,
    );
  }
  // Numbers and moments grow together: pages are found by both.
  inOrder(world, account, 'orders', account.orders.all(), ({ createdAt }) => createdAt);
  inOrder(world, account, 'plans', account.plans.all(), ({ createdAt }) => createdAt);
  inOrder(world, account, 'fills', account.fills.all(), ({ at }) => at);
  inOrder(world, account, 'bills', account.bills, ({ at }) => at);
}

function inOrder<Item extends { seq: number }>(
  { now }: World,
  { id }: Account,
  what: string,
  items: readonly Item[],
  momentOf: (item: Item) => number,
): void {
  for (const [index, item] of items.entries()) {
    const before = items[index - 1];
    const fits = before === undefined || (before.seq < item.seq && momentOf(before) <= momentOf(item));
    must(fits, `account ${id}: ${what} ${before?.seq} and ${item.seq} are not in order`);
    must(momentOf(item) <= now, `account ${id}: ${what} ${item.seq} is of a moment after now`);
  }
}

function auditPositions(account: Account): void {
  for (const [key, position] of account.positions) {
    const at = `account ${account.id}, position ${key}`;
    must(key === keyOf(position), `${at} is that of ${keyOf(position)}`);
    must(position.size.gt(0), `${at}: size is not above 0`);
    must(!position.margin.isNegative(), `${at}: margin is negative`);
    must(!position.frozen.isNegative() && position.frozen.lte(position.size), `${at}: more is frozen than there is`);
  }
}

/** What is owed is what was lent and charged, less what was paid. */
function auditDebt(account: Account, debt: Debt): void {
  const at = `account ${account.id}, debt ${debt.purse}:${debt.coin}`;
  const sum = <Item extends { purse: string; coin: string }>(
    items: readonly Item[],
    amountOf: (item: Item) => string,
  ) =>
    items
      .filter((item) => item.purse === debt.purse && item.coin === debt.coin)
      .reduce((total, item) => total.plus(amountOf(item)), ZERO);
  must(!debt.principal.isNegative() && !debt.interest.isNegative(), `${at} is negative`);
  const lent = sum(account.loans, ({ amount }) => amount).minus(sum(account.repayments, ({ principal }) => principal));
  const due = sum(account.interests, ({ amount }) => amount).minus(sum(account.repayments, ({ interest }) => interest));
  must(debt.principal.eq(lent), `${at}: principal is not what was lent less what was paid`);
  must(debt.interest.eq(due), `${at}: interest is not what was charged less what was paid`);
}

/** What rests in a book is what waits: open, without a trigger to come, on its own market and in its own family's book. */
function auditBooks(world: World): void {
  const resting = new Set<Order>();
  for (const { market, instrument, floors, resting: count } of world.venues.values()) {
    let found = 0;
    for (const [family, { book }] of floors) {
      for (const side of ['buy', 'sell'] as const) {
        for (const [, queue] of book.side(side).entries()) {
          for (const order of queue.values()) {
            const own = order.category === instrument.category && order.symbol === instrument.symbol;
            must(own && order.account.family === family, `order ${order.seq} rests in a book that is not its own`);
            must(
              order.isOpen && order.trigger?.fired !== false,
              `order ${order.seq} rests in a book and does not wait`,
            );
            must(!resting.has(order), `order ${order.seq} rests twice`);
            resting.add(order);
            found += 1;
          }
        }
      }
    }
    must(found === count, `market ${market.key}: ${count} orders rest, ${found} are in its books`);
  }
  for (const { orders } of world.accounts.values())
    for (const order of orders.opened())
      must(order.trigger?.fired === false || resting.has(order), `order ${order.seq} is open and in no book`);
}

function auditCounters(world: World): void {
  const check = (kind: NumberKind, items: readonly { seq: number }[]) => {
    const last = items.reduce((most, { seq }) => Math.max(most, seq), 0);
    must(last <= world.counters[kind], `counters.${kind} is ${world.counters[kind]}, but there is a number ${last}`);
  };
  for (const account of world.accounts.values()) {
    check('order', account.orders.all());
    check('plan', account.plans.all());
    check('fill', account.fills.all());
    check('bill', account.bills);
    check('position', [...account.positions.values(), ...account.closedPositions]);
    check('transfer', account.transfers);
    check('movement', account.movements);
    check('loan', account.loans);
    check('repay', account.repayments);
    check('interest', account.interests);
    check('convert', account.quotes);
  }
}
