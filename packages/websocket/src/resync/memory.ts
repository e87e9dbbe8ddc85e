import type { Fields } from '../streams/frames.js';

/** What tells items apart, and which of two is newer. */
export interface Kind {
  /** What an item is, whatever its state. */
  idOf(item: Fields): string;
  /** Rises with each state of an item. */
  versionOf(item: Fields): readonly number[];
  timeOf(item: Fields): number;
  /** Whether it may still change. */
  isOpen(item: Fields): boolean;
}

/** The last state of each item that a stream brought. */
export interface Memory {
  note(item: Fields): void;
  /** The last state of an item. */
  find(item: Fields): Fields | undefined;
  /** Whether an item is not known, or newer than what is. */
  isNews(item: Fields): boolean;
  /** All that may still change, the newest last. */
  open(): Fields[];
}

/** Items beyond that can't change any more are forgotten, the oldest first. */
const MOST = 10_000;

export function createMemory(kind: Kind): Memory {
  const open = new Map<string, Fields>();
  const over = new Map<string, Fields>();
  const find = (item: Fields) => open.get(kind.idOf(item)) ?? over.get(kind.idOf(item));
  return {
    note(item) {
      const id = kind.idOf(item);
      open.delete(id);
      over.delete(id);
      (kind.isOpen(item) ? open : over).set(id, item);
      const [oldest] = over.keys();
      if (over.size > MOST && oldest !== undefined) over.delete(oldest);
    },
    find,
    isNews(item) {
      const known = find(item);
      return !known || isNewer(kind.versionOf(item), kind.versionOf(known));
    },
    open: () => [...open.values()],
  };
}

function isNewer(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value > against;
  }
  return false;
}
