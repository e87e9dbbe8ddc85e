import { Decimal, decimal } from '../decimal.js';
import { owed } from '../funds/loans.js';
import { addClosing, remaining } from '../orders/lifecycle.js';
import { expectSize } from '../positions/positions.js';
import { PackedFill } from '../state/fill.js';
import type { NumberKind } from '../state/numbers.js';
import { PackedOrder, termsOf } from '../state/order.js';
import type { FillFacts, OrderFacts, Terms } from '../state/order-facts.js';
import type { Account, Plan, Position } from '../state/records.js';
import { createWorld, emptyBooks, floorOf, venueOf, type World } from '../state/world.js';
import { EngineError, type EngineSnapshot } from '../types.js';
import { audit, auditSpot } from './audit.js';
import { malformed } from './saved/saved.js';

type Plain = Record<string, unknown>;

/** Decimals are written as `{ "$": "1.5" }`, maps as lists of pairs, references as numbers. */
function plain(value: unknown): unknown {
  if (Decimal.isBigNumber(value)) return { $: value.toFixed() };
  if (value instanceof Map) return [...value].map((pair) => pair.map(plain));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

function rich(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rich);
  if (!isPlain(value)) return value;
  if (typeof value.$ === 'string') return decimal(value.$);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rich(part)]));
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Everything, as plain JSON. */
export function takeSnapshot(world: World): EngineSnapshot {
  const accounts = [...world.accounts.values()];
  const idOfAccount = (account: Account) => account.id;
  return {
    format: 'bitget-mock/1',
    options: structuredClone(world.options),
    now: world.now,
    counters: { ...world.counters },
    house: plain(world.house),
    outside: plain(world.outside),
    accounts: accounts.map((account) => ({
      ...(plain({
        ...account,
        parent: null,
        orders: [],
        closing: [],
        opening: [],
        pending: [],
        clientOids: new Map([...account.clientOids].map(([oid, order]) => [oid, order.seq])),
        planOids: new Map([...account.planOids].map(([oid, plan]) => [oid, plan.seq])),
        plans: [],
        bills: account.bills.map(({ seq, kind, wallet, coin, amount, fee, balance, category, symbol, at }) => ({
          seq,
          kind,
          wallet,
          coin,
          amount,
          fee,
          balance,
          category,
          symbol,
          at,
        })),
        fills: account.fills.all().map((fill) => ({ ...fill.shown(), order: fill.order.seq })),
        positions: new Map([...account.positions].map(([key, position]) => [key, { ...position, account: null }])),
        closedPositions: account.closedPositions.map((position) => ({ ...position, account: null })),
        subs: [],
      }) as Plain),
      parent: account.parent ? idOfAccount(account.parent) : null,
    })),
    orders: Object.values(world.orders).map((order) => plain({ ...order.shown(), account: order.account.id })),
    plans: Object.values(world.plans).map((plan) =>
      plain({
        ...plan,
        account: plan.account.id,
        order: plan.order?.seq ?? null,
        children: plan.children.map(({ seq }) => seq),
      }),
    ),
    venues: [...world.venues.values()].map(({ market, floors }) => ({
      key: market.key,
      shifts: structuredClone(market.shifts),
      floors: [...floors].map(([family, { book, second, taken }]) => ({
        family,
        second: Number.isNaN(second) ? null : second,
        taken: plain(taken),
        // In their order: who came first trades first.
        resting: [book.bids, book.asks].flatMap((half) =>
          [...half.entries()].flatMap(([, queue]) => [...queue.keys()]),
        ),
      })),
    })),
  };
}

/** Builds the world that a snapshot shows. @throws EngineError `bad-snapshot` */
export function worldOf(snapshot: EngineSnapshot): World {
  const problem = malformed(snapshot);
  if (problem !== undefined) throw new EngineError('bad-snapshot', problem);
  try {
    const world = build(structuredClone(snapshot) as unknown as Saved);
    audit(world);
    auditSpot(world);
    return world;
  } catch (error) {
    throw new EngineError('bad-snapshot', error instanceof Error ? error.message : String(error));
  }
}

interface Saved {
  format: string;
  options: World['options'];
  now: number;
  counters: Record<NumberKind, number>;
  house: unknown;
  outside: unknown;
  accounts: Plain[];
  orders: Plain[];
  plans: Plain[];
  venues: {
    key: string;
    shifts: World['venues'] extends Map<string, infer Venue>
      ? Venue extends { market: { shifts: infer S } }
        ? S
        : never
      : never;
    floors: { family: string; second: number | null; taken: unknown; resting: number[] }[];
  }[];
}

function build(saved: Saved): World {
  const world = createWorld(saved.options);
  world.now = saved.now;
  Object.assign(world.counters, saved.counters);
  fillMap(world.house, saved.house);
  fillMap(world.outside, saved.outside);
  for (const raw of saved.accounts) addAccount(world, raw);
  for (const raw of saved.orders) {
    const draft = rich(raw) as OrderFacts & { terms: Terms };
    const order = new PackedOrder(accountAt(world, raw.account), termsOf(draft.terms), draft);
    if (order.status === 'filled' || order.status === 'cancelled') order.pack();
    if (world.orders[order.seq]) throw new Error(`order ${order.seq} is there twice`);
    world.orders[order.seq] = order;
    order.account.orders.add(order);
    if (!order.isOpen) continue;
    if (order.trigger?.fired === false) venueOf(world, order.category, order.symbol).waiting.add(order);
    if (order.closing) addClosing(order);
    else if (order.category !== 'SPOT') expectSize(order, remaining(order));
  }
  for (const raw of saved.plans) {
    const order = typeof raw.order === 'number' ? world.orders[raw.order] : undefined;
    const seqs = (raw.children ?? []) as number[];
    const children = seqs.flatMap((seq) => world.orders[seq] ?? []);
    const plan = {
      ...(rich(raw) as Plan),
      account: accountAt(world, raw.account),
      order,
      children,
    };
    if (world.plans[plan.seq]) throw new Error(`plan ${plan.seq} is there twice`);
    world.plans[plan.seq] = plan;
    plan.account.plans.add(plan);
    if (plan.status === 'live') venueOf(world, plan.category, plan.symbol).plans.add(plan);
  }
  for (const raw of saved.accounts) linkAccount(world, raw);
  for (const raw of saved.venues) {
    const venue = world.venues.get(raw.key);
    if (!venue) throw new Error(`unknown market ${raw.key}`);
    venue.market.shifts = raw.shifts;
    for (const { family, second, taken, resting } of raw.floors) {
      const floor = floorOf(venue, family);
      floor.second = second ?? Number.NaN;
      fillMap(floor.taken, taken);
      for (const seq of resting) {
        const order = world.orders[seq];
        if (!order) throw new Error(`no order ${seq}`);
        floor.book.add(order);
        venue.resting += 1;
      }
    }
  }
  return world;
}

function fillMap<Value>(map: Map<string, Value>, pairs: unknown): void {
  for (const [key, value] of rich(pairs) as [string, Value][]) map.set(key, value);
}

function accountAt(world: World, id: unknown): Account {
  const account = world.accounts.get(String(id));
  if (!account) throw new Error(`no account ${String(id)}`);
  return account;
}

const MAPS = ['wallets', 'positionModes', 'leverages', 'marginModes', 'debts', 'coinLeverages'] as const;

function addAccount(world: World, raw: Plain): void {
  const own = rich(raw) as Account;
  const parent = raw.parent === null ? undefined : accountAt(world, raw.parent);
  const account: Account = {
    ...own,
    // A snapshot of before there was one.
    repayMode: own.repayMode ?? 'auto',
    parent,
    ...emptyBooks(),
    pending: new Set(own.movements.filter(({ status }) => status === 'pending')),
    positions: new Map(),
    closedPositions: [],
    subs: [],
    ...Object.fromEntries(MAPS.map((name) => [name, new Map(own[name] as unknown as [string, never][])])),
  };
  if (account.id !== `${account.key}/${account.view}` || world.accounts.has(account.id))
    throw new Error(`account ${account.id} is there twice, or not that of its key`);
  world.accounts.set(account.id, account);
  world.byUid.set(account.uid, [...(world.byUid.get(account.uid) ?? []), account]);
  parent?.subs.push(account);
  if ([...account.debts.values()].some((debt) => owed(debt).gt(0))) world.debtors.add(account);
}

/** What refers to orders and plans, once they are there. */
function linkAccount(world: World, raw: Plain): void {
  const account = accountAt(world, raw.id);
  for (const [oid, seq] of raw.clientOids as [string, number][]) {
    const order = world.orders[seq];
    if (order) account.clientOids.set(oid, order);
  }
  for (const [oid, seq] of raw.planOids as [string, number][]) {
    const plan = world.plans[seq];
    if (plan) account.planOids.set(oid, plan);
  }
  for (const entry of raw.fills as Plain[]) {
    const order = world.orders[Number(entry.order)];
    if (order) account.fills.add(new PackedFill(order, rich(entry) as FillFacts));
  }
  const positions = rich(raw.positions) as [string, Position][];
  for (const [key, position] of positions) {
    account.positions.set(key, { ...position, account });
    venueOf(world, position.category, position.symbol).holders.add(account);
  }
  for (const position of rich(raw.closedPositions) as Position[])
    account.closedPositions.push({ ...position, account });
}
