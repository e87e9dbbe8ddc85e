import type { Failure } from './platform.js';

/**
 * As in `platform.ts`, but a redirect is an error: fetch then sends the request itself and not a clone of it, which
 * costs a tenth of the call (Fetch, "HTTP-network-or-cache fetch"). Not all edge runtimes take this.
 */
export const STAY: Pick<RequestInit, 'redirect'> = { redirect: 'error' };

const encoder = new TextEncoder();

/**
 * The body goes as a stream, which can be read once: a string is one that fetch sends again, by itself, after HTTP 421
 * (Fetch, "HTTP-network-or-cache fetch", step 16), and Node without its content. The length saves chunked encoding.
 */
export function beside(request: Request, body: string | undefined): RequestInit & { duplex?: 'half' } {
  if (!body) return { window: null };
  const bytes = encoder.encode(body);
  request.headers.set('content-length', `${bytes.length}`);
  const stream = new ReadableStream<Uint8Array>({
    type: 'bytes',
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { window: null, body: stream, duplex: 'half' };
}

/** What Node says when there was never a connection. */
const NO_CONNECTION =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_)/;

/** What is known of a request that failed, from what fetch threw and what lies under it. */
export function failureOf(error: unknown, depth = 5): Failure {
  if (!(error instanceof Error) || !depth) return {};
  const { code, syscall } = Object(error);
  if (error.message === 'unexpected redirect') return { invalid: 'a redirect, which the exchange never sends' };
  if (syscall === 'connect' || NO_CONNECTION.test(`${code}`)) return { unsent: true };
  return failureOf(error.cause, depth - 1);
}
