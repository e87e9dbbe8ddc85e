import { digits, hashText } from '../core/hash.js';
import { Book } from './book.js';
import { Decimal, decimal, text, ZERO } from './decimal.js';
import { balanceEvent, type EngineListener } from './events.js';
import { INSTRUMENTS, STARTING_BALANCES } from './instruments.js';
import { Ledger } from './ledger.js';
import { Market, marketKey } from './market.js';
import type { Account, Balance, Bill, Fill, Order, Plan, Position } from './records.js';
import {
  type Category,
  EngineError,
  type EngineOptions,
  type Instrument,
  type Owner,
  type Purse,
  type View,
  type WalletName,
} from './types.js';

/** What a family of accounts sees of one market: its own orders, and what it took of the seeded ones. */
export interface Floor {
  readonly book: Book;
  /** Second in which {@link taken} counts; market makers refill each second. */
  second: number;
  /** Size taken by level: `ask:0`. */
  readonly taken: Map<string, Decimal>;
}

/** A market and what waits in it. */
export interface Venue {
  readonly market: Market;
  readonly instrument: Instrument;
  /** By family. */
  readonly floors: Map<string, Floor>;
  readonly plans: Set<Plan>;
  /** Orders that wait for a price before they are sent to the book. */
  readonly waiting: Set<Order>;
  /** Accounts with a position here. */
  readonly holders: Set<Account>;
  resting: number;
  /** The last price that a listener was notified of, in ticks. */
  notified: number;
}

/** The kinds of numbers that the exchange assigns; each counts for itself. */
export const NUMBERS = [
  'order',
  'fill',
  'bill',
  'plan',
  'position',
  'transfer',
  'movement',
  'loan',
  'repay',
  'interest',
  'convert',
] as const;
export type NumberKind = (typeof NUMBERS)[number];

/** Everything there is. */
export interface World {
  options: EngineOptions;
  now: number;
  readonly venues: Map<string, Venue>;
  readonly accounts: Map<string, Account>;
  readonly byUid: Map<string, Account[]>;
  /** By number; closed ones included. */
  readonly orders: Order[];
  readonly plans: Plan[];
  /** The other side of seeded liquidity, fees, profit and loss. */
  readonly house: Map<string, Decimal>;
  /** What came from outside less what left, by coin. */
  readonly outside: Map<string, Decimal>;
  readonly counters: Record<NumberKind, number>;
  prefix: string;
  /** Positions that ended in the call under way. */
  readonly ended: Position[];
  /** Accounts that owe something. */
  readonly debtors: Set<Account>;
  /** Takes events while someone listens; otherwise they are not even made. */
  emit: EngineListener | undefined;
}

export function createWorld(options: EngineOptions): World {
  const world: World = {
    options,
    now: 0,
    venues: new Map(),
    accounts: new Map(),
    byUid: new Map(),
    orders: [],
    plans: [],
    house: new Map(),
    outside: new Map(),
    counters: {
      order: 0,
      fill: 0,
      bill: 0,
      plan: 0,
      position: 0,
      transfer: 0,
      movement: 0,
      loan: 0,
      repay: 0,
      interest: 0,
      convert: 0,
    },
    prefix: prefixOf(options.seed),
    ended: [],
    debtors: new Set(),
    emit: undefined,
  };
  openVenues(world);
  return world;
}

export function openVenues(world: World): void {
  world.venues.clear();
  for (const instrument of INSTRUMENTS) {
    const market = new Market(instrument, world.options.seed);
    world.venues.set(market.key, {
      market,
      instrument,
      floors: new Map(),
      plans: new Set(),
      waiting: new Set(),
      holders: new Set(),
      resting: 0,
      notified: 0,
    });
  }
}

export function prefixOf(seed: string): string {
  return digits(hashText(seed), 7, '12');
}

/** The exchange's number of a record: 19 digits that grow with time. */
export function idOf(world: World, kind: NumberKind, seq: number): string {
  return `${startOf(world, kind)}${String(seq).padStart(11, '0')}`;
}

// One digit tells the kinds apart.
const startOf = (world: World, kind: NumberKind) => `${world.prefix}${(NUMBERS.indexOf(kind) + 1) % 10}`;

/** The count behind an id of {@link idOf}; `undefined` for any other text. */
export function seqOf(world: World, kind: NumberKind, id: string): number | undefined {
  const start = startOf(world, kind);
  return id.length === 19 && id.startsWith(start) && /^\d{11}$/.test(id.slice(8)) ? Number(id.slice(8)) : undefined;
}

export function nextSeq(world: World, kind: NumberKind): number {
  world.counters[kind] += 1;
  return world.counters[kind];
}

/** @throws EngineError `unknown-symbol` */
export function venueOf(world: World, category: Category, symbol: string): Venue {
  const venue =
    world.venues.get(marketKey(category, symbol)) ?? world.venues.get(marketKey(category, symbol.toUpperCase()));
  if (!venue) throw new EngineError('unknown-symbol', symbol);
  return venue;
}

/** The venues of a category. */
export function venuesIn(world: World, category: Category): Venue[] {
  return [...world.venues.values()].filter(({ instrument }) => instrument.category === category);
}

export function floorOf(venue: Venue, family: string): Floor {
  let floor = venue.floors.get(family);
  if (!floor) {
    floor = emptyFloor();
    venue.floors.set(family, floor);
  }
  return floor;
}

/** Some of the accounts in the order in which they were opened, which a snapshot keeps; a set's own it does not. */
export function inOrder(world: World, some: ReadonlySet<Account>): Account[] {
  if (some.size < 2) return [...some];
  return [...world.accounts.values()].filter((account) => some.has(account));
}

export function emptyFloor(): Floor {
  return { book: new Book(), second: Number.NaN, taken: new Map() };
}

/** The account of a key, opened with the starting balances when it is first seen. */
export function accountOf(world: World, owner: Owner, view: View): Account {
  const id = `${owner.key}/${view}`;
  return world.accounts.get(id) ?? openAccount(world, owner.key, view);
}

/** A number of ten digits for a key, as the exchange numbers its users. */
export function uidOf(key: string): string {
  return digits(hashText(key, 0x51ed270b), 10, '7');
}

export interface Opening {
  parent?: Account;
  uid?: string;
  name?: string;
  note?: string;
  /** @default the options' starting balances; none for sub-accounts */
  balances?: EngineOptions['balances'];
}

export function openAccount(world: World, key: string, view: View, opening: Opening = {}): Account {
  const { parent, uid = uidOf(key), name = '', note = '' } = opening;
  const account: Account = {
    id: `${key}/${view}`,
    key,
    view,
    uid,
    family: world.options.sharedBook ? '' : (parent?.family ?? `${key}/${view}`),
    parent,
    name,
    note,
    frozen: false,
    createdAt: world.now,
    wallets: new Map(),
    ...emptyBooks(),
    bills: [],
    positions: new Map(),
    closedPositions: [],
    transfers: [],
    movements: [],
    pending: new Set(),
    quotes: [],
    debts: new Map(),
    loans: [],
    repayments: [],
    interests: [],
    liquidations: [],
    coinLeverages: new Map(),
    subs: [],
    positionModes: new Map(),
    leverages: new Map(),
    marginModes: new Map(),
    assetMode: 'single',
    stp: 'none',
    deduct: false,
    countdown: 0,
  };
  world.accounts.set(account.id, account);
  world.byUid.set(uid, [...(world.byUid.get(uid) ?? []), account]);
  parent?.subs.push(account);
  const balances = opening.balances ?? (parent ? {} : (world.options.balances ?? STARTING_BALANCES));
  for (const [wallet, amounts] of Object.entries(balances)) {
    if (!isPurse(wallet) || (wallet === 'uta') !== (view === 'unified')) continue;
    for (const [coin, amount] of Object.entries(amounts ?? {}))
      fromOutside(world, account, wallet, coin, decimal(amount));
  }
  return account;
}

/** What an account keeps of its orders and plans. */
export function emptyBooks() {
  return {
    orders: new Ledger<Order>(({ isOpen }) => isOpen),
    closing: new Map<string, Set<Order>>(),
    opening: new Map<string, Decimal>(),
    clientOids: new Map<string, Order>(),
    plans: new Ledger<Plan>(({ status }) => status === 'live'),
    planOids: new Map<string, Plan>(),
    // Nothing about an execution ends.
    fills: new Ledger<Fill>(() => false),
  };
}

const WALLETS: readonly string[] = [
  'spot',
  'p2p',
  'usdt_futures',
  'coin_futures',
  'usdc_futures',
  'crossed_margin',
  'isolated_margin',
  'uta',
];

export function isWallet(name: string): name is WalletName {
  return WALLETS.includes(name);
}

const NOTHING: Readonly<Balance> = { cash: ZERO, hold: ZERO, updatedAt: 0 };

export function isPurse(name: string): name is Purse {
  return name.startsWith('isolated_margin') ? /^isolated_margin\/\w+$/.test(name) : isWallet(name);
}

/** A wallet's balance of a coin, to be read: asking opens no wallet, so a request that changes nothing leaves nothing. */
export function balanceIn(account: Account, wallet: Purse, coin: string): Readonly<Balance> {
  return account.wallets.get(`${wallet}:${coin}`) ?? NOTHING;
}

/** A wallet's balance of a coin, to be changed; made empty when there is none. */
function balanceOf(world: World, account: Account, wallet: Purse, coin: string): Balance {
  const key = `${wallet}:${coin}`;
  let balance = account.wallets.get(key);
  if (!balance) {
    balance = { cash: ZERO, hold: ZERO, updatedAt: world.now };
    account.wallets.set(key, balance);
  }
  return balance;
}

/** Cash that nothing stands on. */
export function available(account: Account, wallet: Purse, coin: string): Decimal {
  const { cash, hold } = balanceIn(account, wallet, coin);
  return Decimal.max(cash.minus(hold), ZERO);
}

/** Changes a balance against the house: nothing is made or lost, it changes hands. */
export function fromHouse(world: World, account: Account, wallet: Purse, coin: string, amount: Decimal): Balance {
  const balance = balanceOf(world, account, wallet, coin);
  balance.cash = balance.cash.plus(amount);
  balance.updatedAt = world.now;
  world.house.set(coin, (world.house.get(coin) ?? ZERO).minus(amount));
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
  return balance;
}

/** Money that enters the exchange, or with a minus leaves it. */
export function fromOutside(world: World, account: Account, wallet: Purse, coin: string, amount: Decimal): Balance {
  const balance = balanceOf(world, account, wallet, coin);
  balance.cash = balance.cash.plus(amount);
  balance.updatedAt = world.now;
  world.outside.set(coin, (world.outside.get(coin) ?? ZERO).plus(amount));
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
  return balance;
}

/** Changes what is held of a balance. */
export function changeHold(world: World, account: Account, wallet: Purse, coin: string, by: Decimal): void {
  if (by.isZero()) return;
  const balance = balanceOf(world, account, wallet, coin);
  balance.hold = balance.hold.plus(by);
  world.emit?.(balanceEvent(world.now, account, wallet, coin, balance));
}

/** Writes a change of a balance into the account's history. */
export function note(
  world: World,
  account: Account,
  bill: Omit<Bill, 'seq' | 'at' | 'amount' | 'fee' | 'balance'> & { amount: Decimal; fee?: Decimal; balance: Decimal },
): void {
  account.bills.push({
    seq: nextSeq(world, 'bill'),
    kind: bill.kind,
    wallet: bill.wallet,
    coin: bill.coin,
    amount: text(bill.amount),
    fee: bill.fee === undefined || bill.fee.isZero() ? '0' : text(bill.fee.negated()),
    balance: text(bill.balance),
    category: bill.category,
    symbol: bill.symbol,
    at: world.now,
  });
}
