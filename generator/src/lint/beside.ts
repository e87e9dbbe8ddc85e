import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../load/diagnostic.js';
import type { Seen } from '../load/disk.js';
import type { SourceParts } from '../load/source.js';
import { ownCode } from '../own-files.js';

/** A description as it was read. */
export interface Task {
  /** The folders that it may be read from. */
  roots: string[];
  source: SourceParts;
  /** It has some of its parts alone (parts.ts): what is judged by the whole is left out. */
  isPartial?: boolean;
}

/** What is wrong with a description, and what the rules read beside it. */
export interface Judged {
  found: Diagnostic[];
  seen: Seen;
}

/** What the thread says of the task of the same number. */
export type Findings = { number: number } & ({ judged: Judged } | { error: Error });

interface Open {
  resolve: (judged: Judged) => void;
  reject: (error: Error) => void;
}

/**
 * A thread that lints descriptions, one after another. It starts at once, so that Redocly is loaded by the time that they
 * are read; it gets them parsed, since to parse them is a quarter of its work. One that dies is followed by another.
 */
export class LintThread {
  private worker: Worker | undefined = this.start();
  private readonly open = new Map<number, Open>();
  private number = 0;

  lint(task: Task): Promise<Judged> {
    const number = this.number++;
    this.worker ??= this.start();
    const judged = new Promise<Judged>((resolve, reject) => this.open.set(number, { resolve, reject }));
    judged.catch(() => {}); // for who waits for it; until then a failure is not unhandled
    this.worker.ref();
    this.worker.postMessage({ number, task });
    return judged;
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const worker = new Worker(ownCode('lint/worker.js'));
    worker.unref(); // a run that ends before there is anything to lint does not wait for it
    worker.on('message', (findings: Findings) => {
      const open = this.open.get(findings.number);
      if ('judged' in findings) open?.resolve(findings.judged);
      else open?.reject(findings.error);
      this.open.delete(findings.number);
      if (!this.open.size) worker.unref();
    });
    const gone = (error: Error) => {
      if (this.worker === worker) this.worker = undefined;
      for (const { reject } of this.open.values()) reject(error);
      this.open.clear();
    };
    worker.on('error', gone);
    worker.on('exit', () => gone(new Error('[bitget-spec] the thread that lints has ended: run it again')));
    return worker;
  }
}
