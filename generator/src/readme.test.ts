import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { folderOf } from '../test/documents.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const block = (language: string): string =>
  new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``).exec(readme)?.[1] ?? `no block of ${language}`;
const bin = fileURLToPath(new URL('../bin/bitget-spec.js', import.meta.url));
const packages = fileURLToPath(new URL('../../packages/', import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript')), 'tsc.js');
const PET =
  'data:text/javascript,globalThis.fetch = ({ url }) => Response.json({ id: "7", name: "the pet of " + url })';

test('the example generates, compiles and runs', () => {
  const folder = folderOf({ 'pets.yaml': block('yaml'), 'package.json': '{ "type": "module" }' });
  const run = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  run(bin, 'generate', '--input', 'pets.yaml', '--output', 'pets');

  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@bitget-spec'), { recursive: true });
  for (const name of ['client', 'contract']) symlinkSync(join(packages, name), join(modules, '@bitget-spec', name));
  symlinkSync(join(folder, 'pets'), join(modules, 'pets'));
  writeFileSync(join(folder, 'example.ts'), block('ts'));
  const strict = {
    module: 'NodeNext',
    target: 'ES2022',
    lib: ['ES2023', 'DOM'],
    strict: true,
    outDir: 'out',
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: strict, files: ['example.ts'] }));
  run(tsc, '-b', 'pets');
  run(tsc, '-p', '.');

  expect(run('--import', PET, 'out/example.js')).toBe('the pet of https://pets.example/v1/pets/7\n');
});
