import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A `generate --watch` that runs, and what it says. */
export class Watch {
  /** @param {readonly string[]} command @param {string} cwd */
  constructor([program = '', ...args], cwd) {
    this.child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
    this.said = '';
    this.child.stdout.setEncoding('utf8').on('data', (text) => {
      this.said += text;
    });
  }

  /** Waits for the line after `from` that a pattern fits. @param {RegExp} pattern @param {number} [from] */
  async line(pattern, from = 0) {
    for (;;) {
      const found = this.said
        .slice(from)
        .split('\n')
        .slice(0, -1)
        .find((line) => pattern.test(line));
      if (found !== undefined) return found;
      if (this.child.exitCode !== null) throw new Error(`generate --watch ended:\n${this.said}`);
      await once(this.child.stdout, 'data');
    }
  }

  /** Milliseconds of processor time so far, as in lib/run.mjs; those of processes that it waited for are in it. */
  cpu() {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0) * 10;
    } catch {
      return Number.NaN;
    }
  }

  async end() {
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }
}
