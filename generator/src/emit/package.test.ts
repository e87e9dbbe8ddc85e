import { expect, test } from 'vitest';
import { apiOf, OURS, THEIRS } from '../../test/documents.js';
import { emitIndex } from './index-file.js';
import { emitPackage } from './package.js';

const info = {
  name: '@x/pets',
  version: '2.3.4',
  dependencies: { '@bitget-spec/client': '^0.1.0' },
  references: ['../../packages/client'],
};

test('the folder is an npm package with an entry for each purpose', async () => {
  const api = await apiOf(
    `${OURS}paths: { /api/v9/market/tickers: { get: { parameters: [{ name: symbol, in: query, schema: {}, example: BTCUSDT }], responses: {} } } }\n`,
  );
  const files = Object.fromEntries(emitPackage(api, info).map(({ path, text }) => [path, text]));
  const manifest = JSON.parse(files['package.json'] ?? '');
  expect(manifest).toMatchObject({
    name: '@x/pets',
    version: '2.3.4',
    type: 'module',
    dependencies: { '@bitget-spec/client': '^0.1.0' },
  });
  expect(Object.keys(manifest.exports)).toEqual(
    expect.arrayContaining(['.', './types', './operations', './mock', './openapi.json', './package.json']),
  );
  for (const entry of Object.values(manifest.exports)) {
    if (typeof entry === 'object') expect(Object.keys(entry ?? {})).toEqual(['types', 'default']); // `require()` works by `default`
  }
  expect(JSON.parse(files['tsconfig.json'] ?? '').references).toEqual([{ path: '../../packages/client' }]);
  expect(files['README.md']).toContain(
    "const client = createClient();\nconst result = await client.market.tickers({ symbol: 'BTCUSDT' });",
  );
});

test('the README of others names the server', async () => {
  const [, , readme] = emitPackage(
    await apiOf(`${THEIRS}paths: { /pets: { get: { operationId: listPets, responses: {} } } }\n`),
    info,
  );
  expect(readme?.text).toContain(
    "createClient({ baseUrl: 'https://pets.example/v1' });\nconst result = await client.listPets();",
  );
});

test('the door of the package', async () => {
  expect(emitIndex(await apiOf(`${OURS}paths: {}\n`)).text).toContain("export * from '@bitget-spec/client';");
  expect(emitIndex(await apiOf(`${THEIRS}paths: {}\n`)).text).toContain("from '@bitget-spec/client/plain';");
});
