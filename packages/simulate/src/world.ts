import type { System } from '@bitget-spec/auth';
import { Chance } from './chance.js';

/** When every history begins, Unix milliseconds. */
export const START = 1_761_998_400_000;

interface Timer {
  at: number;
  owner: Owner;
  run: () => void;
}

/** One process in the world, or the exchange: what it started ends with it. */
export interface Owner {
  readonly name: string;
  readonly system: System;
  /** How far its wall clock is off, milliseconds. */
  skewMs: number;
  alive: boolean;
}

/**
 * Time that passes only when nothing is left to do at the moment. Timers run in the order in which they are due, and of
 * the same moment in the order in which they were set, so that a history is the same whenever it is played.
 */
export class World {
  /** Milliseconds since the beginning, whole. */
  time = 0;
  readonly #timers: Timer[] = [];

  /** Brings somebody to life, with chance of their own. */
  owner(name: string, seed: number): Owner {
    const chance = new Chance(seed);
    const owner: Owner = {
      name,
      skewMs: 0,
      alive: true,
      system: {
        now: () => START + this.time + owner.skewMs,
        monotonic: () => this.time,
        setTimeout: (run, ms) => this.at(owner, ms, run),
        clearTimeout: (timer) => this.#drop((other) => other === timer),
        random: () => chance.next(),
        randomBytes: (size) => Uint8Array.from({ length: size }, () => chance.whole(0, 255)),
      },
    };
    return owner;
  }

  /** Runs something for an owner after so many milliseconds, unless the owner is gone by then. */
  at(owner: Owner, ms: number, run: () => void): unknown {
    if (!owner.alive) return undefined;
    const timer: Timer = { at: this.time + Math.max(0, Math.ceil(ms)), owner, run };
    let index = this.#timers.length;
    while (index > 0 && (this.#timers[index - 1]?.at ?? 0) > timer.at) index--;
    this.#timers.splice(index, 0, timer);
    return timer;
  }

  /** Ends a process at once: nothing of it runs any more. */
  kill(owner: Owner): void {
    owner.alive = false;
    this.#drop((timer) => timer.owner === owner);
  }

  /** Timers that an owner has set and that have not run. */
  pending(owner: Owner): number {
    return this.#timers.filter((timer) => timer.owner === owner).length;
  }

  /** Lets everything happen that has to, until nothing is left or the time is over. */
  async run(until = Number.POSITIVE_INFINITY): Promise<void> {
    for (;;) {
      await settled();
      const [next] = this.#timers;
      if (!next || next.at > until) break;
      this.#timers.shift();
      this.time = next.at;
      next.run();
    }
    if (until !== Number.POSITIVE_INFINITY) this.time = until;
  }

  #drop(which: (timer: Timer) => boolean): void {
    for (let index = this.#timers.length - 1; index >= 0; index--) {
      const timer = this.#timers[index];
      if (timer && which(timer)) this.#timers.splice(index, 1);
    }
  }
}

/** Until all that is promised at this moment has been kept: the platform's turn comes after its microtasks. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
