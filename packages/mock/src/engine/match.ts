import { type Decimal, least, text, ZERO } from './decimal.js';
import { Fill, type FillFacts, TradeBill } from './fill.js';
import { repayWith } from './margin.js';
import { applyToPosition } from './positions.js';
import { bringPreset } from './presets.js';
import type { Order } from './records.js';
import { cancel, finish, freeze, refreshHold, tradable } from './trade.js';
import type { Side } from './types.js';
import { type Floor, floorOf, fromHouse, nextSeq, type Venue, type World } from './world.js';

// A market order looks no further than this; more levels than an order of a whole starting balance takes.
const LEVELS = 400;

/** Something to trade with: a user's order, or a level of the seeded market. */
interface Offer {
  ticks: number;
  size: Decimal;
  maker: Order | undefined;
  level: number;
}

/** Matches an order that just came, then lets the rest wait or ends it. */
export function execute(world: World, venue: Venue, order: Order): void {
  const floor = floorOf(venue, order.account.family);
  refill(floor, world.now);
  if (order.force === 'post_only' && crosses(world, venue, floor, order)) {
    cancel(world, order, 'post_only_fill_cancel');
    return;
  }
  if (order.force === 'fok' && !fillable(world, venue, floor, order)) {
    cancel(world, order, 'fok_not_full_cancel');
    return;
  }
  take(world, venue, floor, order);
  if (order.status === 'filled' || order.status === 'cancelled') return;
  if (order.type === 'limit' && (order.force === 'gtc' || order.force === 'post_only')) {
    floor.book.add(order);
    venue.resting += 1;
  } else cancel(world, order, 'ioc_not_full_cancel');
}

/** Market makers come back each second. */
export function refill(floor: Floor, now: number): void {
  const second = Math.floor(now / 1000);
  if (floor.second === second) return;
  floor.second = second;
  floor.taken.clear();
}

function crosses(world: World, venue: Venue, floor: Floor, order: Order): boolean {
  const offer = nextOffer(world, venue, floor, order, { level: 0 });
  return offer !== undefined && acceptable(order, offer.ticks);
}

function fillable(world: World, venue: Venue, floor: Floor, order: Order): boolean {
  let rest = order.byValue ? tradable(venue, order, venue.market.price(venue.market.ticksAt(world.now))) : order.size;
  const opposite = floor.book.side(order.side === 'buy' ? 'sell' : 'buy');
  for (const [key, queue] of opposite.entries()) {
    if (!acceptable(order, Math.abs(key))) break;
    for (const maker of queue.values()) rest = rest.minus(maker.size.minus(maker.filled));
    if (rest.lte(0)) return true;
  }
  for (let level = 0; level < LEVELS; level++) {
    const offer = seeded(world, venue, floor, order.side, level);
    if (!offer || !acceptable(order, offer.ticks)) break;
    rest = rest.minus(offer.size);
    if (rest.lte(0)) return true;
  }
  return false;
}

function acceptable({ type, side, ticks }: Order, offered: number): boolean {
  if (type === 'market') return true;
  return side === 'buy' ? offered <= ticks : offered >= ticks;
}

/** Trades with the best offers until the order is done or nothing acceptable is left. */
function take(world: World, venue: Venue, floor: Floor, order: Order): void {
  const cursor = { level: 0 };
  while (order.status === 'live' || order.status === 'partially_filled') {
    const offer = nextOffer(world, venue, floor, order, cursor);
    if (!offer || !acceptable(order, offer.ticks)) return;
    if (offer.maker && offer.maker.account.uid === order.account.uid && stopped(world, order, offer.maker)) continue;
    const price = venue.market.price(offer.ticks);
    let size = least(tradable(venue, order, price), offer.size);
    if (offer.maker) size = least(size, tradable(venue, offer.maker, price));
    if (size.lte(0)) {
      if (offer.maker && tradable(venue, offer.maker, price).lte(0)) cancel(world, offer.maker, 'normal_cancel');
      else {
        // What is left buys less than a lot, or there is no position left to reduce.
        if (order.byValue && order.filled.gt(0)) complete(world, venue, order);
        else cancel(world, order, 'ioc_not_full_cancel');
      }
      continue;
    }
    if (offer.maker) fill(world, venue, offer.maker, price, size, true);
    else {
      const key = takenKey(order.side, offer.level);
      floor.taken.set(key, (floor.taken.get(key) ?? ZERO).plus(size));
    }
    fill(world, venue, order, price, size, false);
  }
}

/** Self-trade prevention: whether one of the two had to go. */
function stopped(world: World, order: Order, maker: Order): boolean {
  if (order.stp === 'none') return false;
  if (order.stp !== 'cancel_taker') cancel(world, maker, 'stp_cancel');
  if (order.stp !== 'cancel_maker') cancel(world, order, 'stp_cancel');
  return true;
}

function nextOffer(
  world: World,
  venue: Venue,
  floor: Floor,
  order: Order,
  cursor: { level: number },
): Offer | undefined {
  const maker = floor.book.best(order.side === 'buy' ? 'sell' : 'buy');
  let level = seeded(world, venue, floor, order.side, cursor.level);
  while (level?.size.lte(0) && cursor.level < LEVELS) {
    cursor.level += 1;
    level = seeded(world, venue, floor, order.side, cursor.level);
  }
  if (cursor.level >= LEVELS) level = undefined;
  if (!maker) return level;
  const users = { ticks: maker.ticks, size: maker.size.minus(maker.filled), maker, level: -1 };
  if (!level) return users;
  return (order.side === 'buy' ? users.ticks <= level.ticks : users.ticks >= level.ticks) ? users : level;
}

/** What market makers still offer at a level. */
export function seeded(world: World, venue: Venue, floor: Floor, taker: Side, level: number): Offer | undefined {
  const shown = venue.market.level(taker === 'buy' ? 'ask' : 'bid', level, world.now);
  if (!shown) return undefined;
  const taken = floor.taken.get(takenKey(taker, level));
  return { ticks: shown.ticks, size: taken ? shown.size.minus(taken) : shown.size, maker: undefined, level };
}

function takenKey(taker: Side, level: number): string {
  return taker === 'buy' ? `ask:${level}` : `bid:${level}`;
}

/** One execution, seen from one order. */
export function fill(world: World, venue: Venue, order: Order, price: Decimal, size: Decimal, maker: boolean): void {
  const { instrument } = venue;
  const rate = maker ? instrument.makerFee : instrument.takerFee;
  const value = price.times(size);
  freeze(order, size.negated());
  const { fee, profit, effect, balances } =
    order.category === 'SPOT'
      ? settleSpot(world, venue, order, size, value, rate)
      : { ...applyToPosition(world, venue, order, price, size, rate), balances: undefined };
  order.filled = order.filled.plus(size);
  order.value = order.value.plus(value);
  order.fee = order.fee.plus(fee);
  order.profit = order.profit.plus(profit);
  order.updatedAt = world.now;
  const done = order.byValue ? order.value.gte(order.size) : order.filled.gte(order.size);
  const facts: FillFacts = {
    seq: nextSeq(world, 'fill'),
    price: text(price),
    size: text(size),
    value: text(value),
    fee: text(fee),
    profit: profit.isZero() ? '0' : text(profit),
    maker,
    at: world.now,
    effect,
  };
  const record = new Fill(order, facts, balances);
  order.account.fills.add(record);
  if (balances) {
    order.account.bills.push(new TradeBill(nextSeq(world, 'bill'), record, false));
    order.account.bills.push(new TradeBill(nextSeq(world, 'bill'), record, true));
    if (order.loan) repayWith(world, order, (order.side === 'buy' ? size : value).minus(fee));
  }
  if (done) complete(world, venue, order);
  else {
    order.status = 'partially_filled';
    refreshHold(world, venue, order);
  }
}

function complete(world: World, venue: Venue, order: Order): void {
  order.status = 'filled';
  finish(world, venue, order);
  if (order.preset) bringPreset(world, venue, order, order.preset);
}

function settleSpot(world: World, venue: Venue, order: Order, size: Decimal, value: Decimal, rate: Decimal) {
  const { account, wallet, side } = order;
  const { base, quote } = venue.instrument;
  const buys = side === 'buy';
  const fee = (buys ? size : value).times(rate);
  const [got, gotAmount, gave, gaveAmount] = buys ? [base, size, quote, value] : [quote, value, base, size];
  const paid = fromHouse(world, account, wallet, gave, gaveAmount.negated());
  const received = fromHouse(world, account, wallet, got, gotAmount.minus(fee));
  const balances = { gave: text(paid.cash), got: text(received.cash) };
  return { fee, profit: ZERO, effect: 'spot' as const, balances };
}
