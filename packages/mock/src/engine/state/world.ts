import type { Decimal } from '../decimal.js';
import { INSTRUMENTS } from '../market/instruments.js';
import { Market, marketKey } from '../market/market.js';
import { type Category, EngineError, type EngineOptions, type Instrument } from '../types.js';
import { Book } from './book.js';
import type { EngineListener } from './events.js';
import { Ledger } from './ledger.js';
import { type Numbered, prefixOf } from './numbers.js';
import type { Account, Fill, Order, Plan, Position } from './records.js';

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

/** Everything there is. */
export interface World extends Numbered {
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

export function emptyFloor(): Floor {
  return { book: new Book(), second: Number.NaN, taken: new Map() };
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
