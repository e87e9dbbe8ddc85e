import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { CALLERS, LIVE, PROGRAMS } from './programs.js';
import { installed, present, run } from './run.js';

const NODES = present([
  { name: 'this Node', path: process.execPath, args: [] },
  { name: 'Node 22', path: installed('node22/bin/node'), args: [] },
  { name: 'Node 24', path: installed('node24/bin/node'), args: [] },
]);
const OTHERS = present([
  { name: 'Deno', path: installed('.bin/deno'), args: ['run', '-A'] },
  { name: 'Bun', path: installed('.bin/bun'), args: ['run'] },
]);

describe.each([...NODES, ...OTHERS])('$name', ({ path, args }) => {
  test('places an order', () => {
    expect(run(path, ...args, 'order.mjs')).toBe('installed\n');
  });

  test('follows a book and an order over sockets', () => {
    expect(run(path, ...args, 'live.mjs')).toBe(`${LIVE}\n`);
  });

  test('shows the function and the line that called in the stack of an error', () => {
    const stacks = run(path, ...args, 'stacks.mjs');
    const lines = PROGRAMS['stacks.mjs'].split('\n');
    for (const [caller, call] of Object.entries(CALLERS)) {
      const line = lines.findIndex((text) => text.includes(call)) + 1;
      expect(stacks).toMatch(new RegExp(`${caller} \\(\\S*stacks\\.mjs:${line}:`));
    }
  });
});

// This Node wrote it.
test.each(NODES.slice(1))('$name generates what is committed', ({ path }) => {
  const root = join(import.meta.dirname, '../../..');
  const args = ['generator/bin/bitget-spec.js', 'generate', '--check', '--no-cache'];
  const { status, stdout, stderr } = spawnSync(path, args, { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toContain('0 files added, 0 changed, 0 removed');
  expect(status).toBe(0);
});

test.each(NODES)('$name places an order with require()', ({ path }) => {
  expect(run(path, '--no-warnings', 'order.cjs')).toBe('installed\n');
});

describe.each(present([{ name: 'workerd', path: installed('miniflare') }]))('$name', () => {
  test.each([
    ['places an order', 'worker.mjs', 'installed'],
    ['follows a book and an order over sockets', 'live-worker.mjs', LIVE],
  ])('%s', async (_, program, expected) => {
    expect(await responseOf(program)).toBe(expected);
  });
});

/** What a worker responds with. */
async function responseOf(program: string): Promise<string> {
  const [{ Miniflare }, { build }] = await Promise.all([import('miniflare'), import('esbuild')]);
  const outfile = join(inject('project'), `site/${program}`);
  await build({
    entryPoints: [join(inject('project'), program)],
    outfile,
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
  });
  const script = readFileSync(outfile, 'utf8');
  const worker = new Miniflare({ modules: true, script, compatibilityDate: '2025-07-01' });
  try {
    const response = await worker.dispatchFetch('http://localhost/');
    return await response.text();
  } finally {
    await worker.dispose();
  }
}
