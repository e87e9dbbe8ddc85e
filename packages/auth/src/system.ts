/** Time and chance as a client and the mock see them; a virtual one makes tests and simulations exact. */
export interface System {
  /** Wall clock, Unix milliseconds. */
  now(): number;
  /** Milliseconds that never jump. */
  monotonic(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  /** At least 0, less than 1. */
  random(): number;
  /** For numbers that nobody may guess or repeat. */
  randomBytes(size: number): Uint8Array;
}

/** The platform's own. Globals are looked up at each call, so that fake timers work. */
export const platformSystem: System = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as number | undefined),
  random: () => Math.random(),
  randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)),
};
