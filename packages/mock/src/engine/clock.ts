import { type Decimal, least, ZERO } from './decimal.js';
import { liquidateLoans } from './flash.js';
import { chargeHour } from './loans.js';
import { fill, refill, seeded } from './match.js';
import { dropOrphans, watchPlans } from './plans.js';
import { backing, billKind, maintenance, positionKey, reduce, settleOf, settleValue, unrealised } from './positions.js';
import type { Account, Position } from './records.js';
import { cancel, tradable } from './trade.js';
import { watchOrders } from './waiting.js';
import { balanceIn, type Floor, fromHouse, inOrder, note, type Venue, type World } from './world.js';

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
  settle(world);
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
  if (venue.resting > 0) for (const floor of venue.floors.values()) tradeResting(world, venue, floor);
  watchOrders(world, venue);
  watchPlans(world, venue);
  if (venue.holders.size > 0) for (const account of inOrder(world, venue.holders)) liquidate(world, venue, account);
  settle(world);
}

/** Drops what stood on positions that are gone. To be called after everything that may have ended orders. */
export function settle(world: World): void {
  if (world.ended.length === 0) return;
  dropOrphans(world, world.ended.splice(0));
  world.ended.length = 0;
}

/** Waiting orders that the market has reached trade at their own price, as far as the market's size goes. */
function tradeResting(world: World, venue: Venue, floor: Floor): void {
  refill(floor, world.now);
  for (const side of ['buy', 'sell'] as const) {
    let level = 0;
    while (level < STEPS) {
      const order = floor.book.best(side);
      if (!order) break;
      const offer = seeded(world, venue, floor, side, level);
      if (!offer || (side === 'buy' ? offer.ticks > order.ticks : offer.ticks < order.ticks)) break;
      const price = venue.market.price(order.ticks);
      const wanted = tradable(venue, order, price);
      if (wanted.lte(0)) {
        cancel(world, order, 'normal_cancel');
        continue;
      }
      const size = least(wanted, offer.size);
      if (size.lte(0)) {
        level += 1;
        continue;
      }
      const key = side === 'buy' ? `ask:${level}` : `bid:${level}`;
      floor.taken.set(key, (floor.taken.get(key) ?? ZERO).plus(size));
      fill(world, venue, order, price, size, true);
    }
  }
}

/** What falls due at the full hours after one moment and up to another. */
function settleHours(world: World, venues: readonly Venue[], from: number, to: number): void {
  for (let due = (Math.floor(from / HOUR) + 1) * HOUR; due <= to; due += HOUR) {
    world.now = due;
    for (const venue of venues) payFunding(world, venue, due);
    chargeHour(world);
  }
}

function payFunding(world: World, venue: Venue, due: number): void {
  const { market, instrument, holders } = venue;
  if (holders.size === 0 || instrument.fundingHours === 0 || due % (instrument.fundingHours * HOUR) !== 0) return;
  const rate = market.fundingRate(due);
  const mark = market.price(market.markAt(due));
  for (const account of inOrder(world, holders)) {
    for (const position of positionsIn(account, venue)) {
      const value = settleValue(instrument, mark, position.size).times(rate);
      const amount = position.side === 'long' ? value.negated() : value;
      position.funding = position.funding.plus(amount);
      const balance = fromHouse(world, account, position.wallet, instrument.settle, amount);
      note(world, account, {
        kind: 'funding',
        wallet: position.wallet,
        coin: instrument.settle,
        amount,
        balance: balance.cash,
        category: position.category,
        symbol: position.symbol,
      });
    }
  }
}

function positionsIn(account: Account, { instrument }: Venue): Position[] {
  return (['long', 'short', 'net'] as const).flatMap((side) => {
    const position = account.positions.get(positionKey(instrument.category, instrument.symbol, side));
    return position ? [position] : [];
  });
}

/** Takes over positions whose money no longer covers the maintenance margin. */
function liquidate(world: World, venue: Venue, account: Account): void {
  for (const position of positionsIn(account, venue)) {
    if (position.size.isZero()) continue;
    const { money, others } = backing(world, position);
    const profit = unrealised(world, venue, position);
    const left = money.plus(others).plus(profit);
    if (left.gt(maintenance(world, venue, position))) continue;
    const { category: line, symbol } = position;
    for (const order of account.orders.opened({ line, symbol })) cancel(world, order, 'burst_cancel');
    burst(world, venue, position, money);
  }
}

function burst(world: World, venue: Venue, position: Position, money: Decimal): void {
  const mark = venue.market.price(venue.market.markAt(world.now));
  const before = balanceIn(position.account, position.wallet, settleOf(world, position)).cash;
  const profit = reduce(world, venue, position, mark, position.size, ZERO, billKind('burst', position));
  // The rest of the margin goes to the insurance fund; what is missing comes from it.
  const rest = position.marginMode === 'isolated' ? money.plus(profit) : ZERO;
  if (rest.isZero()) return;
  const coin = settleOf(world, position);
  if (rest.gt(0) || before.plus(profit).gt(0))
    fromHouse(world, position.account, position.wallet, coin, rest.negated());
}

/** `countdown-cancel-all`: cancels everything of an account whose countdown ran out. */
function countdowns(world: World): void {
  for (const account of world.accounts.values()) {
    if (account.countdown === 0 || account.countdown > world.now) continue;
    account.countdown = 0;
    for (const order of account.orders.opened()) cancel(world, order, 'normal_cancel');
  }
}
