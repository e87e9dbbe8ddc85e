import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../load/diagnostic.js';
import type { SourceParts } from '../load/source.js';

/** A description as it was read. */
export interface Task {
  /** The folders that it may be read from. */
  roots: string[];
  source: SourceParts;
  /** It has some of its parts alone (parts.ts): what is judged by the whole is left out. */
  isPartial?: boolean;
}

/** What the thread says of the task of the same number. */
export interface Findings {
  number: number;
  found: Diagnostic[];
}

/**
 * A thread that lints descriptions, one after another. It starts at once, so that Redocly is loaded by the time that they
 * are read; it gets them parsed, since to parse them is a quarter of its work.
 */
export class LintThread {
  private readonly worker = new Worker(new URL('./worker.js', import.meta.url));
  private readonly open = new Map<number, { resolve: (found: Diagnostic[]) => void; reject: (error: Error) => void }>();
  private number = 0;

  constructor() {
    this.worker.unref(); // a run that ends before there is anything to lint does not wait for it
    this.worker.on('message', ({ number, found }: Findings) => {
      this.open.get(number)?.resolve(found);
      this.open.delete(number);
      if (!this.open.size) this.worker.unref();
    });
    this.worker.on('error', (error) => {
      for (const { reject } of this.open.values()) reject(error);
      this.open.clear();
    });
  }

  /** @returns what is wrong with the description */
  lint(task: Task): Promise<Diagnostic[]> {
    const number = this.number++;
    const findings = new Promise<Diagnostic[]>((resolve, reject) => this.open.set(number, { resolve, reject }));
    findings.catch(() => {}); // for who waits for it; until then a failure is not unhandled
    this.worker.ref();
    this.worker.postMessage({ number, task });
    return findings;
  }

  end(): Promise<number> {
    return this.worker.terminate();
  }
}
