import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { RUN_PREFIX, refuseInterrupted, settled, Turn } from './turn.js';
import { compare } from './write.js';

/** A folder as a run of that process leaves it. */
function leftBy(pid: number, host = hostname()): { home: string; run: string } {
  const home = folderOf();
  const run = join(home, `${RUN_PREFIX}${host}-${pid}-0a1b2c3d`);
  mkdirSync(join(run, 'new'), { recursive: true });
  writeFileSync(join(run, 'new/a'), 'half');
  return { home, run };
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

const soon = (home: string) => Promise.race([Turn.take(home), sleep(300).then(() => undefined)]);

test('what a dead process left is nobody else’s file, and is swept', async () => {
  const { home } = leftBy(await deadPid());
  expect(compare(home, []).strange).toEqual([]);
  expect(() => refuseInterrupted(home)).not.toThrow();
  const turn = await Turn.take(home);
  expect(readdirSync(home)).toHaveLength(1);
  turn.end();
  expect(readdirSync(home)).toEqual([]);
});

test('a run of a living process is waited for, and reported once', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const { home, run } = leftBy(child.pid ?? 0);
  const lines: string[] = [];
  const turn = Turn.take(home, (line) => lines.push(line));
  await expect.poll(() => lines.length).toBe(1);
  await sleep(300);
  expect(existsSync(run)).toBe(true);
  expect(lines).toEqual([`waiting for another run, process ${child.pid}, which works in ${run}`]);
  child.kill('SIGKILL');
  (await turn).end();
  expect(readdirSync(home)).toEqual([]);
});

test('a run of another host, or whose number another process has now, is over after a minute of silence', async () => {
  for (const { home, run } of [leftBy(1, 'elsewhere'), leftBy(process.ppid)]) {
    expect(await soon(home)).toBeUndefined();
    utimesSync(run, Date.now() / 1000 - 61, Date.now() / 1000 - 61);
    await expect.poll(() => existsSync(run)).toBe(false); // the turn that was asked for above comes first
  }
});

test('many in one process take turns', async () => {
  const home = folderOf();
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      const turn = await Turn.take(home);
      most = Math.max(most, ++inside);
      await sleep(5);
      inside--;
      turn.end();
    }),
  );
  expect(most).toBe(1);
  await settled(home, () => {});
});

test('a folder that was made for a run that wrote nothing goes with it', async () => {
  const top = folderOf();
  (await Turn.take(join(top, 'deep/out'))).end();
  expect(readdirSync(top)).toEqual([]);
});
