import type { CallContext, Runtime } from '../call/stage.js';
import { EXPIRES_MS } from '../clock/expiry.js';
import { BitgetError, InvalidResponseError, NetworkError } from '../errors/errors.js';

/** Margin for clocks that do not run alike, and for the last steps inside the exchange. */
const GRACE_MS = 2_000;

/** No request arrives later than this after sending: its timestamp may be as far ahead as it may be behind. */
export const latestMs = ({ validMs = EXPIRES_MS }: CallContext): number => validMs + EXPIRES_MS + GRACE_MS;

/**
 * How long a request that is over may still arrive, milliseconds: 0 where the exchange responded, undefined where nothing
 * was sent. One that was lost arrives until its timestamp has expired by the exchange's own clock, of which the last
 * response showed; as long must have passed here.
 */
export function arrivals({ tick }: Runtime): (context: CallContext, error: unknown) => number | undefined {
  /** What the exchange's clock is ahead of ours that never jumps, at least. */
  let ahead: number | undefined;
  return (context, error) => {
    const { requestTime, sentAt, sentTick = 0, validMs = EXPIRES_MS } = context;
    const now = tick();
    if (requestTime) ahead = requestTime - now;
    if (sentAt === undefined || (error instanceof NetworkError && !error.sent)) return undefined;
    if (hasArrived(context, error)) return 0;
    const expires = ahead === undefined ? Infinity : sentAt + validMs - ahead - sentTick;
    return Math.max(0, sentTick + Math.min(Math.max(expires, validMs), validMs + EXPIRES_MS) + GRACE_MS - now);
  };
}

/**
 * What the exchange itself responded to has arrived. A page without its envelope may be a gateway's that still holds the
 * request, and so may a response that broke off, unless its status is a success.
 */
function hasArrived({ replied, response, requestTime }: CallContext, error: unknown): boolean {
  if (replied) return true;
  if (!response || error instanceof InvalidResponseError) return false;
  const refused = error instanceof BitgetError && error.status !== undefined;
  return response.ok || response.status === 429 || refused || requestTime !== undefined;
}
