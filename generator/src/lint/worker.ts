import { parentPort } from 'node:worker_threads';
import { recorded, type Seen } from '../load/disk.js';
import { Reader } from '../load/reader.js';
import { Source } from '../load/source.js';
import type { Findings, Task } from './beside.js';
import { lint } from './lint.js';

let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', ({ number, task }: { number: number; task: Task }) => {
  last = last.then(async () => parentPort?.postMessage(await findingsOf(number, task)));
});

async function findingsOf(number: number, { roots, source, isPartial }: Task): Promise<Findings> {
  const seen: Seen = new Map();
  try {
    const found = await recorded(seen, () => lint(Source.of(source, new Reader(roots)), isPartial));
    return { number, judged: { found, seen } };
  } catch (error) {
    return { number, error: error instanceof Error ? error : new Error(String(error)) };
  }
}
