import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('../../lib/interleave.mjs').Figures} Figures */

/**
 * A script of this folder in a process of its own. It answers each message with `{ figures }` or `{ error }`.
 * @param {string} script
 */
export function worker(script) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  /** @type {(reply: { figures?: Figures, error?: string }) => void} */
  let answered = () => {};
  child.on('message', (/** @type {{ figures?: Figures, error?: string }} */ reply) => answered(reply));
  child.on('exit', (code) => answered({ error: `${script} ended with ${code}` }));
  return {
    /**
     * One question at a time.
     * @param {object} job
     * @returns {Promise<Figures>}
     */
    ask: (job) =>
      new Promise((resolve, reject) => {
        answered = ({ figures, error }) => (figures ? resolve(figures) : reject(new Error(error)));
        child.send(job);
      }),
    stop: () => void child.kill(),
  };
}
