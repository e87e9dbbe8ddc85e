import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { platformSystem } from './system.js';

afterEach(() => void vi.useRealTimers());

it('looks the platform up at each call, so that fake timers work', () => {
  vi.useFakeTimers({ now: 5_000 });
  const run = vi.fn();
  const stopped = vi.fn();
  platformSystem.setTimeout(run, 100);
  platformSystem.clearTimeout(platformSystem.setTimeout(stopped, 100));
  const before = platformSystem.monotonic();
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledOnce();
  expect(stopped).not.toHaveBeenCalled();
  expect(platformSystem.now()).toBe(5_100);
  expect(platformSystem.monotonic() - before).toBe(100);
});

it('has chance that does not repeat', () => {
  const draws = Array.from({ length: 100 }, () => platformSystem.random());
  expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
  expect(new Set(draws).size).toBe(100);
  expect(platformSystem.randomBytes(16)).toHaveLength(16);
  expect(platformSystem.randomBytes(16)).not.toEqual(platformSystem.randomBytes(16));
});

// What the lint must see, one a line, in whichever package.
const ASIDE = `import { setTimeout as wait } from 'node:timers/promises';
export const a = Date.now();
export const b = new Date();
export const c = performance.now();
export const d = Math.random();
export const e = crypto.getRandomValues(new Uint8Array(1));
export const f = crypto.randomUUID();
export const g = AbortSignal.timeout(1);
export const h = setTimeout(wait, 1);
export const i = setInterval(wait, 1);
export const j = setImmediate(wait);
export const k = globalThis.setTimeout(wait, 1);
export const fine = new Date(1);
queueMicrotask(() => fine);
`;

it('nothing else in auth, client and mock asks the platform: the lint sees to it', async () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const there = await mkdtemp(join(tmpdir(), 'lint-'));
  const lines = ASIDE.split('\n').flatMap((text, index) =>
    /^(import|export const [a-z] )/.test(text) ? index + 1 : [],
  );
  try {
    await cp(join(root, 'biome.json'), join(there, 'biome.json'));
    await cp(join(root, '.biome'), join(there, '.biome'), { recursive: true });
    for (const name of ['auth', 'client', 'mock', 'bench']) {
      await mkdir(join(there, `packages/${name}/src`), { recursive: true });
      for (const file of ['aside.ts', 'aside.test.ts'])
        await writeFile(join(there, `packages/${name}/src`, file), ASIDE);
    }
    const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none'];
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/biome'), args, { cwd: there, encoding: 'utf8' });
    const seen = [...stdout.matchAll(/packages\/(\w+)\/src\/([\w.]+),line=(\d+)/g)].map(([, ...at]) => at.join(' '));
    const wanted = ['auth', 'client', 'mock'].flatMap((name) => lines.map((line) => `${name} aside.ts ${line}`));
    expect([...new Set(seen)].sort()).toEqual(wanted.sort());
  } finally {
    await rm(there, { recursive: true });
  }
});
