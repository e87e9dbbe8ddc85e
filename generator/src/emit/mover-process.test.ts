import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { journalOf, prepare } from './journal.js';
import type { MoverProcess as Mover } from './mover-process.js';

/** The build: the process is a file of it. */
const inBuild = (file: string) => new URL(`../../dist/emit/${file}`, import.meta.url);
const { MoverProcess }: { MoverProcess: typeof Mover } = await import(inBuild('mover-process.js').href);
const KILL_AT = new URL('../../test/kill-at.mjs', import.meta.url).href;

/** The folder of a run that is to write `text` to `file` beside it. */
function prepared(home: string, file: string, text: string): string {
  const run = join(home, `run-of-${file}`);
  mkdirSync(run);
  prepare(run, [{ path: file, text }], []);
  return run;
}
const textOf = (home: string, file: string) => readFileSync(join(home, file), 'utf8');

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('moves in one run after another, and says so', async () => {
  const home = folderOf();
  const mover = fork(fileURLToPath(inBuild('mover.js')), [String(process.pid)]);
  for (const file of ['a', 'b']) {
    const run = prepared(home, file, `text of ${file}`);
    mover.send(run);
    expect(await once(mover, 'message')).toEqual([run, undefined]);
    expect(textOf(home, file)).toBe(`text of ${file}`);
    expect(journalOf(run)).toBeUndefined();
  }
  mover.disconnect();
  expect(await once(mover, 'exit')).toEqual([0, null]);
});

test('ends, and touches nothing, where nobody is there to ask it any more', async () => {
  const home = folderOf();
  const run = prepared(home, 'a', 'new');
  const mover = fork(fileURLToPath(inBuild('mover.js')), [String(process.pid)]);
  mover.disconnect();
  expect(await once(mover, 'exit')).toEqual([0, null]);
  expect(existsSync(join(home, 'a'))).toBe(false);
  expect(journalOf(run)).toEqual({ file: join(run, 'journal') });
});

test('one that was killed is followed by another, and how far it came is told by the journal', async () => {
  process.env.NODE_OPTIONS = `--import ${KILL_AT}`;
  process.env.KILL_AT = 'mover:2';
  const mover = new MoverProcess();
  const home = folderOf();
  const first = prepared(home, 'a', 'new');
  await mover.move(first);
  expect(journalOf(first)?.pid).toBeGreaterThan(0);
  delete process.env.KILL_AT;
  const second = prepared(home, 'b', 'new');
  await mover.move(second);
  expect(textOf(home, 'b')).toBe('new');
  expect(journalOf(second)).toBeUndefined();
  mover.end();
});

test('one that is killed while it starts is noticed by who waits for it', async () => {
  process.env.NODE_OPTIONS = `--import ${KILL_AT}`;
  process.env.KILL_AT = 'mover:0';
  const home = folderOf();
  const run = prepared(home, 'a', 'new');
  await new MoverProcess().move(run);
  expect(journalOf(run)).toEqual({ file: join(run, 'journal') });
});
