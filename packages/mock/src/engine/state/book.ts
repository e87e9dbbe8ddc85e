import type { Side } from '../types.js';
import type { Order } from './records.js';
import { SortedMap } from './sorted.js';

/** Resting orders of one price, in the order in which they came. */
export type Queue = Map<number, Order>;

/** The users' resting orders of one market: price first, then time. */
export class Book {
  // Keys are ticks; those of bids negative, so that the best price comes first on both sides.
  readonly bids = new SortedMap<Queue>();
  readonly asks = new SortedMap<Queue>();

  add(order: Order): void {
    this.side(order.side)
      .at(keyOf(order), () => new Map())
      .set(order.seq, order);
  }

  /** Whether it was there. */
  remove(order: Order): boolean {
    const side = this.side(order.side);
    const queue = side.get(keyOf(order));
    if (!queue?.delete(order.seq)) return false;
    if (queue.size === 0) side.delete(keyOf(order));
    return true;
  }

  /** The first order that someone on the other side would meet. */
  best(side: Side): Order | undefined {
    return this.side(side).first()?.value.values().next().value;
  }

  side(side: Side): SortedMap<Queue> {
    return side === 'buy' ? this.bids : this.asks;
  }
}

function keyOf({ side, ticks }: Order): number {
  return side === 'buy' ? -ticks : ticks;
}
