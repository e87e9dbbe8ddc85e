import type { Fields } from '../streams/frames.js';

/** What tells items apart, and which of two is newer. */
export interface Kind {
  /** What an item is, whatever its state. */
  idOf(item: Fields): string;
  timeOf(item: Fields): number;
  /** Whether it may still change. */
  isOpen(item: Fields): boolean;
  /** Whether one state of an item is newer than another. */
  isNewer(one: Fields, other: Fields): boolean;
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
  forget(item: Fields): void;
}

/** Items beyond that can't change any more are forgotten, the oldest first. */
const MOST = 10_000;

export function createMemory(kind: Kind): Memory {
  const open = new Map<string, Fields>();
  const over = new Map<string, Fields>();
  const find = (item: Fields) => open.get(kind.idOf(item)) ?? over.get(kind.idOf(item));
  const forget = (item: Fields) => {
    open.delete(kind.idOf(item));
    over.delete(kind.idOf(item));
  };
  return {
    note(item) {
      forget(item);
      (kind.isOpen(item) ? open : over).set(kind.idOf(item), item);
      const [oldest] = over.keys();
      if (over.size > MOST && oldest !== undefined) over.delete(oldest);
    },
    find,
    isNews(item) {
      const known = find(item);
      return !known || kind.isNewer(item, known);
    },
    open: () => [...open.values()],
    forget,
  };
}

/** Compares by what rises with each state of an item, the first difference says it. */
export const isNewerBy =
  (versionOf: (item: Fields) => readonly number[]): Kind['isNewer'] =>
  (one, other) => {
    const against = versionOf(other);
    const index = versionOf(one).findIndex((value, at) => value !== against[at]);
    return index >= 0 && (versionOf(one)[index] ?? 0) > (against[index] ?? 0);
  };
