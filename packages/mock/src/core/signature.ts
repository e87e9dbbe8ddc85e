import { type SignedParts, signedQuery } from '@bitget-spec/auth';
import type { MockRequest } from '../types.js';

/**
 * What a request's signature covers: time, method, path, the query decoded but in the order sent, and the body
 * as sent. It follows what was sent, so the exchange need not know how a client sorts or escapes.
 */
export function signedParts({ method, url, headers, body }: MockRequest): SignedParts {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : signedQuery(url.slice(mark + 1));
  return { timestamp: headers['access-timestamp'] ?? '', method, path, query, body };
}

// Node's clients give up on headers of more than 16 KB together.
const LONGEST = 4000;

/** A text as a header value: percent-escaped and, when long, cut, with `...` for the rest. */
export function headerText(text: string): string {
  // A lone surrogate can't be escaped.
  const escaped = encodeURIComponent(text.slice(0, LONGEST).replace(/\p{Surrogate}/gu, '\uFFFD'));
  return escaped.length > LONGEST ? `${escaped.slice(0, LONGEST)}...` : escaped;
}
