import type { Limit, Paging } from './operation.js';
import type { AccountKind, Effect, Fidelity } from './vocabulary.js';

/** JSON Schema 2020-12. References have the form `#/schemas/Name` and point into {@link MockData.schemas}. */
export type JsonSchema = boolean | { readonly [key: string]: unknown };

/** One operation as a mock sees it. */
export interface MockOperation {
  /** Name within its API: `tradePlaceOrder`. */
  id: string;
  /** Name across APIs: `v3:trade.placeOrder`. */
  key: string;
  /** In capitals. */
  method: string;
  /** Path without query: `/api/v3/trade/place-order`. */
  path: string;
  /** Whether the four `ACCESS-…` headers are required. */
  signed: boolean;
  account: AccountKind;
  effect: Effect;
  /** `none`, `unknown`, or what the API key must be allowed to do: `trade:write`. */
  permission: string;
  limits: readonly Limit[];
  /** Where the request carries the caller's own order number: `clientOid`, `orderList[].clientOid`. */
  orderId?: string;
  paging?: Paging;
  /** Business codes that a caller should expect. */
  errors: readonly string[];
  fidelity: Fidelity;
  /** Object schema of the query parameters. */
  query?: JsonSchema;
  /** Schema of the JSON body. */
  body?: JsonSchema;
  /** Schema of what the call returns. */
  response: JsonSchema;
  /** Example request: query and body in one object, or the body where it is a list. */
  request?: unknown;
  /** Example of what the call returns. */
  example?: unknown;
}

/** A path that does not exist, and what stands in its place. */
export interface MockAlias {
  /** Method and path as people write it: `GET /api/v2/spot/market/ticker`. */
  path: string;
  /** Key of the operation to use: `v2:spot.market.tickers`. */
  use: string;
}

/** What a mock needs of one API. */
export interface MockData {
  /** `v3` */
  api: string;
  /** Schemas that several operations share, by name. */
  schemas: Readonly<Record<string, JsonSchema>>;
  operations: readonly MockOperation[];
  aliases?: readonly MockAlias[];
}
