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

  /**
   * Runs `work`, but no longer than the scope lasts; `start` is called before, with what ends it sooner, and returns
   * what cleans up. All engines follow `await` and `Promise.race`, and JavaScriptCore no other callbacks: so the stack of an
   * error from `work` leads to the caller.
   */
  async race<T>(work: () => Promise<T>, start: (stop: Listener) => Listener): Promise<T> {
    this.check();
    let end: Listener = () => {};
    let stop: Listener = () => {};
    const clean: Listener = (reason) => {
      if (this.#listeners.delete(stop)) end(reason);
    };
    const stopped = new Promise<never>((_, reject) => {
      stop = (reason) => {
        clean(reason);
        reject(reason);
      };
    });
    this.#listeners.add(stop);
    end = start(stop);
    try {
      const value = await Promise.race([work(), stopped]);
      clean(undefined);
      return value;
    } catch (error) {
      clean(error);
      throw error;
    }
  }

  /** Runs `work`, but no longer than the time or the scope lasts, whatever `work` makes of its signal. */
  within<T>(timeoutMs: number, timedOut: () => Error, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    return this.race(
      () => work(controller.signal),
      (stop) => {
        const timed = timeoutMs > 0 && timeoutMs <= MAX_TIMER;
        const timer = timed ? this.system.setTimeout(() => stop(timedOut()), timeoutMs) : undefined;
        return (reason) => {
          this.system.clearTimeout(timer);
          if (reason !== undefined) controller.abort(reason);
        };
      },
    );
  }
}

/** Waits so long, but no longer than the scope lasts. */
export function sleep(scope: CancelScope, ms: number): Promise<void> {
  const { system } = scope;
  let timer: unknown;
  const work = () =>
    new Promise<void>((resolve) => {
      timer = system.setTimeout(resolve, Math.min(ms, MAX_TIMER));
    });
  return scope.race(work, () => () => system.clearTimeout(timer));
}

/** Waits for what takes no signal, but no longer than the scope lasts. */
export function waitFor<T>(scope: CancelScope, work: Promise<T>): Promise<T> {
  work.catch(() => {}); // nobody else learns of it where the scope has ended already
  return scope.race(
    () => work,
    () => () => {},
  );
}
