import type { System } from '@bitget-spec/auth';

/** What is to run later, unless it is over by then. */
export interface Timers {
  later(ms: number, run: () => void): void;
  /** Ends all, for good. */
  end(): void;
}

export function createTimers(system: System): Timers {
  const timers = new Set<unknown>();
  let ended = false;
  return {
    later(ms, run) {
      if (ended) return;
      const timer = system.setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    },
    end() {
      ended = true;
      for (const timer of timers) system.clearTimeout(timer);
    },
  };
}
