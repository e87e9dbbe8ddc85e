import type { Failure } from './platform.js';

/**
 * As in `platform.ts`, but a redirect is an error: fetch then sends the request itself and not a clone of it, which
 * costs a tenth of the call (Fetch, "HTTP-network-or-cache fetch"). Not all edge runtimes take this.
 */
export const STAY: Pick<RequestInit, 'redirect'> = { redirect: 'error' };
export const BESIDE: Pick<RequestInit, 'window'> = { window: null };

/** What Node says when there was never a connection. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

/** What is known of a request that failed, from what fetch threw and what lies under it. */
export function failureOf(error: unknown, depth = 5): Failure {
  if (!(error instanceof Error) || !depth) return {};
  const { code, syscall } = Object(error);
  if (error.message === 'unexpected redirect') return { answer: 'a redirect, which the exchange never sends' };
  if (syscall === 'connect' || NO_CONNECTION.test(`${code}`)) return { unsent: true };
  return failureOf(error.cause, depth - 1);
}
