/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). @param {number} seed */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Time that passes when it is told to, and no sooner.
 * @param {number} start Unix milliseconds
 * @param {() => number} random
 */
export function timeline(start, random) {
  let time = 0;
  /** @type {Set<{ at: number, run: () => void }>} */
  const timers = new Set();

  const next = (/** @type {number} */ until) => {
    let first;
    for (const timer of timers) if (timer.at <= until && (!first || timer.at < first.at)) first = timer;
    return first;
  };

  /** @type {import('@bitget-spec/auth').System} */
  const system = {
    now: () => start + time,
    monotonic: () => time,
    setTimeout(run, ms) {
      const timer = { at: time + Math.max(0, ms), run };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(/** @type {any} */ (timer)),
    random,
    randomBytes: (size) => Uint8Array.from({ length: size }, () => random() * 256),
  };

  /** Milliseconds pass; what is on its way arrives. @param {number} ms */
  const pass = async (ms) => {
    const until = time + ms;
    await arrived();
    for (let timer = next(until); timer; timer = next(until)) {
      timers.delete(timer);
      time = timer.at;
      timer.run();
      await arrived();
    }
    time = until;
  };

  return { system, pass };
}

const arrived = () => new Promise(setImmediate);
