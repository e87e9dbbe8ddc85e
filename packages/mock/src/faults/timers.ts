import type { System } from '@bitget-spec/auth';

/** Timers of requests and responses that are under way. */
export class Timers {
  readonly #set = new Set<unknown>();

  constructor(readonly system: System) {}

  set(run: () => void, ms: number): unknown {
    const timer = this.system.setTimeout(() => {
      this.#set.delete(timer);
      run();
    }, ms);
    this.#set.add(timer);
    return timer;
  }

  clear(timer: unknown): void {
    this.#set.delete(timer);
    this.system.clearTimeout(timer);
  }

  /** What is under way still arrives, but keeps no process alive that has nothing else to do (Node). */
  letGo(): void {
    for (const timer of this.#set) Object(timer).unref?.();
  }
}
