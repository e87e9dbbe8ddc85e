import type { Arg } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import type { Kind } from './memory.js';
import { type EventSource, each, type Reads } from './source.js';

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
    const known = [...(await open(reads, arg)), ...(await over(reads, since, arg))];
    const seen = new Set(known.map(kind.idOf));
    const gone = memory.open().filter((order) => !seen.has(kind.idOf(order)));
    const ended = await each(gone, async (order) => {
      const found = (await one(reads, order, arg)).filter((row) => kind.idOf(row) === kind.idOf(order));
      if (!found.length)
        throw new Error(`[@bitget-spec/websocket] ${kind.idOf(order)} is found nowhere, resync: read it.`);
      return found;
    });
    return [...known, ...ended];
  },
});
