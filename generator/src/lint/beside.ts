import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../load/diagnostic.js';
import type { Source, SourceParts } from '../load/source.js';

/** Documents as they were read, and the folders that they were read from. */
export interface Task {
  roots: string[];
  sources: SourceParts[];
}

/**
 * A thread that lints documents. It starts at once, so that Redocly is loaded by the time that the documents are; it gets
 * them parsed, since to parse them is a quarter of its work.
 */
export class LintThread {
  private readonly worker = new Worker(new URL('./worker.js', import.meta.url));
  private readonly done = new Promise<Diagnostic[]>((resolve, reject) => {
    this.worker.once('message', resolve);
    this.worker.once('error', reject);
  });

  constructor(private readonly roots: string[]) {
    this.done.catch(() => {}); // for who waits for it; until then a failure is not unhandled
    this.worker.unref(); // a run that ends before there is anything to lint does not wait for it
  }

  /** Lints what was read, once. */
  lint(sources: Source[]): Promise<Diagnostic[]> {
    const task: Task = { roots: this.roots, sources: sources.map((source) => source.parts) };
    this.worker.ref();
    this.worker.postMessage(task);
    return this.done;
  }
}
