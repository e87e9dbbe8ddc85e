import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inject, test } from 'vitest';

/** What is installed in this folder. */
export const installed = (path: string) => join(import.meta.dirname, 'node_modules', path);

/** Those that are installed; the others are said to be left out, and stand in the report as skipped. */
export function present<Tool extends { name: string; path: string }>(tools: readonly Tool[]): Tool[] {
  return tools.filter(({ name, path }) => {
    const there = existsSync(path);
    if (there) return true;
    console.log(`[installed] ${name} is left out: there is none at ${path}`);
    test.skip(`${name} is left out`, () => {});
    return false;
  });
}

/** Runs a command in the project and returns what it writes. */
export function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: inject('project'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status ?? error}\n${stdout}${stderr}`);
  return stdout;
}
