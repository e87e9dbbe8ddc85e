import type { Timer } from './emit/emit.js';

/** Prints each step with the time it took. */
export class Stopwatch {
  private readonly started = now();

  constructor(private readonly print: (line: string) => void) {}

  async time<T>(name: string, work: () => Promise<T>): Promise<T> {
    const start = now();
    const result = await work();
    this.say(name, start);
    return result;
  }

  sync<T>(name: string, work: () => T): T {
    const start = now();
    const result = work();
    this.say(name, start);
    return result;
  }

  /** A timer whose steps belong to one API. */
  part(api: string): Timer {
    return (name, work) => this.sync(`${api} ${name}`, work);
  }

  /** Time since the start, `1.2 s`. */
  total(): string {
    return seconds(now() - this.started);
  }

  private say(name: string, start: number): void {
    this.print(`${name.padEnd(16)} ${seconds(now() - start).padStart(8)}`);
  }
}

/** In milliseconds. `performance` takes 3 of them to load. */
const now = (): number => Number(process.hrtime.bigint()) / 1e6;

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`);
