import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** @typedef {import('./interleave.mjs').Figures} Figures */

/**
 * A script in a process of its own. It replies to each message with `{ figures }` or `{ error }`; see `serve`.
 * @param {URL} script
 */
export function worker(script) {
  const child = fork(fileURLToPath(script), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  /** @type {(reply: { figures?: Figures, error?: string }) => void} */
  let answered = () => {};
  child.on('message', (/** @type {{ figures?: Figures, error?: string }} */ reply) => answered(reply));
  child.on('exit', (code) => answered({ error: `${script.pathname.split('/').at(-1)} ended with ${code}` }));
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

/**
 * The other side: replies to each message with what `work` gives for it.
 * @template Job
 * @param {(job: Job) => Promise<Figures>} work
 */
export function serve(work) {
  process.on('message', (/** @type {Job} */ job) => {
    work(job).then(
      (figures) => process.send?.({ figures }),
      (error) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
    );
  });
}
