import type { System } from '@bitget-spec/auth';

/** Longer than this and setTimeout fires at once. */
const MAX_TIMER = 2 ** 31 - 1;

type Listener = (reason: unknown) => void;

/**
 * The life of one call. An AbortController of the call's own would do as well, but costs more than all else here;
 * one is made per request sent, for fetch.
 */
export class CancelScope {
  #ended = false;
  #reason: unknown;
  readonly #listeners = new Set<Listener>();

  constructor(readonly system: System) {}

  /** Ends what waits in this scope, at once. */
  stop(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#reason = reason;
    for (const listener of [...this.#listeners]) listener(reason);
    this.#listeners.clear();
  }

  /** @throws the reason of the end */
  check(): void {
    if (this.#ended) throw this.#reason;
  }

  /** A promise that the end of the scope rejects; `start` returns what cleans up, whichever way it ends. */
  promise<T>(start: (resolve: (value: T) => void, reject: Listener) => Listener): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) return reject(this.#reason);
      let clean: Listener | undefined;
      const settle = (end: () => void, reason?: unknown) => {
        this.#listeners.delete(stopped);
        clean?.(reason);
        end();
      };
      const stopped: Listener = (reason) => settle(() => reject(reason), reason);
      this.#listeners.add(stopped);
      clean = start(
        (value) => settle(() => resolve(value)),
        (reason) => settle(() => reject(reason), reason),
      );
    });
  }

  /** Runs `work`, but no longer than the time or the scope lasts, whatever `work` makes of its signal. */
  within<T>(timeoutMs: number, timedOut: () => Error, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return this.promise<T>((resolve, reject) => {
      const controller = new AbortController();
      const timed = timeoutMs > 0 && timeoutMs <= MAX_TIMER;
      const timer = timed ? this.system.setTimeout(() => reject(timedOut()), timeoutMs) : undefined;
      work(controller.signal).then(resolve, reject);
      return (reason) => {
        this.system.clearTimeout(timer);
        if (reason !== undefined) controller.abort(reason);
      };
    });
  }

  sleep(ms: number): Promise<void> {
    return this.promise((resolve) => {
      const timer = this.system.setTimeout(() => resolve(), Math.min(ms, MAX_TIMER));
      return () => this.system.clearTimeout(timer);
    });
  }

  /** Waits for what takes no signal. */
  wait<T>(work: Promise<T>): Promise<T> {
    work.catch(() => {}); // nobody else hears of it where the scope has ended already
    return this.promise<T>((resolve, reject) => {
      work.then(resolve, reject);
      return () => {};
    });
  }
}
