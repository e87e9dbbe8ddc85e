import { quantile } from './stats.mjs';

/**
 * A closed loop: `connections` callers, each sending its next call when the last one is answered.
 * @param {(index: number) => Promise<unknown>} call rejects when the response is not the wanted one
 * @param {{ calls: number, connections: number }} options
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} latencies in milliseconds
 */
export async function load(call, { calls, connections }) {
  /** @type {number[]} */
  const latencies = [];
  let next = 0;
  const caller = async () => {
    while (next < calls) {
      const start = performance.now();
      await call(next++);
      latencies.push(performance.now() - start);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, caller));
  const elapsed = performance.now() - start;
  return { perSecond: (calls / elapsed) * 1000, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
}
