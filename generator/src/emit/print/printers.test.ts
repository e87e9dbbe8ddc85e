import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Source } from '../../load/source.js';
import { buildApi } from '../../model/build.js';
import { emitApi } from '../emit.js';
import { loadPrinter } from './load-printer.js';

const file = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

test.each([
  'spec/v1/openapi.yaml',
  'spec/v2/openapi.yaml',
  'spec/v3/openapi.yaml',
  'generator/src/lint/fixtures/clean/spec/v9/openapi.yaml',
  'generator/test/petstore-3.0.yaml',
])('%s: every file is the same, whoever prints the types', { timeout: 60_000 }, async (path) => {
  const api = buildApi(await Source.load(file(path)), basename(dirname(path)), file(''));
  const info = { name: 'pets', version: '1.0.0', dependencies: {}, references: [] };
  const [own, theirs] = await Promise.all(
    (['own', 'openapi-typescript'] as const).map(async (printer) =>
      emitApi(api, info, (_, work) => work(), await loadPrinter(printer)),
    ),
  );
  expect(own).toEqual(theirs);
  expect(own?.length).toBeGreaterThan(10);
});
