import { type Decimal, ZERO } from '../decimal.js';
import type { Order } from '../state/records.js';
import type { Floor, Venue, World } from '../state/world.js';
import type { Side } from '../types.js';
import { tradable } from './lifecycle.js';

// A market order looks no further than this; more levels than an order of a whole starting balance takes.
const LEVELS = 400;

/** Something to trade with: a user's order, or a level of the seeded market. */
export interface Offer {
  readonly ticks: number;
  readonly size: Decimal;
  /** The user's order; `undefined` for market makers. */
  readonly maker: Order | undefined;
  /** Of the seeded market, from 0; -1 for users' orders. */
  readonly level: number;
}

/** What one side of the market can trade with at a moment. */
export interface Liquidity {
  /** The best offer that is left. */
  best(): Offer | undefined;
  /** Takes size from a level of the seeded market. */
  take(offer: Offer, size: Decimal): void;
}

/** The market makers' offers: all that a resting order meets, as users' orders that cross have traded on arrival. */
export class SeededOffers implements Liquidity {
  private level = 0;

  constructor(
    private readonly world: World,
    private readonly venue: Venue,
    protected readonly floor: Floor,
    protected readonly taker: Side,
  ) {}

  best(): Offer | undefined {
    for (; this.level < LEVELS; this.level++) {
      const offer = seeded(this.world, this.venue, this.floor, this.taker, this.level);
      if (!offer || offer.size.gt(0)) return offer;
    }
    return undefined;
  }

  take({ level }: Offer, size: Decimal): void {
    const { taken } = this.floor;
    const key = takenKey(this.taker, level);
    taken.set(key, (taken.get(key) ?? ZERO).plus(size));
  }
}

/** What an order meets that arrives: users' orders and market makers, users first at the same price. */
export class AllOffers extends SeededOffers {
  override best(): Offer | undefined {
    const maker = this.floor.book.best(this.taker === 'buy' ? 'sell' : 'buy');
    const level = super.best();
    if (!maker) return level;
    const users = { ticks: maker.ticks, size: maker.size.minus(maker.filled), maker, level: -1 };
    if (!level) return users;
    return (this.taker === 'buy' ? users.ticks <= level.ticks : users.ticks >= level.ticks) ? users : level;
  }
}

/** Market makers come back each second. */
export function refill(floor: Floor, now: number): void {
  const second = Math.floor(now / 1000);
  if (floor.second === second) return;
  floor.second = second;
  floor.taken.clear();
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

/** Whether an order trades at a price that is offered. */
export function accepts({ type, side, ticks }: Order, offered: number): boolean {
  if (type === 'market') return true;
  return side === 'buy' ? offered <= ticks : offered >= ticks;
}

/** Whether all of an order could trade at once. */
export function fillable(world: World, venue: Venue, floor: Floor, order: Order): boolean {
  let rest = order.byValue ? tradable(venue, order, venue.market.price(venue.market.ticksAt(world.now))) : order.size;
  const opposite = floor.book.side(order.side === 'buy' ? 'sell' : 'buy');
  for (const [key, queue] of opposite.entries()) {
    if (!accepts(order, Math.abs(key))) break;
    for (const maker of queue.values()) rest = rest.minus(maker.size.minus(maker.filled));
    if (rest.lte(0)) return true;
  }
  for (let level = 0; level < LEVELS; level++) {
    const offer = seeded(world, venue, floor, order.side, level);
    if (!offer || !accepts(order, offer.ticks)) break;
    rest = rest.minus(offer.size);
    if (rest.lte(0)) return true;
  }
  return false;
}
