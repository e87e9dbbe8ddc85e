import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ownCode } from '../own-files.js';

const SCRIPT = ownCode('emit/mover.js');

/**
 * The process that moves files in (mover.ts). It starts at once, so that it waits by the time that there are files, and
 * ends with this one, however this one ends. One that dies is followed by another.
 */
export class MoverProcess {
  private child = this.start();
  private done = () => {};

  /**
   * Has it move in what lies ready in the folder of a run. Returns once it is at it no longer: the journal tells whether it
   * was done.
   */
  async move(run: string): Promise<void> {
    this.child ??= this.start();
    const { child } = this;
    if (!child) return;
    await new Promise<void>((resolve) => {
      this.done = resolve;
      // Who does not hear us is killed, for it may be at work still: it is not once it has ended.
      child.send(run, (error) => error && child.kill('SIGKILL'));
    });
  }

  /** Between two moves it has nothing to finish. */
  end(): void {
    this.child?.kill('SIGKILL');
  }

  /** @returns undefined where it is not built, or cannot be started */
  private start(): ChildProcess | undefined {
    if (!existsSync(SCRIPT)) return undefined;
    const child = spawn(process.execPath, [SCRIPT, String(process.pid)], {
      detached: true, // out of reach of what is sent to our process group
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'], // who reads our output to its end has waited for the files
      windowsHide: true,
    });
    child.on('error', () => {}); // it could not be started, or be heard
    child.on('message', () => this.done());
    child.on('exit', () => {
      this.child = undefined;
      this.done();
    });
    return child.pid === undefined ? undefined : child;
  }
}
