import { parentPort, workerData } from 'node:worker_threads';
import { BaseResolver } from '@redocly/openapi-core';
import { type Diagnostic, SpecError } from '../load/diagnostic.js';
import { Source } from '../load/source.js';
import { lint } from './lint.js';

const findings: Diagnostic[] = [];
const resolver = new BaseResolver();
for (const file of workerData as string[]) {
  try {
    findings.push(...(await lint(await Source.load(file, resolver))));
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
  }
}
parentPort?.postMessage(findings);
