import type { System } from '@bitget-spec/auth';

/** Time that passes as fast as it can: `run` goes from timer to timer until `work` is done, and returns what that gives. */
export interface VirtualSystem extends System {
  sleep(ms: number): Promise<void>;
  run<T>(work: Promise<T>): Promise<T>;
}

export function virtualSystem(start = 1_700_000_000_000): VirtualSystem {
  let time = 0;
  let count = 0;
  const timers = new Map<unknown, { at: number; run: () => void }>();
  const system: VirtualSystem = {
    now: () => start + time,
    monotonic: () => time,
    setTimeout(run, ms) {
      timers.set(++count, { at: time + Math.max(0, ms), run });
      return count;
    },
    clearTimeout: (timer) => void timers.delete(timer),
    random: () => 0.5,
    randomBytes: (size) => new Uint8Array(size).fill(++count % 256),
    sleep: (ms) => new Promise((resolve) => system.setTimeout(resolve, ms)),
    async run(work) {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      while (!done) {
        await new Promise((resolve) => setImmediate(resolve)); // whatever can go on without time passing does
        if (done) break;
        const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
        if (!next) continue;
        const [timer, { at, run }] = next;
        timers.delete(timer);
        time = Math.max(time, at);
        run();
      }
      return work;
    },
  };
  return system;
}
