import type { AccountKind, Effect, LimitScope, PagingStyle } from './vocabulary.js';

/** All that a description says of one operation but its fields. */
export interface OperationMetadata {
  /** operationId, `tradePlaceOrder`. */
  id: string;
  /** Name across all APIs, `v3:trade.placeOrder`. */
  key: string;
  /** In capitals. */
  method: string;
  /** `/api/v3/trade/place-order` */
  path: string;
  summary: string;
  /** Whether it needs credentials. */
  signed: boolean;
  /** Absent where no source states a limit. */
  limits?: readonly Limit[];
  /** What the API key must be allowed, `area:read` or `area:write`, `none` or `unknown`. */
  permission: string;
  account: AccountKind;
  effect: Effect;
  /** The caller's own identifier by which an attempt can be looked up, `orderList[].clientOid` in batches. */
  orderId?: string;
  /** Operations that find an attempt whose response was lost, the first place first. */
  lookups?: readonly Lookup[];
  paging?: Paging;
  /** Business codes that a caller should expect. */
  errors?: readonly string[];
  deprecated?: true;
  /** Page of the API's own documentation. */
  link?: string;
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
