import { decimal } from './decimal.js';
import { unrest } from './orders/lifecycle.js';
import type { Account } from './state/records.js';
import { type Venue, venueOf, type World } from './state/world.js';

/** Drops one key's accounts with all that waits of them. What they held leaves the exchange. */
export function forgetKey(world: World, key: string): void {
  const mine = [...world.accounts.values()].filter((one) => one.key === key || one.key.startsWith(`${key}#`));
  for (const account of mine) forget(world, account);
  // Once nothing of the family's rests there.
  if (world.options.sharedBook) return;
  for (const { family } of mine) for (const venue of world.venues.values()) venue.floors.delete(family);
}

function forget(world: World, account: Account): void {
  world.accounts.delete(account.id);
  world.debtors.delete(account);
  world.byUid.delete(account.uid);
  for (const [name, { cash }] of account.wallets) {
    const coin = name.slice(name.indexOf(':') + 1);
    world.outside.set(coin, (world.outside.get(coin) ?? decimal(0)).minus(cash));
  }
  for (const venue of world.venues.values()) leave(venue, account);
  for (const plan of account.plans.opened()) venueOf(world, plan.category, plan.symbol).plans.delete(plan);
  for (const order of account.orders.all()) delete world.orders[order.seq];
  for (const plan of account.plans.all()) delete world.plans[plan.seq];
}

function leave(venue: Venue, account: Account): void {
  const { category, symbol } = venue.instrument;
  for (const order of account.orders.opened({ symbol })) {
    if (order.category !== category) continue;
    venue.waiting.delete(order);
    unrest(venue, order);
  }
  venue.holders.delete(account);
}
