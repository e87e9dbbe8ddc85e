/** What an error knows about the call that failed. */
export interface ErrorDetails<Code extends string = string> {
  /** The call's key across APIs: `v3:trade.placeOrder`. */
  operation: string;
  /** The exchange's code (`43012`), or a word of ours where the exchange said nothing. */
  code: Code;
  /** HTTP status, when there was an answer. */
  status?: number | undefined;
  /** When the exchange took the request, Unix milliseconds. */
  requestTime?: number | undefined;
  /** The exchange's own words. */
  exchangeMessage?: string | undefined;
  /** Headers that help the exchange's support to find the request. */
  requestIds?: Readonly<Record<string, string>> | undefined;
}

/** Everything a call throws, but for the reason of the caller's own AbortSignal. Holds no secret. */
export class BitgetError<Code extends string = string, Extra = unknown> extends Error implements ErrorDetails<Code> {
  override name = 'BitgetError';
  declare readonly operation: string;
  declare readonly code: Code;
  declare readonly status: number | undefined;
  declare readonly requestTime: number | undefined;
  declare readonly exchangeMessage: string | undefined;
  declare readonly requestIds: Readonly<Record<string, string>> | undefined;

  /**
   * The message reads `[@bitget-spec/client] what, operation: how to mend it.`
   * @param cause what was thrown underneath, secrets removed
   */
  constructor(what: string, mend: string, details: ErrorDetails<Code> & Extra, cause?: unknown) {
    super(`[@bitget-spec/client] ${what}, ${details.operation}: ${mend}.`, cause === undefined ? undefined : { cause });
    Object.assign(this, details);
  }

  /** For logs: without stack and cause. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** The exchange rejected the call: bad parameters, no funds, an order that can't be. */
export class ExchangeError<Code extends string = string> extends BitgetError<Code> {
  override name = 'ExchangeError';
}

/** Key, signature, passphrase, clock, address or account kind: says which setting. Trying again won't help. */
export class AuthenticationError<Code extends string = string> extends BitgetError<Code> {
  override name = 'AuthenticationError';
}

/** Too many requests. Past 6,000 a minute the exchange shuts the whole IP address out for five minutes. */
export class RateLimitError<Code extends string = string> extends BitgetError<
  Code,
  { retryAfter: number | undefined }
> {
  override name = 'RateLimitError';
  /** Seconds to wait, when the answer said so (`Retry-After`). */
  declare readonly retryAfter: number | undefined;
}

/** No answer: the connection failed or died. The exchange may have taken the request all the same. */
export class NetworkError extends BitgetError<'network'> {
  override name = 'NetworkError';
}

/** No answer in `timeoutMs`. The exchange may have taken the request all the same. */
export class TimeoutError extends BitgetError<'timeout'> {
  override name = 'TimeoutError';
}

/** An answer that is not the exchange's envelope: a proxy's page, a redirect, something cut short. */
export class BadAnswerError extends BitgetError<'bad-answer', { sample: string }> {
  override name = 'BadAnswerError';
  /** The beginning of the answer, secrets removed. */
  declare readonly sample: string;
}
