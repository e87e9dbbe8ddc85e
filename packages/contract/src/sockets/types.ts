import type { Route, RouteLookup, Routes } from '../routes/types.js';
import type { FirstPush, Merge } from '../vocabulary.js';

/** The streams and orders of an API's sockets: what a client has to know of them, and no more. */
export interface SocketTable {
  /** What all paths begin with: `/v3/ws/`. */
  base: string;
  /** A line a stream, `public.ticker instType,topic=ticker,symbol snapshot replace`. */
  streams: string;
  /** A line a way to order, as in a routes table, `WS private/place-order order id=clientOid frame=category`. */
  requests: string;
  /** What the paths of REST begin with, where orders are looked up: `/api/v3/`. */
  api: string;
  /** Loads the routes of REST: what codes mean, and how orders are looked up. */
  routes(): Promise<{ routes: Routes }>;
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

/** Where the parts of a request stand in its frame. */
export interface RequestShape {
  /** Fields of the frame. */
  frame: readonly string[];
  /** Fields beside `params` in its entry of `args`, with `value` where there is one word for it; undefined where the entry is the order. */
  arg: readonly StreamPart[] | undefined;
  /** It takes several orders, as `args`. */
  batch: boolean;
}

/** A way to order, as its line says. */
export interface RequestLine extends RequestShape {
  route: Route;
  /** What is asked for, on the wire: `place-order`. */
  topic: string;
  /** Path of the operation of REST that does the same, below what all have in common: `trade/place-order`. */
  rest: string | undefined;
}

/** What a line says of a way to order. */
export interface RequestFacts extends RequestShape {
  /** `private.spot.place-order` */
  id: string;
  topic: string;
  /** The caller's own number, `args[].params.clientOid`. */
  orderId: string | undefined;
  lookups: readonly RouteLookup[];
  /** Path of the operation of REST that does the same. */
  rest: string | undefined;
}
