import { parentPort, workerData } from 'node:worker_threads';
import { type Diagnostic, SpecError } from '../load/diagnostic.js';
import { Source } from '../load/source.js';
import { lint } from './lint.js';

const findings: Diagnostic[] = [];
for (const file of workerData as string[]) {
  try {
    findings.push(...(await lint(await Source.load(file))));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
  }
}
parentPort?.postMessage(findings);
