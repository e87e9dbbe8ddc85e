import { BitgetError } from '../errors/errors.js';

/** How to look an attempt up by hand. */
export interface LookupCall {
  /** `v3:trade.orderInfo` */
  operation: string;
  request: Readonly<Record<string, unknown>>;
}

/** What became of one order of an attempt. */
export interface Attempted {
  /** The number by which it can be found; undefined where the operation takes none. */
  clientOid: string | undefined;
  state: 'placed' | 'not-placed' | 'unknown';
  /** As the lookup showed it. */
  found?: unknown;
  /** What has the number, where that is another order than the one sent: the number was used before. */
  other?: unknown;
  /** What to call to find out, the first that finds it counts. */
  lookups: readonly LookupCall[];
}

export interface OutcomeDetails {
  /** The request's timestamp, Unix milliseconds of the exchange. It can still arrive until `expiresAt`. */
  sentAt: number | undefined;
  expiresAt: number | undefined;
  /** The one order, or each of a batch. */
  attempted: readonly Attempted[];
}

/**
 * Nobody knows whether the exchange carried the call out. Never send it again before a lookup: `attempted` says
 * which, `cause` what went wrong.
 */
export class OutcomeUnknownError extends BitgetError<'outcome-unknown', OutcomeDetails> {
  override name = 'OutcomeUnknownError';
  declare readonly sentAt: number | undefined;
  declare readonly expiresAt: number | undefined;
  declare readonly attempted: readonly Attempted[];

  /** The number of the attempt, or the first of a batch. */
  get clientOid(): string | undefined {
    return this.attempted[0]?.clientOid;
  }
}

/** It was certainly not carried out: the request's time is over and a lookup found nothing. Send it again if you like. */
export class NotPlacedError extends BitgetError<'not-placed', OutcomeDetails> {
  override name = 'NotPlacedError';
  declare readonly sentAt: number | undefined;
  declare readonly expiresAt: number | undefined;
  declare readonly attempted: readonly Attempted[];

  /** The number of the attempt, or the first of a batch. */
  get clientOid(): string | undefined {
    return this.attempted[0]?.clientOid;
  }
}
