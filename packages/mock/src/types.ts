import type { Amounts, Purse } from './engine/index.js';

/** A JSON Schema (2020-12). References have the form `#/schemas/Name` and point into {@link MockData.schemas}. */
export type JsonSchema = object | boolean;

/** One endpoint as the generator describes it for the mock. */
export interface MockOperation {
  /** Name within its API: `tradePlaceOrder`. */
  id: string;
  /** Name across APIs: `v3:trade.placeOrder`. */
  key: string;
  /** `GET`, `POST`. */
  method: string;
  /** Path without query: `/api/v3/trade/place-order`. */
  path: string;
  /** Whether the four `ACCESS-…` headers are required. */
  signed: boolean;
  /** Kind of account whose keys may call it. */
  account: 'classic' | 'unified' | 'any';
  effect: 'read' | 'write' | 'order' | 'funds';
  /** `none`, `unknown`, or what the API key must be allowed to do: `trade:write`. */
  permission: string;
  limits: { count: number; seconds: number; by: 'uid' | 'ip' | 'unknown'; when?: string }[];
  /** Where the request carries the caller's own order number: `clientOid`, `orderList[].clientOid`. */
  orderId?: string;
  paging?: object;
  /** Business codes that a caller should expect. */
  errors: string[];
  fidelity: 'stateful' | 'validated';
  /** Schema of the query as one object. */
  query?: JsonSchema;
  /** Schema of the JSON body. */
  body?: JsonSchema;
  /** Schema of `data` in the answer. */
  answer: JsonSchema;
  /** Example request: query and body in one object, or the body where it is a list. */
  request?: unknown;
  /** Example `data`. */
  example?: unknown;
}

/** What the generator emits for one API, exported as `mock` from `@bitget-spec/v2/mock` and `/v3/mock`. */
export interface MockData {
  /** `v2`, `v3`. */
  api: string;
  /** Schemas that several operations share, by name. */
  schemas: Record<string, JsonSchema>;
  operations: MockOperation[];
  /** Paths that people look for and the exchange does not have. */
  aliases?: readonly MockAlias[];
}

/** A path that is none, and what stands in its place. */
export interface MockAlias {
  /** Method and path as people write it: `GET /api/v2/spot/market/ticker`. */
  path: string;
  /** Key of the operation to use: `v2:spot.market.tickers`. */
  use: string;
}

/** A request as the core sees it: no sockets, no streams. */
export interface MockRequest {
  method: string;
  /** Path and query as sent: `/api/v3/market/tickers?category=SPOT`. */
  url: string;
  /** Header names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The body exactly as sent; empty for none. */
  body: string;
  /** Where it comes from. The header `x-mock-ip` says otherwise. @default '127.0.0.1' */
  ip?: string | undefined;
}

/** What the core answers. */
export interface MockReply {
  /** 0 if the connection was cut before there was an answer. */
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What a fault does to the answer on its way; hosts see to it. */
  delivery?: Delivery;
}

/** How an answer reaches its caller, or does not. */
export interface Delivery {
  /** Milliseconds of real time to wait. */
  delay?: number;
  /** It never arrives: the connection is cut, or stays open without a word. */
  lost?: 'cut' | 'hang';
  /** The body comes in pieces of so many bytes, so many milliseconds of real time apart. */
  drip?: { ms: number; bytes: number };
}

/** Gives the time, Unix milliseconds. The core reads no other clock. */
export interface Clock {
  now(): number;
}

/** An API key that the mock knows. */
export interface MockAccount {
  apiKey: string;
  /** The secret, or for an RSA key the private key as PEM, which is what the client under test signs with. */
  secretKey: string;
  passphrase: string;
  /** Kind of account behind the key. Left out, the key works on both APIs, which no real key does. */
  mode?: 'classic' | 'unified';
  /** `true` for a demo key (needs `paptrading: 1`), `false` for a live one (refuses it). Left out, the key takes both. */
  demo?: boolean;
  /** What the key may do: `area:read` or `area:write` (which includes read), `*` for any area. Left out, everything. */
  permissions?: readonly string[];
  /** Addresses it may be used from (40018 from others). Left out, any. */
  ips?: readonly string[];
  /** What it starts with, by wallet and coin: `{ uta: { USDT: '1000' }, 'isolated_margin/BTCUSDT': { BTC: '1' } }`. Left out, what every account starts with. */
  balances?: Readonly<Partial<Record<Purse, Amounts>>>;
}
