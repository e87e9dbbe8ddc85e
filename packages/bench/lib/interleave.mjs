import { cpuOfChildren } from './run.mjs';
import { median } from './stats.mjs';

/** @typedef {Record<string, number>} Figures what one run measured: `{ ms }`, `{ perSecond, p99 }`, … */

/**
 * @typedef {object} Candidate
 * @property {string} name
 * @property {() => Promise<void> | void} [setup] once before everything: start a server
 * @property {(round: number) => Promise<void> | void} [before] before each run, not timed; the warm-up is round 0
 * @property {(round: number) => Promise<Figures | void> | Figures | void} run measured as `{ ms, cpuMs }` (processes it waited for) unless it returns figures of its own
 * @property {() => Promise<void> | void} [teardown] once at the end, also after a failure
 */

/**
 * Runs all candidates in turn, round by round, so that a busy moment of the machine hits all alike;
 * each round starts with another one, so that nobody always follows the same neighbour. One round
 * to warm up is not counted.
 * @param {readonly Candidate[]} candidates
 * @param {number} rounds
 * @param {(name: string, round: number, figures: Figures) => void} [notify]
 * @returns {Promise<Map<string, Figures[]>>} every counted run, by candidate
 */
export async function interleave(candidates, rounds, notify = () => {}) {
  /** @type {Map<string, Figures[]>} */
  const samples = new Map(candidates.map(({ name }) => [name, []]));
  try {
    for (const { setup } of candidates) await setup?.();
    for (let round = 0; round <= rounds; round++) {
      for (const candidate of rotated(candidates, round)) {
        await candidate.before?.(round);
        const cpu = cpuOfChildren();
        const start = performance.now();
        const own = await candidate.run(round);
        const figures = own ?? { ms: performance.now() - start, cpuMs: cpuOfChildren() - cpu };
        notify(candidate.name, round, figures);
        if (round > 0) samples.get(candidate.name)?.push(figures);
      }
    }
  } finally {
    for (const { teardown } of candidates) await teardown?.();
  }
  return samples;
}

/**
 * @template T
 * @param {readonly T[]} list
 * @param {number} by
 */
const rotated = (list, by) => list.map((_, index) => list[(index + by) % list.length]);

/**
 * Median, least and most of one figure.
 * @param {readonly Figures[] | undefined} samples
 * @param {string} figure
 */
export function summary(samples, figure = 'ms') {
  const values = (samples ?? []).map((sample) => sample[figure]);
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}
