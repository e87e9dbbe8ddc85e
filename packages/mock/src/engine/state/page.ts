import { indexOf, type OrderedRecords } from './log.js';

/** What a list call asks for. */
export interface PageQuery {
  /** Unix milliseconds, both inclusive. */
  from?: number | undefined;
  to?: number | undefined;
  /** Number before which the page begins. */
  before?: number | undefined;
  limit: number;
}

export interface Page<Item> {
  items: Item[];
  /** Whether older entries follow. */
  more: boolean;
}

/**
 * The newest entries of some histories taken together. The place of a cursor and of a moment is found by halving, and
 * a page costs what it holds.
 */
export function pageOf<Item extends { readonly seq: number }>(
  sources: readonly OrderedRecords<Item>[],
  { from, to, before, limit }: PageQuery,
  at: (item: Item) => number,
  matches: (item: Item) => boolean,
): Page<Item> {
  const heads = sources.map((source) => {
    const { items } = source;
    const end = before === undefined ? items.length : indexOf(items, before);
    return new Head(source, to === undefined ? end : Math.min(end, behind(items, to, at)));
  });
  const found: Item[] = [];
  for (;;) {
    const head = newest(heads);
    const item = head?.item;
    if (!head || !item || (from !== undefined && at(item) < from)) return { items: found, more: false };
    head.next();
    if (!matches(item)) continue;
    if (found.length === limit) return { items: found, more: true };
    found.push(item);
  }
}

/** Where the page under way stands in one history. */
class Head<Item> {
  item: Item | undefined;

  constructor(
    private readonly source: OrderedRecords<Item>,
    private index: number,
  ) {
    this.next();
  }

  next(): void {
    const { items, last } = this.source;
    this.index = last ? last(this.index - 1) : this.index - 1;
    this.item = items[this.index];
  }
}

function newest<Item extends { readonly seq: number }>(heads: readonly Head<Item>[]): Head<Item> | undefined {
  let best: Head<Item> | undefined;
  for (const head of heads) {
    if (head.item && (!best?.item || head.item.seq > best.item.seq)) best = head;
  }
  return best;
}

/** Index of the first entry that is later than a moment. */
function behind<Item>(items: readonly Item[], moment: number, at: (item: Item) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && at(item) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
