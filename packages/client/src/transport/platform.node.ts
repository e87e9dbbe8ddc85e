import { InvalidResponseError } from '../errors/errors.js';
import { CHECK_WAY } from './envelope.js';

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

/** Whether there never was a connection for the request to be lost on, as what fetch threw says, or what lies under it. */
export const isUnsent = (error: unknown): boolean =>
  causes(error).some(({ code, syscall }) => syscall === 'connect' || NO_CONNECTION.test(`${code}`));

/** @throws InvalidResponseError for a redirect, at which fetch fails */
export function checkResponse(error: unknown, operation: string, cause: unknown): void {
  if (causes(error).some(({ message }) => message === 'unexpected redirect')) {
    const what = 'a redirect, which the exchange never sends';
    throw new InvalidResponseError(what, CHECK_WAY, { operation, code: 'invalid-response', sample: '' }, cause);
  }
}

interface NodeError extends Error {
  code?: unknown;
  syscall?: unknown;
}

/** An error, and those under it. */
function causes(error: unknown, depth = 5): NodeError[] {
  return error instanceof Error && depth ? [error, ...causes(error.cause, depth - 1)] : [];
}
