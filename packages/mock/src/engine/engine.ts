import { advance, look } from './clock.js';
import { decimal } from './decimal.js';
import { liquidateLoans } from './flash.js';
import { amountOf, deposit, knownCoin, sendWithdrawals } from './funds.js';
import { dropOrphans } from './orphans.js';
import type { Account } from './records.js';
import { takeSnapshot, worldOf } from './snapshot.js';
import {
  type EngineControl,
  EngineError,
  type EngineOptions,
  type EngineSnapshot,
  type Owner,
  type Purse,
  type View,
} from './types.js';
import { accountOf, createWorld, openVenues, prefixOf, type Venue, venueOf, type World } from './world.js';

/** The exchange: one world, and the calls by which a control interface changes it. */
export class Engine implements EngineControl {
  world: World;

  constructor(options: EngineOptions) {
    this.world = createWorld(options);
  }

  /** The world at a moment, everything due having happened. */
  at(now: number): World {
    advance(this.world, now);
    return this.world;
  }

  /** A key's account at a moment. */
  account(owner: Owner, view: View, now: number): Account {
    const account = accountOf(this.at(now), owner, view);
    if (account.pending.size > 0) sendWithdrawals(this.world, account);
    return account;
  }

  deposit({
    owner,
    coin,
    amount,
    wallet,
    now,
  }: {
    owner: Owner;
    coin: string;
    amount: string;
    wallet?: Purse;
    now: number;
  }): void {
    // Refused before an account is opened for it.
    knownCoin(coin);
    amountOf(amount);
    const views: View[] = owner.mode ? [owner.mode] : ['classic', 'unified'];
    const places = views.map((view): [View, Purse] => [view, wallet ?? (view === 'unified' ? 'uta' : 'spot')]);
    const fitting = places.filter(
      ([view, place]) => owner.mode !== undefined || wallet === undefined || (place === 'uta') === (view === 'unified'),
    );
    for (const [view, place] of fitting) deposit(this.world, this.account(owner, view, now), place, coin, amount);
  }

  setPrice({ symbol, category, price, now }: Parameters<EngineControl['setPrice']>[0]): void {
    const venues = this.venuesOf(symbol, category);
    if (venues.length === 0) throw new EngineError('unknown-symbol', symbol);
    const ticks = venues.map((venue) => ticksOf(venue, price));
    const world = this.at(now);
    venues.forEach((venue, index) => {
      venue.market.setTicks(ticks[index], now);
    });
    for (const venue of venues) look(world, venue);
    liquidateLoans(world);
    dropOrphans(world);
  }

  private venuesOf(symbol: string, category: string | undefined): Venue[] {
    return [...this.world.venues.values()].filter(
      ({ instrument }) => instrument.symbol === symbol && (category === undefined || instrument.category === category),
    );
  }

  snapshot(): EngineSnapshot {
    return takeSnapshot(this.world);
  }

  restore(snapshot: EngineSnapshot): void {
    this.world = worldOf(snapshot);
  }

  reset({ key, seed }: { key?: string; seed?: string } = {}): void {
    if (key === undefined) {
      this.world = createWorld({ ...this.world.options, ...(seed === undefined ? {} : { seed }) });
      return;
    }
    this.forget(key);
    if (seed !== undefined) {
      this.world.options = { ...this.world.options, seed };
      this.world.prefix = prefixOf(seed);
      openVenues(this.world);
    }
  }

  /** Drops one key's accounts with all that waits of them. What they held leaves the exchange. */
  private forget(key: string): void {
    const { world } = this;
    const mine = [...world.accounts.values()].filter((one) => one.key === key || one.key.startsWith(`${key}#`));
    for (const account of mine) {
      world.accounts.delete(account.id);
      world.debtors.delete(account);
      world.byUid.delete(account.uid);
      for (const [name, { cash }] of account.wallets) {
        const coin = name.slice(name.indexOf(':') + 1);
        world.outside.set(coin, (world.outside.get(coin) ?? decimal(0)).minus(cash));
      }
      for (const venue of world.venues.values()) {
        const floor = venue.floors.get(account.family);
        const { category, symbol } = venue.instrument;
        for (const order of account.orders.opened({ symbol })) {
          venue.waiting.delete(order);
          if (order.category === category && floor?.book.remove(order)) venue.resting -= 1;
        }
        venue.holders.delete(account);
      }
      for (const plan of account.plans.opened()) venueOf(world, plan.category, plan.symbol).plans.delete(plan);
      for (const order of account.orders.all()) delete world.orders[order.seq];
      for (const plan of account.plans.all()) delete world.plans[plan.seq];
    }
    // Once nothing of the family's rests there.
    if (world.options.sharedBook) return;
    for (const { family } of mine) for (const venue of world.venues.values()) venue.floors.delete(family);
  }
}

/** @throws EngineError `bad-price` */
function ticksOf({ market }: Venue, price: string | undefined): number | undefined {
  if (price === undefined) return undefined;
  const ticks = /^\d+(\.\d+)?$/.test(price) ? market.roundTicks(decimal(price)) : 0;
  if (ticks < 2 || !Number.isSafeInteger(ticks)) throw new EngineError('bad-price', price);
  return ticks;
}
