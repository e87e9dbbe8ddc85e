import type { EngineEvent } from '../engine/index.js';
import type { StreamContext } from './context.js';

/** What a push says, and whether that is all there is or what changed. */
export interface Pushed<Data> {
  readonly action: 'snapshot' | 'update';
  readonly data: Data;
}

/** Where the pushes of one stream come from. One source serves all who follow the stream. */
export interface Source<Data = unknown> {
  /** What comes on subscribing: what has been pushed so far, so that what is pushed next follows it. */
  first?(): Pushed<Data> | undefined;
  /** What is new since the last push; asked as often as the stream may push. */
  next?(): Pushed<Data> | undefined;
  /** What events make known. Those of a private stream are its account's. */
  on?(events: readonly EngineEvent[]): Pushed<Data> | undefined;
}

/** The sources of an API's streams by channel, each typed by what names the stream and by what its pushes carry. */
export type SourcesOf<Streams> = {
  readonly [Id in keyof Streams]: Streams[Id] extends { arg: infer Arg; push: { data: infer Data } }
    ? (context: StreamContext<Arg>) => Source<Data>
    : never;
};

/** A list that is pushed whole; none is not pushed. */
export function snapshotOf<Item>(data: Item[]): Pushed<Item[]> | undefined {
  return data.length === 0 ? undefined : { action: 'snapshot', data };
}

/** What is new in a list; none is not pushed. */
export function updateOf<Item>(data: Item[]): Pushed<Item[]> | undefined {
  return data.length === 0 ? undefined : { action: 'update', data };
}
