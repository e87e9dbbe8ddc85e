import { parentPort, workerData } from 'node:worker_threads';
import { type Diagnostic, SpecError } from '../load/diagnostic.js';
import { Reader } from '../load/reader.js';
import { Source } from '../load/source.js';
import type { Task } from './beside.js';
import { lint } from './lint.js';

const findings: Diagnostic[] = [];
const { files, roots }: Task = workerData;
const reader = new Reader(roots);
for (const file of files) {
  try {
    findings.push(...(await lint(await Source.load(file, reader))));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
  }
}
parentPort?.postMessage(findings);
