import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const tsc = createRequire(join(ROOT, 'generator/package.json')).resolve('typescript/lib/tsc.js');

const STRICT = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'NodeNext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  verbatimModuleSyntax: true,
};

/** A project that finds the packages of this workspace as it would find installed ones. */
export function projectIn(folder) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  mkdirSync(join(folder, 'node_modules/@bitget-spec'), { recursive: true });
  for (const name of ['client', 'contract'])
    symlinkSync(join(ROOT, 'packages', name), join(folder, 'node_modules/@bitget-spec', name));
  return folder;
}

/** The package of a document, by the command as people run it. */
export const generateIn = (project, document, name) =>
  timed(project, [
    join(ROOT, 'generator/bin/bitget-spec.js'),
    ...['generate', '--input', document, '--output', join(project, name), '--no-cache'],
  ]);

/** The program of its README, beside its sources. */
function addReadme(folder) {
  const [, program = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(folder, 'README.md'), 'utf8')) ?? [];
  writeFileSync(join(folder, 'src/readme.ts'), program.replace(/from '.*'/, "from './index.js'"));
}

/** Compiles it and the program of its README under strict TypeScript, libraries checked. */
export function compileIn(project, name) {
  addReadme(join(project, name));
  const config = join(project, `tsconfig.${name}.json`);
  const compilerOptions = { ...STRICT, rootDir: `${name}/src`, outDir: `${name}/dist` };
  writeFileSync(config, JSON.stringify({ compilerOptions, include: [`${name}/src`] }));
  return timed(project, ['--max-old-space-size=4096', tsc, '-p', config]);
}

function timed(cwd, args) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (status === 0) return { seconds };
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => /error|Error/.test(line));
  return { seconds, problems: [...lines.slice(0, 20), `${lines.length} lines in all, exit code ${status}`] };
}
