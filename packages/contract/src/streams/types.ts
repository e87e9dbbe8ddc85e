import type { FirstPush, Merge } from '../vocabulary.js';

/** The streams and orders of an API's sockets: what a client has to know of them, and no more. */
export interface SocketTable {
  /** What all paths begin with: `/v3/ws/`. */
  base: string;
  /** A line a stream, `public.ticker instType,topic=ticker,symbol snapshot replace`. */
  streams: string;
}

/** A stream, as its line says. */
export interface StreamLine {
  /** `public.rpi-books` */
  id: string;
  /** Whether it wants a login. */
  private: boolean;
  /** What names one of its streams; with `value` where there is one word for it. */
  parts: readonly StreamPart[];
  first: FirstPush;
  /** By topic where they differ. */
  merge: Merge | Readonly<Record<string, Merge>>;
  /** Fields that identify an item. */
  by: readonly string[];
}

export interface StreamPart {
  /** `instType` */
  name: string;
  value?: string | undefined;
  optional: boolean;
}
