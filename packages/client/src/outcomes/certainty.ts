import { type Codes, isOf } from '../codes.js';
import { BadAnswerError, BitgetError, ExchangeError, NetworkError, TimeoutError } from '../errors.js';
import type { Context } from '../feature.js';
import type { Moment } from './look-up.js';

/** A request is taken until its timestamp is this old. */
export const EXPIRES_MS = 30_000;

/** What a request taken at the last moment may need until look-ups show it. */
export const GRACE_MS = 2_000;

/**
 * True once a request that was not there then can't come any more: its timestamp has expired by the exchange's clock,
 * and as long has passed by ours. Where no answer told the time, the timestamp may have been as far ahead as it may be.
 */
export function isOver({ sentAt = 0, sentTick = Infinity }: Context, { tick, told }: Moment): boolean {
  const waited = tick - sentTick;
  if (told === undefined) return waited >= 2 * EXPIRES_MS + GRACE_MS;
  return waited >= EXPIRES_MS + GRACE_MS && told >= sentAt + EXPIRES_MS + GRACE_MS;
}

/** Answers that no exchange gave: the request never got past what stands before it. A redirect may have no status. */
const TURNED_AWAY = /^(undefined|3\d\d|401|403|404|405|413|414|431)$/;

/** True where nobody can know from the error whether a write was carried out. */
export function isUncertain(error: unknown, codes: Codes): boolean {
  if (error instanceof NetworkError || error instanceof TimeoutError) return error.sent;
  if (error instanceof BadAnswerError) return !TURNED_AWAY.test(`${error.status}`);
  if (error instanceof ExchangeError) return isOf(codes, 'unknown', error.code) || (error.status ?? 0) >= 500;
  return false;
}

/** True where an order with this number exists already. */
export const isTaken = (error: unknown, codes: Codes): boolean =>
  error instanceof BitgetError && isOf(codes, 'taken', error.code);
