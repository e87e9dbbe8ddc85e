import { type Codes, isOf } from '../codes.js';
import { BadAnswerError, BitgetError, ExchangeError, NetworkError, TimeoutError } from '../errors.js';

/** A request is taken until its timestamp is this old. */
export const EXPIRES_MS = 30_000;

/** What a request taken at the last moment may need until look-ups show it. */
export const GRACE_MS = 2_000;

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
