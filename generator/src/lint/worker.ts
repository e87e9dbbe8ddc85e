import { parentPort } from 'node:worker_threads';
import type { Diagnostic } from '../load/diagnostic.js';
import { Reader } from '../load/reader.js';
import { Source } from '../load/source.js';
import type { Task } from './beside.js';
import { lint } from './lint.js';

parentPort?.once('message', async ({ roots, sources }: Task) => {
  const reader = new Reader(roots);
  const findings: Diagnostic[] = [];
  for (const parts of sources) findings.push(...(await lint(Source.of(parts, reader))));
  parentPort?.postMessage(findings);
});
