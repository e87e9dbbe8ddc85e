/** What must hold of an engine, for the tests of all that may be done to it. */

import { expect } from 'vitest';
import { text, ZERO } from '../src/engine/decimal.js';
import { owed } from '../src/engine/funds/loans.js';
import { remaining } from '../src/engine/orders/lifecycle.js';
import { expectedSize } from '../src/engine/positions/positions.js';
import { audit } from '../src/engine/snapshot/audit.js';
import {
  type DebtState,
  type EngineEvent,
  loanEvent,
  type OrderState,
  orderEvent,
  type PlanState,
  type PositionState,
  planEvent,
  positionEvent,
} from '../src/engine/state/events.js';
import type { FillFacts } from '../src/engine/state/order-facts.js';
import type { Account, Order } from '../src/engine/state/records.js';
import { venueOf, type World } from '../src/engine/state/world.js';

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

/** What is known of an exchange from its events alone, by account. */
export class Replay {
  readonly balances = new Map<string, { cash: string; hold: string }>();
  readonly orders = new Map<string, OrderState>();
  readonly fills = new Map<string, FillFacts>();
  readonly positions = new Map<string, PositionState>();
  readonly closed = new Map<string, PositionState>();
  readonly plans = new Map<string, PlanState>();
  readonly debts = new Map<string, DebtState>();

  read(event: EngineEvent): void {
    switch (event.type) {
      case 'balance':
        this.balances.set(`${event.account} ${event.purse}:${event.coin}`, { cash: event.cash, hold: event.hold });
        break;
      case 'order':
        this.orders.set(`${event.account} ${event.order.seq}`, event.order);
        break;
      case 'fill':
        this.fills.set(`${event.account} ${event.order} ${event.fill.seq}`, event.fill);
        break;
      case 'position': {
        const { position, account } = event;
        const key = `${account} ${position.category}:${position.symbol}:${position.hedge ? position.side : 'net'}`;
        if (position.size !== '0') this.positions.set(key, position);
        else {
          this.positions.delete(key);
          this.closed.set(`${account} ${position.seq}`, position);
        }
        break;
      }
      case 'plan':
        this.plans.set(`${event.account} ${event.plan.seq}`, event.plan);
        break;
      case 'loan':
        this.debts.set(`${event.account} ${event.debt.purse}:${event.debt.coin}`, event.debt);
        break;
      case 'reset':
        this.forget(event.key);
        break;
      default:
    }
  }

  /** Drops what a key and its sub-accounts have, or everything. */
  private forget(key: string | undefined): void {
    const { balances, orders, fills, positions, closed, plans, debts } = this;
    for (const known of [balances, orders, fills, positions, closed, plans, debts]) {
      for (const name of known.keys()) {
        if (key === undefined || name.startsWith(`${key}/`) || name.startsWith(`${key}#`)) known.delete(name);
      }
    }
  }
}

/** What {@link Replay} must come to. */
export function replayable(world: World): Replay {
  const state = new Replay();
  for (const account of world.accounts.values()) {
    const at = world.now;
    for (const [key, { cash, hold }] of account.wallets)
      state.balances.set(`${account.id} ${key}`, { cash: text(cash), hold: text(hold) });
    for (const order of account.orders.all()) state.read(orderEvent(at, order));
    for (const fill of account.fills.all())
      state.fills.set(`${account.id} ${fill.order.seq} ${fill.seq}`, fill.shown());
    for (const position of [...account.closedPositions, ...account.positions.values()])
      state.read(positionEvent(at, position));
    for (const plan of account.plans.all()) state.read(planEvent(at, plan));
    for (const debt of account.debts.values()) state.read(loanEvent(at, account, 'borrow', ZERO, debt));
  }
  return state;
}
