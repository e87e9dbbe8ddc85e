import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { installed, present, run } from './run.js';

const COMPILERS = present([
  { name: 'TypeScript 5.9', path: installed('ts59/bin/tsc') },
  { name: 'TypeScript 7', path: installed('ts7/bin/tsc') },
]);

describe.each(COMPILERS)('types under $name', ({ path }) => {
  test.each([
    ['node16', 'node16', 'typed.mts'],
    ['nodenext', 'nodenext', 'typed.mts'],
    ['nodenext', 'nodenext', 'typed.cts'],
    ['esnext', 'bundler', 'typed.mts'],
    ['esnext', 'bundler', 'page-react.tsx'],
  ])('module %s, resolution %s, %s', (module, resolution, name) => {
    const options = {
      strict: true,
      exactOptionalPropertyTypes: true,
      // React's types of CSS are not ours to check
      skipLibCheck: name.endsWith('.tsx'),
      noEmit: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: ['node'],
      module,
      moduleResolution: resolution,
    };
    writeFileSync(
      join(inject('project'), 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: [name] }),
    );
    expect(run(process.execPath, path, '-p', '.')).toBe('');
  });
});
