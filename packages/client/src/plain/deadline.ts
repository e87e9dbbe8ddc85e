import type { System } from '@bitget-spec/auth';

/** Longer than this and setTimeout fires at once. */
const MAX_TIMER = 2 ** 31 - 1;

/** When a call has to end. */
export interface Deadline {
  signal: AbortSignal | undefined;
  timeoutMs: number;
  /** What to throw when the time is up. */
  timedOut: () => Error;
  system: System;
}

/**
 * Runs `work` and ends with it, with the caller's signal or with the time, whichever comes first, even where
 * `work` takes no notice of the signal that it is given. Leaves no timer and no listener behind.
 */
export function withDeadline<T>(work: (signal?: AbortSignal) => Promise<T>, deadline: Deadline): Promise<T> {
  const { signal, timeoutMs, timedOut, system } = deadline;
  const timed = timeoutMs > 0 && timeoutMs <= MAX_TIMER;
  if (!signal && !timed) return work();
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const controller = new AbortController();
    const stop = (reason: unknown) => {
      done();
      reject(reason);
      controller.abort(reason);
    };
    const onAbort = () => stop(signal?.reason);
    const timer = timed ? system.setTimeout(() => stop(timedOut()), timeoutMs) : undefined;
    const done = () => {
      system.clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort);
    work(controller.signal).then(resolve, reject).finally(done);
  });
}
