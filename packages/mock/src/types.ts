import type { Amounts, Purse } from './engine/index.js';
import type { Fault } from './faults/types.js';

export type { JsonSchema, MockAlias, MockData, MockOperation } from '@bitget-spec/contract';

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
  /** 0 if the connection was cut before there was a response. */
  status: number;
  headers: Record<string, string>;
  body: string;
  /** What a fault does to the response on its way; hosts see to it. */
  delivery?: Delivery;
}

/** How a response reaches its caller, or does not. */
export interface Delivery {
  /** Milliseconds of real time to wait. */
  delay?: number;
  /** It never arrives: the connection is cut, or stays open without a word. */
  lost?: 'cut' | 'hang';
  /** The body comes in pieces of so many bytes, so many milliseconds of real time apart. */
  drip?: { ms: number; bytes: number };
  /** What is done to the frame that says it, where it was asked for over a socket. */
  fault?: Fault;
}

/** Gives the time, Unix milliseconds. The core reads no other clock. */
export interface TimeSource {
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
