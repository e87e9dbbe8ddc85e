import type { SignatureReport } from '@bitget-spec/auth';

/** What an error knows about the call that failed. */
export interface ErrorDetails<Code extends string = string> {
  /** The call's key across APIs: `v3:trade.placeOrder`. */
  operation: string;
  /** The exchange's code (`43012`), or a word of ours where the exchange said nothing. */
  code: Code;
  /** HTTP status, when there was a response. */
  status?: number | undefined;
  /** When the exchange took the request, Unix milliseconds. */
  requestTime?: number | undefined;
  /** The exchange's own words. */
  exchangeMessage?: string | undefined;
  /** Headers that help the exchange's support to find the request. */
  requestIds?: Readonly<Record<string, string>> | undefined;
}

/** Frames of the client between a request and the call, with every stage. */
const OWN_FRAMES = 20;

/** The ids among the headers; what else helps support (`x-bg-request-accept-time`) is in `requestIds` alone. */
const shownIds = (ids: ErrorDetails['requestIds'] = {}) =>
  Object.keys(ids)
    .map((name) => (/(id|ray)$/.test(name) ? ` (${name} ${ids[name]})` : ''))
    .join('');

/** Everything a call throws, but for the reason of the caller's own AbortSignal. Holds no secret. */
export class BitgetError<Code extends string = string, Extra = unknown> extends Error implements ErrorDetails<Code> {
  override name = 'BitgetError';
  declare readonly operation: string;
  declare readonly code: Code;
  declare readonly status: number | undefined;
  declare readonly requestTime: number | undefined;
  declare readonly exchangeMessage: string | undefined;
  declare readonly requestIds: Readonly<Record<string, string>> | undefined;
  /** What to do about it. */
  declare readonly hint: string;

  /**
   * The message reads `[@bitget-spec/client] what (x-request-id …), operation: how to mend it.`
   * @param cause what was thrown underneath, secrets removed
   */
  constructor(what: string, hint: string, details: ErrorDetails<Code> & Extra, cause?: unknown) {
    // else the client's own frames leave no room for the caller's
    const limit: unknown = Reflect.get(Error, 'stackTraceLimit');
    if (limit) Reflect.set(Error, 'stackTraceLimit', Number(limit) + OWN_FRAMES);
    const { operation, requestIds } = details;
    super(
      `[@bitget-spec/client] ${what}${shownIds(requestIds)}, ${operation}: ${hint}.`,
      cause === undefined ? undefined : { cause },
    );
    if (limit) Reflect.set(Error, 'stackTraceLimit', limit);
    Object.assign(this, details, { hint });
  }

  /** For logs: without stack and cause. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** The error for a call of which nothing was sent, for a reason of ours. */
export const notSent = (operation: string, what: string, hint: string, cause?: unknown): BitgetError<'not-sent'> =>
  new BitgetError(what, hint, { operation, code: 'not-sent' }, cause);

/** The exchange rejected the call: bad parameters, no funds, an order that can't be. */
export class ExchangeError<Code extends string = string> extends BitgetError<Code> {
  override name = 'ExchangeError';
  /** What the code really says, where its message misleads; with the option `catalogue`. */
  declare readonly meaning: string | undefined;
}

/** Key, signature, passphrase, clock, address or account kind: says which setting. Trying again won't help. */
export class AuthenticationError<Code extends string = string> extends BitgetError<Code> {
  override name = 'AuthenticationError';
  /** With code 40009: what was signed, why it may not fit, and what was added to the machine's time (milliseconds). */
  declare readonly signature: (SignatureReport & { clockOffset: number }) | undefined;
}

/**
 * Too many requests. `429` is the exchange's: past 6,000 a minute it shuts the whole IP address out for five
 * minutes. Nothing was sent with `queue-full` and `queue-timeout` (the limiter's), nor with `paused` (a wait that
 * a response asked for is not over).
 */
export class RateLimitError<
  Code extends string = '429' | 'queue-full' | 'queue-timeout' | 'paused',
> extends BitgetError<Code, { retryAfter: number | undefined; sent: boolean }> {
  override name = 'RateLimitError';
  /**
   * True where not the exchange said so but something on the way, with a page of its own: it may have let the request
   * pass, and stopped the response.
   */
  declare readonly sent: boolean;
  /** Seconds to wait, when known (`Retry-After`). */
  declare readonly retryAfter: number | undefined;
}

/** A `Retry-After` of a minute or more is the penalty for the whole IP address (five minutes): everything stops. */
export const PENALTY_SECONDS = 60;

/** No response: the connection failed or died. The exchange may have taken the request all the same. */
export class NetworkError extends BitgetError<'network', { sent: boolean }> {
  override name = 'NetworkError';
  /** False where there was no connection, so that the request certainly did not arrive. */
  declare readonly sent: boolean;
}

/** No response in `timeoutMs`. The exchange may have taken the request all the same. */
export class TimeoutError extends BitgetError<'timeout', { sent: boolean }> {
  override name = 'TimeoutError';
  /** False where the time was up before the request left. */
  declare readonly sent: boolean;
}

/** A response that is not the exchange's envelope: a proxy's page, a redirect, something cut short. */
export class InvalidResponseError extends BitgetError<
  'invalid-response',
  { sample: string; retryAfter?: number | undefined }
> {
  override name = 'InvalidResponseError';
  /** Seconds to wait, where it says so: a gateway's 503. */
  declare readonly retryAfter: number | undefined;
  /** The beginning of the response, secrets removed. */
  declare readonly sample: string;
}

/** The client was closed: calls under way end with this, and so do new ones. */
export class ClosedError extends BitgetError<'closed', { sent: boolean }> {
  override name = 'ClosedError';
  /** True for a write that had left, and may have been carried out. */
  declare readonly sent: boolean;
}
