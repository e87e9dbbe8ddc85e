import { decimal } from './decimal.js';
import { execute } from './match.js';
import type { Order } from './records.js';
import { EngineError } from './types.js';
import type { Venue, World } from './world.js';

/** The price that an order waits for before it is sent to the book. */
export interface OrderTrigger {
  readonly ticks: number;
  /** `up` fires at or above the price, `down` at or below. */
  readonly direction: 'up' | 'down';
  /** Whether it was sent. */
  fired: boolean;
}

/** A trigger on the side of the market that the price lies on. @throws EngineError `trigger-price` */
export function orderTrigger({ market }: Venue, price: string, now: number): OrderTrigger {
  const ticks = market.ticks(decimal(price));
  if (!Number.isInteger(ticks) || ticks <= 0) throw new EngineError('trigger-price');
  return { ticks, direction: ticks >= market.ticksAt(now) ? 'up' : 'down', fired: false };
}

/** Sends the waiting orders that the price of this moment sets off, in the order in which they came. */
export function watchOrders(world: World, venue: Venue): void {
  if (venue.waiting.size === 0) return;
  const last = venue.market.ticksAt(world.now);
  for (const order of [...venue.waiting]) {
    if (order.trigger && venue.waiting.has(order) && reached(order.trigger, last)) send(world, venue, order);
  }
}

function reached({ ticks, direction }: OrderTrigger, last: number): boolean {
  return direction === 'up' ? last >= ticks : last <= ticks;
}

function send(world: World, venue: Venue, order: Order): void {
  if (order.trigger) order.trigger.fired = true;
  venue.waiting.delete(order);
  order.updatedAt = world.now;
  execute(world, venue, order);
}
