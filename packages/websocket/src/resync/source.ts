import type { Arg, Push } from '../streams/events.js';
import type { Fields } from '../streams/frames.js';
import type { Kind, Memory } from './memory.js';

/** Reads REST. Paths are below what all have in common; parts of a request that are undefined are left out. */
export interface Reads {
  /** The exchange's time, Unix milliseconds. */
  now(): number;
  /** A list, to its end. */
  list(path: string, args?: Fields): Promise<Fields[]>;
  /** What a call responds with, as a list. */
  get(path: string, args?: Fields): Promise<Fields[]>;
}

/** How REST tells what a stream missed, in the words of the stream. */
export type Source = EventSource | StateSource;

/** Of a stream whose pushes say what happened. */
export interface EventSource extends Kind {
  /** What there was before the stream, where what becomes of that can't be asked for by time. */
  before?(reads: Reads, arg: Arg): Promise<Fields[]>;
  since(reads: Reads, since: number, memory: Memory, arg: Arg): Promise<Fields[]>;
}

/** Of a stream whose every push says all. */
export interface StateSource {
  /** @param last the last push before the gap */
  state(reads: Reads, arg: Arg, last: Push | undefined): Promise<Fields[]>;
  /** It is read though the first push after the gap has come, which may leave something out. */
  always?: true;
}

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
