import { parentPort } from 'node:worker_threads';
import { Reader } from '../load/reader.js';
import { Source } from '../load/source.js';
import type { Findings, Task } from './beside.js';
import { lint } from './lint.js';

let last: Promise<unknown> = Promise.resolve();

parentPort?.on('message', ({ number, task }: { number: number; task: Task }) => {
  last = last.then(async () => {
    const { roots, source, isPartial } = task;
    const findings: Findings = { number, found: await lint(Source.of(source, new Reader(roots)), isPartial) };
    parentPort?.postMessage(findings);
  });
});
