import type { Arg } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import type { Kind } from './memory.js';
import type { EventSource, Reads } from './source.js';

interface OrderReads {
  /** Those that are open. */
  open(reads: Reads, arg: Arg): Promise<Fields[]>;
  /** Those that were made since a time, and are over. */
  over(reads: Reads, since: number, arg: Arg): Promise<Fields[]>;
  /** What became of one that was open. */
  one(reads: Reads, order: Fields, arg: Arg): Promise<Fields[]>;
}

/** Lists go by when an order was made; those that were open before are asked for one by one. */
export const ordersBy = (kind: Kind, { open, over, one }: OrderReads): EventSource => ({
  ...kind,
  before: open,
  async since(reads, since, memory, arg) {
    const items = [...(await open(reads, arg)), ...(await over(reads, since, arg))];
    const seen = new Set(items.map(kind.idOf));
    const lost: Fields[] = [];
    let failure: unknown;
    for (const order of memory.open()) {
      if (seen.has(kind.idOf(order))) continue;
      try {
        const rows = (await one(reads, order, arg)).filter((row) => kind.idOf(row) === kind.idOf(order));
        if (rows.length) items.push(...rows);
        else lost.push(order);
      } catch (error) {
        failure ??= error; // the others are told all the same
      }
    }
    return { items, lost, error: failure };
  },
});
