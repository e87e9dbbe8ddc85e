import type { Codes } from '../code-classes.js';
import type { Limit } from '../operation.js';
import type { Effect, PagingStyle } from '../vocabulary.js';

/** The table that is generated for an API: what a client has to know of each operation, and no more. */
export interface Routes {
  /** What all paths begin with: `/api/v3/`. */
  base: string;
  /**
   * Lines of method, path below `base`, and what the client must know: `POST trade/place-order order`.
   * Those that need no signature say `public`.
   * Operations of a folder of which the same must be known share one: `GET market/tickers,candles 20/1/ip`.
   */
  table: string;
  /** What codes mean to a client, a class a line: `clock 40005 40008`. Without them no code is special. */
  codes?: Codes | undefined;
}

/** An operation, as its line says. */
export interface Route {
  /** `['trade', 'placeOrder']` */
  name: string[];
  /** `v3:trade.placeOrder` */
  key: string;
  method: string;
  /** `/api/v3/trade/place-order` */
  path: string;
  /** Without what all paths begin with: `trade/place-order`. */
  below: string;
  signed: boolean;
  effect: Effect;
  /** All words after the path: limits, order id, lookups and paging are read by those who need them. */
  words: string[];
}

/** Where the caller's own number stands in a request. */
export interface OrderIdLocation {
  /** The list of a batch; `''` where the body itself is the list, undefined for a single order. */
  list: string | undefined;
  field: string;
}

/**
 * How an attempt is found: `find` an order by its number; `scan` a list of all there are, which can't be asked for one
 * number. `seek` and `skim` do the same where finding nothing proves nothing.
 */
export const LOOKUP_KINDS = ['find', 'scan', 'seek', 'skim'] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** A lookup, resolved to what has to be sent. */
export interface RouteLookup {
  kind: LookupKind;
  /** Path of the operation below the table's base. */
  below: string;
  /** The number's field in its records, and its parameter unless it takes none. */
  by: string;
  /** Further parameters that are given what the order has, or the time it was sent at. */
  parameters: readonly string[];
  /** Parameters that always have the same value. */
  fixed: Readonly<Record<string, string>>;
}

/** How a list is read to its end, with the style's own parameter filled in. */
export interface RoutePaging {
  style: PagingStyle;
  /** Where the value for the next page stands in the response; empty where nothing carries it. */
  next: string;
  /** Parameter of the page's size; empty where there is none. */
  limit: string;
  max: number | undefined;
  /** Longest span from startTime to endTime. */
  windowDays: number | undefined;
  /** Parameter that carries the page. */
  param: string;
}

/** What the table says of one operation. */
export interface RouteFacts {
  method: string;
  below: string;
  signed: boolean;
  effect: Effect;
  /** Those that hold without a condition. */
  limits: readonly Limit[];
  orderId: OrderIdLocation | undefined;
  lookups: readonly RouteLookup[];
  paging: RoutePaging | undefined;
}
