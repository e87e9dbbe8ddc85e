import type { Fields } from '../streams/frames.js';

/** What tells items apart, and which of two is newer. */
export interface Kind {
  /** What an item is, whatever its state. */
  idOf(item: Fields): string;
  /** Rises with each state of an item. */
  versionOf(item: Fields): readonly number[];
  timeOf(item: Fields): number;
}

/** The last state of each item that a stream brought. */
export interface Memory {
  note(item: Fields): void;
  has(item: Fields): boolean;
  /** Whether an item is not known, or newer than what is. */
  isNews(item: Fields): boolean;
  /** All that is kept, the newest last. */
  all(): Fields[];
}

/** Items beyond are forgotten, the oldest first. */
const MOST = 10_000;

export function createMemory(kind: Kind): Memory {
  const items = new Map<string, Fields>();
  return {
    note(item) {
      const id = kind.idOf(item);
      items.delete(id);
      items.set(id, item);
      const [oldest] = items.keys();
      if (items.size > MOST && oldest !== undefined) items.delete(oldest);
    },
    has: (item) => items.has(kind.idOf(item)),
    isNews(item) {
      const known = items.get(kind.idOf(item));
      return !known || isNewer(kind.versionOf(item), kind.versionOf(known));
    },
    all: () => [...items.values()],
  };
}

function isNewer(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value > against;
  }
  return false;
}
