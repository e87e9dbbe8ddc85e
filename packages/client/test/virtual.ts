import type { System } from '@bitget-spec/auth';
import { isLoading } from '../../../scripts/loading.js';

/** Time that passes as fast as it can: `run` goes from timer to timer until `work` is done, and returns what that gives. */
export interface VirtualSystem extends System {
  sleep(ms: number): Promise<void>;
  /** From now on time goes from timer to timer by itself, whenever nothing else is left to do. */
  drive(): VirtualSystem;
  run<T>(work: Promise<T>): Promise<T>;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
/** Whatever can go on without time passing does. */
const settled = async () => {
  do await turn();
  while (isLoading());
};

/** `isBusy` says that something is under way that takes time of the platform's own, as sockets do: virtual time stands still. */
export function virtualSystem(start = 1_700_000_000_000, isBusy = () => false): VirtualSystem {
  let time = 0;
  let count = 0;
  const timers = new Map<unknown, { at: number; run: () => void }>();
  let driven = false;
  let driving = false;
  /** Time passes until the next timer. */
  const pass = () => {
    const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at);
    if (!next) return;
    const [timer, { at, run }] = next;
    timers.delete(timer);
    time = Math.max(time, at);
    run();
  };
  const drive = async () => {
    if (driving) return;
    driving = true;
    while (timers.size) {
      await settled();
      pass();
    }
    driving = false;
  };
  const system: VirtualSystem = {
    now: () => start + time,
    monotonic: () => time,
    setTimeout(run, ms) {
      const timer = ++count;
      timers.set(timer, { at: time + Math.max(0, ms), run });
      if (driven) void drive();
      return timer;
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
        await settled();
        if (!done && !isBusy()) pass();
      }
      return work;
    },
    drive() {
      driven = true;
      return system;
    },
  };
  return system;
}
