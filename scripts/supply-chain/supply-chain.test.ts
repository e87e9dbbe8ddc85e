import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'locks-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a check on a lock file with one package. */
function check(script: string, entry?: Record<string, unknown>): Promise<{ code: number; text: string }> {
  const lock = join(folder, 'package-lock.json');
  const packages = {
    '': {},
    'packages/own': {},
    'node_modules/own': { link: true },
    'node_modules/a/node_modules/b': entry,
  };
  writeFileSync(lock, JSON.stringify({ lockfileVersion: 3, packages }));
  return new Promise((resolve) => {
    const args = [`scripts/supply-chain/${script}.mjs`, ...(entry ? [lock] : [])];
    execFile(process.execPath, args, { cwd: root, encoding: 'utf8' }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: out + err }),
    );
  });
}

test.each(['licences', 'install-scripts'])('%s of this repository are as they were reviewed', async (script) => {
  expect(await check(script)).toMatchObject({ code: 0, text: expect.stringMatching(/^\[[\w-]+\] [1-9]\d* packages/) });
});

test.each([
  [{ license: 'GPL-3.0-only' }, 'has the licence GPL-3.0-only, which is not allowed for what is shipped'],
  [{ license: 'MPL-2.0' }, 'has the licence MPL-2.0, which is not allowed for what is shipped'],
  [
    { license: 'MIT AND GPL-2.0-only', dev: true },
    'has the licence MIT AND GPL-2.0-only, which is not allowed for tools',
  ],
  [{ license: 'SEE LICENSE IN x' }, 'states "SEE LICENSE IN x", which is no SPDX expression'],
  [{}, 'states no licence'],
])('the licence of %j is refused', async (entry, says) => {
  const { code, text } = await check('licences', { version: '1.0.0', ...entry });
  expect(code).toBe(1);
  expect(text).toContain(`package-lock.json: b@1.0.0 ${says}`);
});

test.each([{ license: 'MPL-2.0', dev: true }, { license: '(GPL-2.0-only OR MIT)' }])(
  'that of %j is fine',
  async (entry) => {
    expect(await check('licences', { version: '1.0.0', ...entry })).toMatchObject({ code: 0 });
  },
);

test('a package that gains an install script is refused, whatever an older version was allowed', async () => {
  const { code, text } = await check('install-scripts', { name: 'msw', version: '99.0.0', hasInstallScript: true });
  expect(code).toBe(1);
  expect(text).toContain('package-lock.json: msw@99.0.0 runs a script when it is installed; read it, then add it');
});
