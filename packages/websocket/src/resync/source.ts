import type { Arg } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import type { Kind, Memory } from './memory.js';

/** Reads REST. Paths are below what all have in common; parts of a request that are undefined are left out. */
export interface Reads {
  /** The exchange's time, Unix milliseconds. */
  now(): number;
  /** A list, to its end, since a time as many windows of the operation as that takes. */
  list(path: string, args?: Fields): Promise<Fields[]>;
  /** What a call responds with, as a list: empty where the exchange knows nothing of what was asked for. */
  get(path: string, args?: Fields): Promise<Fields[]>;
}

/** How REST tells what a stream missed, in the words of the stream. */
export type Source = EventSource | StateSource;

/** Of a stream whose pushes say what happened. */
export interface EventSource extends Kind {
  /** What there was before the stream, where what becomes of that can't be asked for by time. */
  before?(reads: Reads, arg: Arg): Promise<Fields[]>;
  since(reads: Reads, since: number, memory: Memory, arg: Arg): Promise<Found>;
  /** What can be said of an item that is gone, where nothing is found that says how. */
  goneRow?(item: Fields, now: number): Fields;
}

/** What REST shows of a gap. */
export interface Found {
  items: Fields[];
  /** What may still have changed, as far as the stream knows, and is found nowhere: it can't be said what became of it. */
  lost?: Fields[];
  /** Why something could not be read. */
  error?: unknown;
}

/** Of a stream whose pushes say how things stand. */
export interface StateSource {
  /** What a row of a push is of. */
  idOf(row: Fields): string;
  /** What of an item a later push may leave out. @default the item itself */
  rowsOf?(item: Fields): readonly Fields[];
  /** Every push says all: REST is asked only where none comes after the gap. */
  whole?: true;
  /** Missing where only a push can say it. */
  state?(reads: Reads, arg: Arg, told: Told): Promise<Fields[]>;
}

/** What a stream has said. */
export interface Told {
  /** Each row as it was last told, before and after the gap, by its identity. */
  known: ReadonlyMap<string, Fields>;
  /** What has come since the gap by now, which is newer than what REST may show. */
  held(): readonly Fields[];
}

/** How far back lists of what is over go: 90 days; clocks may differ. */
export const HISTORY_MS = 90 * 86_400_000 - 60_000;

/** The symbol that a stream is about; undefined for all. */
export const symbolOf = ({ symbol, instId = symbol }: Arg): string | undefined =>
  instId === undefined || instId === 'default' ? undefined : `${instId}`;

/** Of several lists, one after the other: limits are those of one account. */
export async function each<T>(all: readonly T[], read: (one: T) => Promise<Fields[]>): Promise<Fields[]> {
  const found: Fields[] = [];
  for (const one of all) found.push(...(await read(one)));
  return found;
}

/** Lower case, of a word of the exchange's. */
export const lower = (word: unknown): string => `${word}`.toLowerCase();
