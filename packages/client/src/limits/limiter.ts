import type { Route } from '@bitget-spec/contract';
import type { CallContext, Next, Runtime, Stage } from '../call/stage.js';
import { PENALTY_SECONDS, RateLimitError } from '../errors/errors.js';
import { retryAfterOf } from '../transport/envelope.js';
import type { AnyResponse } from '../transport/response.js';
import { remainingOf } from '../transport/send-once.js';
import { arrivals, latestMs } from './arrival.js';
import { memoryStore } from './memory-store.js';
import { createQueue, type Queue } from './queue.js';
import type { LimitStore } from './store.js';
import { type OwnWindow, type WindowOptions, type Windows, windowsOf } from './windows.js';

/** How a limiter holds calls back. */
export interface LimiterOptions extends WindowOptions {
  /** Where places are counted; share one between all clients of a process, `redisStore` between processes. */
  store?: LimitStore | undefined;
  /** Calls that wait at most; the next throws `queue-full`. @default 1_000 */
  maxQueue?: number | undefined;
  /** Milliseconds that a call waits at most; then it throws `queue-timeout`. @default 30_000 */
  maxWaitMs?: number | undefined;
}

/** A call without a time limit waits for its response with its place held for so long at most. */
const UNTIMED_MS = 120_000;

/**
 * Holds calls back so that no limit is passed in any span of its length: those of the operation, by user or by
 * address, and that of the whole address. Give it to as many clients as you like.
 *
 * A place is held until its request can no longer arrive: until the response, or where that is lost, until the timestamp
 * has expired (30 s after sending, and 2 s; up to 62 s while no response has shown the exchange's time). So a limit of `n` a
 * second lets `n / (1 s + the time that a response takes)` through.
 *
 * @throws RangeError for a `share` that is no part of 1
 */
export function limiter(options: LimiterOptions = {}): Stage {
  const { maxQueue = 1_000, maxWaitMs = 30_000, share = 1 } = options;
  if (!(share > 0 && share <= 1))
    throw new RangeError(`[@bitget-spec/client] share is ${share}, limiter: give a part of 1, as 0.5 for half.`);
  let shared: Queue | undefined;
  let count = 0;
  let process = '';

  /** Makes calls in their turn, within the limits of an operation. */
  const keeper = (runtime: Runtime) => {
    const { system } = runtime;
    shared ??= createQueue(options.store ?? memoryStore(() => system.monotonic()), maxQueue, maxWaitMs);
    process ||= system.random().toString(36).slice(2);
    const { store, enter, leave } = shared;
    const windows = windowsOf(options, runtime);
    const arrivesIn = arrivals(runtime);
    return async (next: Next, context: CallContext, route: Route) => {
      const places = windows(route);
      const { timeoutMs = runtime.timeoutMs } = context.options;
      const leaseMs = Math.max(timeoutMs > 0 ? timeoutMs : UNTIMED_MS, latestMs(context));
      const place = { windows: places.all, id: `${process}-${++count}`, leaseMs };
      await enter(context, place);
      context.sentAt = context.response = context.replied = undefined;
      let failed: unknown;
      try {
        return await next(context);
      } catch (error) {
        failed = error;
        throw error;
      } finally {
        leave(place, arrivesIn(context, failed));
        heed(store, places, context.response, isLimited(failed), system.now());
      }
    };
  };
  return {
    name: 'limits',
    http: true,
    attach(runtime) {
      runtime.limited = keeper(runtime);
      return {};
    },
    wrap(next, runtime) {
      const keep = keeper(runtime);
      return (context) => keep(next, context, context.route);
    },
    close: () => shared?.store.close?.(),
  };
}

const isLimited = (error: unknown) => error instanceof RateLimitError && error.code === '429';

/** Learns from what the exchange says of its limits, in whatever way. */
function heed(
  store: LimitStore,
  { own, whole }: Windows,
  response: AnyResponse | undefined,
  limited: boolean,
  now: number,
) {
  if (limited || response?.status === 429) {
    learn(store, own, 0);
    const retryAfter = retryAfterOf(response, now) ?? 0;
    if (retryAfter >= PENALTY_SECONDS) quietly(store.pause(whole, retryAfter * 1_000));
  }
  const remaining = remainingOf(response);
  if (remaining !== undefined) learn(store, own, remaining);
}

/**
 * Takes over what the exchange says is left. It counts by operation, so that the whole address's window learns nothing
 * from it; where the number is more than the operation's limit, it counts by another limit than we know of (a VIP's).
 */
function learn(store: LimitStore, own: readonly OwnWindow[], remaining: number): void {
  for (const window of own) {
    if (remaining > window.allowed) continue;
    quietly(store.observe(window, Math.floor((remaining * window.count) / window.allowed)));
  }
}

/** A store that fails says so when the next place is taken. */
function quietly(done: void | Promise<void>): void {
  if (done) done.catch(() => {});
}
