import { sleep } from '../call/scope.js';
import type { Runtime } from '../call/stage.js';
import { EXPIRES_MS } from '../clock/expiry.js';
import { RateLimitError } from '../errors/errors.js';
import type { Attempt, Question } from './attempt.js';
import { isOver, type Patience } from './certainty.js';
import type { Attempted } from './errors.js';
import { createdOf, isThis } from './is-this.js';
import { lookUpOnce, lookupCalls, type Seen } from './lookup.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

/** Lookups that run side by side. */
const SIDE_BY_SIDE = 5;

/**
 * What a client has learned of its exchange: how much later than placed an order showed in a lookup, or how much later
 * than its timestamp allows it was placed, at most.
 */
export interface Lag {
  ms: number;
}

export interface Search extends Patience {
  lag: Lag;
  /** Looks twice only, now and when the time is over: the exchange asked for less, and said no. */
  quiet: boolean;
}

/**
 * Finds out what became of an order: looks again and again until it is there, until it can't come any more, or
 * until the time is over (`until`, by the system's clock that never jumps).
 */
async function settle(
  runtime: Runtime,
  attempt: Attempt,
  { order, taken }: Question,
  search: Search,
  until: number,
): Promise<Attempted> {
  const { clientOid } = order;
  const { lag, quiet } = search;
  const lookups = lookupCalls(runtime, attempt, order);
  let missedAt: number | undefined; // by the exchange's clock
  let missed = false;
  for (let wait = FIRST_WAIT_MS; lookups.length; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    const seen: Seen = await lookUpOnce(runtime, attempt, order, until - runtime.system.monotonic());
    if ('found' in seen) {
      const { found } = seen;
      if (!isThis(found, order, attempt)) return { clientOid, state: 'unknown', other: found, lookups };
      lag.ms = Math.max(lag.ms, latenessOf(createdOf(found), missedAt, attempt));
      return { clientOid, state: 'placed', found, lookups };
    }
    const over = 'absent' in seen && isOver(attempt, seen.absent, Math.max(search.graceMs, 2 * lag.ms));
    // twice, since one response may be that to another lookup, or come while the order moves from list to list
    if (over && missed && !taken) return { clientOid, state: 'not-placed', lookups };
    missed = over;
    if ('absent' in seen) missedAt = seen.absent.exchangeTime ?? missedAt;
    const left = until - runtime.system.monotonic();
    if (left <= 0 && !(over && !taken)) break;
    const quietly = quiet && !over ? EXPIRES_MS + search.graceMs - (runtime.tick() - attempt.sentTick) : 0;
    const pause = over ? FIRST_WAIT_MS : Math.max(jittered(runtime, wait), quietly, pauseOf(seen));
    await sleep(attempt.scope, Math.max(0, Math.min(pause, left)));
  }
  return { clientOid, state: 'unknown', lookups };
}

/**
 * How long after it was made an order did not show, or how long after its time it was taken; 0 where its record does not
 * say when it was made.
 */
const latenessOf = (createdAt: number, missedAt = 0, { sentAt, validMs }: Attempt) =>
  Math.max(missedAt - createdAt, createdAt - sentAt - validMs) || 0;

/** Many orders that were lost together are not looked up together. */
const jittered = ({ system }: Runtime, ms: number) => ms * (0.5 + system.random() / 2);

const pauseOf = (seen: Seen) =>
  'failed' in seen && seen.failed instanceof RateLimitError ? (seen.failed.retryAfter ?? 0) * 1_000 : 0;

/** The same for each of many, all within `waitMs`. */
export function settleAll(runtime: Runtime, attempt: Attempt, questions: readonly Question[], search: Search) {
  const until = runtime.system.monotonic() + search.waitMs;
  return sideBySide(questions, (question) => settle(runtime, attempt, question, search, until));
}

/** Does something with each, a few at a time. */
export async function sideBySide<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, worker));
  return results;
}
