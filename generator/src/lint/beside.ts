import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../load/diagnostic.js';

/** Documents, and the folders that they may be read from. */
export interface Task {
  files: string[];
  roots: string[];
}

/** Lints documents in a thread of its own. A document that cannot be read gives no findings here: the loader reports it. */
export function lintBeside(task: Task): Promise<Diagnostic[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
