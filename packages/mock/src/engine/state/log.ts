/** Records oldest first, whose numbers and moments both grow. */
export interface OrderedRecords<Item> {
  readonly items: readonly Item[];
  /** Index of the last wanted entry that is not behind an index, -1 for none; left out, all are wanted. */
  readonly last?: ((index: number) => number) | undefined;
}

/** Which entries of a list are meant. */
export type Which = 'all' | 'open' | 'ended';

// Entries in a run, as a power of two.
const BITS = 7;
const LENGTH = 1 << BITS;

/**
 * Records in the order of their numbers, oldest first, with a count of what is open in each run of them. A list of
 * the open skips runs of ended ones and the other way round, so that neither costs what the other holds.
 */
export class Log<Item extends { readonly seq: number }> {
  readonly items: Item[] = [];
  /** How many entries are open. */
  open = 0;
  private readonly opens: number[] = [];

  constructor(private readonly isOpen: (item: Item) => boolean) {}

  /** Numbers must grow. */
  add(item: Item): void {
    const run = this.items.length >> BITS;
    const open = this.isOpen(item) ? 1 : 0;
    this.items.push(item);
    this.opens[run] = (this.opens[run] ?? 0) + open;
    this.open += open;
  }

  /** To be called once for each entry that was open and is no more. */
  end(item: Item): void {
    const { items } = this;
    const index = items.at(-1) === item ? items.length - 1 : indexOf(items, item.seq);
    const run = index >> BITS;
    this.opens[run] = (this.opens[run] ?? 0) - 1;
    this.open -= 1;
  }

  /** What a page is cut from. */
  source(which: Which): OrderedRecords<Item> {
    return { items: this.items, last: which === 'all' ? undefined : (index) => this.last(index, which === 'open') };
  }

  /** The open entries, oldest first. */
  opened(): Item[] {
    const found: Item[] = [];
    for (let index = this.last(this.items.length - 1, true); index >= 0; index = this.last(index - 1, true)) {
      const item = this.items[index];
      if (item) found.push(item);
    }
    return found.reverse();
  }

  /** Index of the last wanted entry that is not behind an index; -1 if there is none. */
  private last(from: number, open: boolean): number {
    const { items, opens, isOpen } = this;
    let index = from;
    while (index >= 0) {
      const run = index >> BITS;
      const start = run << BITS;
      const count = opens[run] ?? 0;
      if (open ? count === 0 : count === Math.min(LENGTH, items.length - start)) {
        index = start - 1;
        continue;
      }
      for (; index >= start; index--) {
        const item = items[index];
        if (item && isOpen(item) === open) return index;
      }
    }
    return -1;
  }
}

/** Index of the first entry whose number is not below. */
export function indexOf(items: readonly { readonly seq: number }[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.seq ?? Number.POSITIVE_INFINITY) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
