import type { AccountKind, Effect, LimitScope, PagingStyle } from './vocabulary.js';

/** What a description says of whatever can be asked for, an operation of REST or a channel of a socket. */
export interface AccessMetadata {
  /** Name within its API: the operationId, `tradePlaceOrder`, or that of a channel, `public.books`. */
  id: string;
  /** Name across all APIs, `v3:trade.placeOrder`, `v3:public.books`. */
  key: string;
  summary: string;
  /** Absent where no source states a limit; of a channel, limits of its own, beside those of the connection. */
  limits?: readonly Limit[];
  /** What the API key must be allowed, `area:read` or `area:write`, `none` or `unknown`. */
  permission: string;
  account: AccountKind;
  effect: Effect;
  /** The caller's own identifier by which an attempt can be looked up, `clientOid`, `orderList[].clientOid` in batches. */
  orderId?: string;
  /** Operations that find an attempt whose response was lost, the first place first. */
  lookups?: readonly Lookup[];
  /** Page of the API's own documentation. */
  link?: string;
}

/** All that a description says of one operation but its fields. */
export interface OperationMetadata extends AccessMetadata {
  /** In capitals. */
  method: string;
  /** `/api/v3/trade/place-order` */
  path: string;
  /** Whether it needs credentials. */
  signed: boolean;
  paging?: Paging;
  /** Business codes that a caller should expect. */
  errors?: readonly string[];
  deprecated?: true;
}

/** At most `count` requests within any span of `seconds`. */
export interface Limit {
  count: number;
  seconds: number;
  by: LimitScope;
  /** Applies only then, `copyTrader`. */
  when?: string;
}

/** An operation that finds an attempt. */
export interface Lookup {
  /** Its key, `v3:trade.orderInfo`. */
  operation: string;
  /** The caller's own identifier in its records, and its parameter for it unless it takes none. */
  by: string;
  /** False for a list that can't be asked for one identifier, and is read whole. @default true */
  filters?: boolean;
  /** Optional parameters that are given what the order has, or the time it was sent at (`startTime`). */
  also?: readonly string[];
  /** Parameters that always have the same value. */
  with?: Readonly<Record<string, string>>;
  /** False where it may be there without being listed: finding nothing then proves nothing. @default true */
  proof?: boolean;
}

/** How a list is read to its end. */
export interface Paging {
  style: PagingStyle;
  /** Where the value for the next page stands in the response, `data.endId`; the time of a row for windows. */
  next?: string;
  /** Parameter that carries it, where that is not the style's own name. */
  param?: string;
  /** Parameter of the page number. */
  page?: string;
  /** Parameter of the page's size, and its maximum. */
  limit?: string;
  max?: number;
  /** Longest span from startTime to endTime. */
  windowDays?: number;
}
