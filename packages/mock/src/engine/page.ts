/** What a list call asks for. */
export interface Window {
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
 * The newest entries of a history that is kept oldest first. Numbers grow, so the place of a cursor is found by
 * halving, and a page costs what it holds.
 */
export function pageOf<Item extends { seq: number }>(
  items: readonly Item[],
  { from, to, before, limit }: Window,
  at: (item: Item) => number,
  matches: (item: Item) => boolean,
): Page<Item> {
  const found: Item[] = [];
  for (let index = before === undefined ? items.length - 1 : place(items, before) - 1; index >= 0; index--) {
    const item = items[index];
    if (!item) continue;
    const moment = at(item);
    if (to !== undefined && moment > to) continue;
    if (from !== undefined && moment < from) break;
    if (!matches(item)) continue;
    if (found.length === limit) return { items: found, more: true };
    found.push(item);
  }
  return { items: found, more: false };
}

/** Index of the first entry whose number is not below. */
function place(items: readonly { seq: number }[], seq: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.seq ?? Number.POSITIVE_INFINITY) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
