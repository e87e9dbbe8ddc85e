import { remainingOf } from '../call.js';
import { PENALTY_SECONDS, RateLimitError } from '../errors.js';
import type { Feature, Next, Runtime } from '../feature.js';
import { memoryStore } from './memory-store.js';
import { Queue } from './queue.js';
import type { LimitStore } from './store.js';
import { type OwnWindow, windowsOf } from './windows.js';

/** How a limiter holds calls back. */
export interface LimiterOptions {
  /** Where places are counted; share one between all clients of a process, `redisStore` between processes. */
  store?: LimitStore | undefined;
  /** Calls that wait at most; the next throws `queue-full`. @default 1_000 */
  maxQueue?: number | undefined;
  /** Milliseconds that a call waits at most; then it throws `queue-timeout`. @default 30_000 */
  maxWaitMs?: number | undefined;
  /** Requests a minute of the whole IP address. @default 6_000 */
  perMinute?: number | undefined;
  /** Part of every limit that is used, where others use the same account or address unseen. @default 1 */
  share?: number | undefined;
  /** Name of the account, for limits by user. @default the API key, hashed: name it where an account has several */
  account?: string | undefined;
  /** Name of the IP address, for limits by address. @default one for all that share the store */
  address?: string | undefined;
}

/** Requests of no known duration hold their place this long at most. */
const LEASE_MS = 120_000;

/**
 * Holds calls back so that no limit is passed in any span of its length: those of the operation, by user or by
 * address, and that of the whole address. Give it to as many clients as you like.
 */
export function limiter(options: LimiterOptions = {}): Feature {
  const { maxQueue = 1_000, maxWaitMs = 30_000 } = options;
  let shared: Queue | undefined;
  let count = 0;
  let process = '';

  const wrap = (next: Next, runtime: Runtime): Next => {
    const { system } = runtime;
    shared ??= new Queue(options.store ?? memoryStore(() => system.monotonic()), maxQueue, maxWaitMs);
    process ||= system.random().toString(36).slice(2);
    const queue = shared;
    const { store } = queue;
    const windows = windowsOf(options, runtime);
    return async (context) => {
      const { own, whole, all } = windows(context.route);
      const id = `${process}-${++count}`;
      const { timeoutMs = runtime.timeoutMs } = context.options;
      await queue.enter(context, all, id, timeoutMs > 0 ? timeoutMs + 1_000 : LEASE_MS);
      context.sentAt = context.response = undefined;
      try {
        return await next(context);
      } catch (error) {
        if (error instanceof RateLimitError && error.code === '429') {
          learn(store, own, 0);
          const { retryAfter = 0 } = error;
          if (retryAfter >= PENALTY_SECONDS) quietly(store.pause(whole, retryAfter * 1_000));
        }
        throw error;
      } finally {
        queue.leave(all, id, context.sentAt !== undefined);
        const remaining = remainingOf(context.response);
        if (remaining !== undefined) learn(store, own, remaining);
      }
    };
  };
  return { rank: 40, wrap, close: () => shared?.close() };
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
function quietly(told: void | Promise<void>): void {
  if (told) told.catch(() => {});
}
