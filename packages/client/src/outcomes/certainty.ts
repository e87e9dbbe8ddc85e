import type { Codes, Effect } from '@bitget-spec/contract';
import { isOf } from '@bitget-spec/contract/codes';
import { EXPIRES_MS } from '../clock/expiry.js';
import {
  BitgetError,
  ExchangeError,
  InvalidResponseError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from '../errors/errors.js';
import type { Attempt, Moment } from './attempt.js';

/** How long one that was taken at the last moment may need until a lookup shows it, unless the caller says otherwise. */
const GRACE_MS: Partial<Record<Effect, number>> = { funds: 30_000 };
const ORDERS_GRACE_MS = 2_000;

/** How long is waited past that, unless the caller says otherwise. */
export const SPARE_MS = 8_000;

/** How long an outcome is looked for, and how late it may show. */
export interface Patience {
  waitMs: number;
  graceMs: number;
}

/** As the caller gave it. */
export type Given = { [Name in keyof Patience]?: Patience[Name] | undefined };

/** What the caller gives, or what fits the kind of call; a lookup that was seen to lag counts twice. */
export function patienceFor(effect: Effect, given: Given, lagMs: number): Patience {
  const least = Math.max(0, given.graceMs ?? GRACE_MS[effect] ?? ORDERS_GRACE_MS);
  return { waitMs: given.waitMs ?? EXPIRES_MS + least + SPARE_MS, graceMs: Math.max(least, 2 * lagMs) };
}

/**
 * True once a request that was not there then can't come any more: its timestamp has expired by the exchange's clock,
 * and as long has passed by ours. Where no response showed the time, the timestamp may have been as far ahead as it may be.
 */
export function isOver(
  { sentAt, sentTick, validMs }: Attempt,
  { tick, exchangeTime }: Moment,
  graceMs: number,
): boolean {
  const waited = tick - sentTick;
  const needed = validMs + graceMs;
  return exchangeTime === undefined
    ? waited >= needed + EXPIRES_MS
    : waited >= needed && exchangeTime >= sentAt + needed;
}

/** Statuses of those that turn a request away for its size, before it is read to the end: it can't have got further. */
const TURNED_AWAY = new Set<number | undefined>([413, 414, 431]);

/** True where nobody can know from the error whether a write was carried out. */
export function isUncertain(error: unknown, codes: Codes): boolean {
  if (error instanceof NetworkError || error instanceof TimeoutError) return error.sent;
  if (error instanceof RateLimitError) return error.sent;
  // A page of something on the way: it may have let the request pass, and stopped the response.
  if (error instanceof InvalidResponseError) return !TURNED_AWAY.has(error.status);
  if (error instanceof ExchangeError) return isOf(codes, 'unknown', error.code) || (error.status ?? 0) >= 500;
  return false;
}

/**
 * True where a placement was refused, but in a way that the order may stand all the same: with 429, where the exchange
 * may have turned away a repetition of what it took; after 429 had an earlier request of the same call; or with the
 * words of a lookup, which no placement gets. A socket repeats nothing: `repeats` is false.
 */
export const isDoubtful = (error: unknown, codes: Codes, turnedAway: boolean, repeats = true): boolean =>
  turnedAway ||
  (error instanceof BitgetError && ((repeats && error.code === '429') || isOf(codes, 'absent', error.code)));

/** True where an order with this number exists already: this call's, where it arrived twice, or another. */
export const isTaken = (error: unknown, codes: Codes): boolean =>
  error instanceof BitgetError && isOf(codes, 'taken', error.code);
