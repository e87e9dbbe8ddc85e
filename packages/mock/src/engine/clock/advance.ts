import { chargeHour } from '../funds/loans.js';
import { cancel } from '../orders/lifecycle.js';
import { matchResting } from '../orders/matching.js';
import { inOrder } from '../state/accounts.js';
import { type EngineListener, marketEvent } from '../state/events.js';
import type { Venue, World } from '../state/world.js';
import { payFunding } from './funding.js';
import { liquidatePositions } from './liquidation.js';
import { liquidateLoans } from './loan-liquidation.js';
import { dropOrphans } from './orphans.js';
import { watchOrders, watchPlans } from './triggers.js';

// A jump of the clock is walked in at most so many steps.
const STEPS = 600;

const HOUR = 3_600_000;

/** Brings the exchange to a moment: the market moves, waiting orders trade, triggers fire, funding is paid. */
export function advance(world: World, now: number): void {
  if (now <= world.now) return;
  const from = world.now;
  world.now = now;
  if (Math.floor(from / 1000) === Math.floor(now / 1000)) return;
  const venues = [...world.venues.values()].filter((venue) => !isIdle(venue));
  if (venues.length > 0 || world.debtors.size > 0) walk(world, venues, from, now);
  world.now = now;
  countdowns(world);
  dropOrphans(world);
  if (world.emit) for (const venue of world.venues.values()) notifyPrice(world, venue, world.emit);
}

function isIdle(venue: Venue): boolean {
  return venue.resting === 0 && venue.plans.size === 0 && venue.waiting.size === 0 && venue.holders.size === 0;
}

/** All markets side by side, so that what happens is numbered in the order of its moments. */
function walk(world: World, venues: readonly Venue[], from: number, now: number): void {
  const start = Math.floor(from / 1000) + 1;
  const end = Math.floor(now / 1000);
  const step = Math.max(1, Math.ceil((end - start + 1) / STEPS));
  let last = from;
  for (let second = start; last < now; second += step) {
    const moment = second > end ? now : Math.min(second * 1000, now);
    settleHours(world, venues, last, moment);
    world.now = moment;
    for (const venue of venues) look(world, venue);
    liquidateLoans(world);
    last = moment;
  }
}

/** What the price of this moment does to a market. */
export function look(world: World, venue: Venue): void {
  if (world.emit) notifyPrice(world, venue, world.emit);
  if (venue.resting > 0) for (const floor of venue.floors.values()) matchResting(world, venue, floor);
  watchOrders(world, venue);
  watchPlans(world, venue);
  if (venue.holders.size > 0)
    for (const account of inOrder(world, venue.holders)) liquidatePositions(world, venue, account);
  dropOrphans(world);
}

function notifyPrice({ now }: World, venue: Venue, emit: EngineListener): void {
  const { market, instrument } = venue;
  const ticks = market.ticksAt(now);
  if (ticks === venue.notified) return;
  venue.notified = ticks;
  emit(marketEvent(now, instrument, market.price(ticks)));
}

/** What falls due at the full hours after one moment and up to another. */
function settleHours(world: World, venues: readonly Venue[], from: number, to: number): void {
  for (let due = (Math.floor(from / HOUR) + 1) * HOUR; due <= to; due += HOUR) {
    world.now = due;
    for (const venue of venues) payFunding(world, venue, due);
    chargeHour(world);
  }
}

/** `countdown-cancel-all`: cancels everything of an account whose countdown ran out. */
function countdowns(world: World): void {
  for (const account of world.accounts.values()) {
    if (account.countdown === 0 || account.countdown > world.now) continue;
    account.countdown = 0;
    for (const order of account.orders.opened()) cancel(world, order, 'normal_cancel');
  }
}
