import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What a consumer pays: TypeScript's own count for one file with this many calls. */
const CALLS = 500;
const MOST = 6_000;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(import.meta.dirname, '../.cost-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A call with the example of its request. */
const callOf = ({ key, request }: { key: string; request?: unknown }) =>
  `export const a${count++} = ${key.replace(':', '.')}(${request === undefined ? '' : JSON.stringify(request)});`;
let count = 0;

const lines = [...v3.operations, ...v2.operations].slice(0, CALLS).map(callOf);
const code = `import { createClient as two } from '@bitget-spec/v2';
import { createClient as three } from '@bitget-spec/v3';
const v2 = two();
const v3 = three();
${lines.join('\n')}
`;

it.each([true, false])('500 calls cost fewer than 6,000 instantiations, skipLibCheck %s', (skipLibCheck) => {
  writeFileSync(join(folder, 'calls.ts'), code);
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: [],
    noEmit: true,
    skipLibCheck,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['calls.ts'] }));
  const { stdout } = spawnSync(process.execPath, [tsc, '--extendedDiagnostics'], { cwd: folder, encoding: 'utf8' });
  expect(stdout).not.toContain('error TS');
  expect(lines).toHaveLength(CALLS);
  const instantiations = Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
  expect(instantiations).toBeGreaterThan(0);
  expect(instantiations).toBeLessThan(MOST);
});
