import { type QueryParams, signedQuery, wireQuery } from './query.js';

/** What a signature covers. */
export interface SignedParts {
  /** Unix milliseconds as sent in `ACCESS-TIMESTAMP`; seconds for a socket login. */
  timestamp: number | string;
  method: string;
  /** From the root of the host, without the query: `/api/v3/trade/place-order`. */
  path: string;
  /** Parameters, or the query as `signedQuery` gives it (no leading `?`). */
  query?: string | QueryParams | undefined;
  /** The body exactly as sent; empty or absent for GET. */
  body?: string | undefined;
}

/**
 * `timestamp + METHOD + path + ("?" + query, if any) + body`, the query not percent-encoded.
 * Source: "Signature" in the exchange's guide to its REST API.
 */
export function stringToSign({ timestamp, method, path, query = '', body = '' }: SignedParts): string {
  const raw = typeof query === 'string' ? query : signedQuery(wireQuery(query));
  return `${timestamp}${method.toUpperCase()}${path}${raw && '?'}${raw}${body}`;
}
