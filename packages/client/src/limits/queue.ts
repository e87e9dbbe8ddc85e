import type { System } from '@bitget-spec/auth';
import type { CallContext } from '../call/stage.js';
import { BitgetError, RateLimitError } from '../errors/errors.js';
import type { LimitStore, LimitWindow } from './store.js';

/** What a request has reserved: a slot in every window that counts it. */
export interface Reservation {
  windows: readonly LimitWindow[];
  /** Names it in the store. */
  id: string;
  /** How long a request with it may be under way at most. */
  leaseMs: number;
}

/**
 * How long a store may take to give a place. The lease runs from when the store took it: what arrives here later than
 * this may be over before the request is.
 */
const STALE_MS = 5_000;

/** Calls that wait for a place, first come, first served within an operation. */
export interface Queue {
  readonly store: LimitStore;
  /** Waits for a place. @throws RateLimitError when the queue is full or the wait too long */
  enter(context: CallContext, place: Reservation): Promise<void>;
  /** Gives a place back, see {@link LimitStore.settle}, and lets those know who wait. */
  leave(place: Reservation, arrivesMs: number | undefined): void;
}

export function createQueue(store: LimitStore, maxQueue: number, maxWaitMs: number): Queue {
  /** The end of the line of each operation. */
  const lines = new Map<string, Promise<void>>();
  const wakers = new Set<() => void>();
  let waiting = 0;

  async function enter(context: CallContext, place: Reservation): Promise<void> {
    const key = place.windows[0]?.key ?? '';
    // With nobody in front, a store in memory responds at once; what another promises is waited for in line.
    let taken = lines.has(key) ? undefined : take(context, place);
    if (taken === 0) return;
    if (waiting >= maxQueue) {
      if (typeof taken === 'object') taken.then((wait) => wait || leave(place, undefined)).catch(() => {});
      throw full(context, 'queue-full', `the queue is full, with ${maxQueue} waiting`);
    }
    const before = lines.get(key);
    let step = () => {};
    const line = new Promise<void>((resolve) => {
      step = resolve;
    });
    const end = Promise.all([before, line]).then(() => {
      if (lines.get(key) === end) lines.delete(key);
    });
    lines.set(key, end);
    waiting++;
    const tooLong = () => full(context, 'queue-timeout', `no place within ${maxWaitMs} ms`);
    try {
      await context.scope.within(maxWaitMs, tooLong, async (stop) => {
        await before;
        for (;;) {
          if (stop.aborted && taken === undefined) return;
          const wait = await (taken ?? take(context, place));
          taken = undefined;
          if (stop.aborted && wait === 0) leave(place, undefined);
          if (stop.aborted || wait === 0) return;
          await pause(context.scope.system, Math.min(wait, store.pollMs ?? wait), stop);
        }
      });
    } finally {
      waiting--;
      step();
    }
  }

  function leave({ windows, id }: Reservation, arrivesMs: number | undefined): void {
    const settled = store.settle(windows, id, arrivesMs);
    if (settled) settled.catch(() => {}); // the lease ends by itself
    for (const wake of [...wakers]) wake();
  }

  function take(context: CallContext, place: Reservation): number | Promise<number> {
    const { windows, id, leaseMs } = place;
    const { system } = context.scope;
    const before = system.monotonic();
    const taken = store.take(windows, id, leaseMs + STALE_MS);
    if (typeof taken === 'number') return taken;
    return taken.then(
      (wait) => {
        if (wait > 0 || system.monotonic() - before < STALE_MS) return wait;
        leave(place, undefined);
        place.id += '+'; // another place, which the store must not take for the one that was given back
        return 1;
      },
      (cause: unknown) => {
        leave(place, undefined); // it may have been given, and the response lost
        throw storeError(context, cause instanceof Error ? cause.message : undefined);
      },
    );
  }

  const pause = (system: System, ms: number, stop: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = () => {
        system.clearTimeout(timer);
        wakers.delete(wake);
        stop.removeEventListener('abort', wake);
        resolve();
      };
      const timer = system.setTimeout(wake, ms);
      wakers.add(wake);
      stop.addEventListener('abort', wake);
    });

  return { store, enter, leave };
}

const full = ({ route }: CallContext, code: 'queue-full' | 'queue-timeout', what: string) =>
  new RateLimitError(what, 'send fewer, or allow more; nothing was sent', {
    operation: route.key,
    code,
    retryAfter: undefined,
    sent: false,
  });

/** The error for a store that does not respond. */
const storeError = ({ route }: CallContext, cause: unknown) =>
  new BitgetError(
    'the store of the limiter failed, so that nothing was sent',
    'look at the store',
    { operation: route.key, code: 'limit-store' },
    cause,
  );
