import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { formatDiagnostic } from '../load/diagnostic.js';
import { lintAll } from './all.js';
import { modelRules } from './model-rules/index.js';
import { rules } from './rules/index.js';
import { socketRules } from './socket-rules/index.js';

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const pages = fileURLToPath(new URL('../../lint-pages/', import.meta.url));
const names = [
  ...Object.keys(rules),
  ...Object.keys(socketRules),
  ...Object.keys(modelRules),
  'evidence-known',
  'examples-validate',
  'safety-list',
].sort();

/** What the command prints for a fixture, paths relative to its `spec/`. */
async function findings(name: string): Promise<string[]> {
  const spec = `${fixtures}${name}/spec`;
  const found = await lintAll(`${spec}/v9/openapi.yaml`, 'v9');
  return found.map((diagnostic) => formatDiagnostic(diagnostic, spec));
}

describe('every rule', () => {
  test('has a fixture', () => {
    expect(readdirSync(fixtures).sort()).toEqual([...names, 'clean'].sort());
  });

  test.each(names)('%s has a page: what, why, a failing example, a mended one', (name) => {
    const page = readFileSync(`${pages}${name}.md`, 'utf8');
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    expect(page.match(/^## .*$/gm)).toEqual(['## Why', '## Fails', '## Passes']);
    expect(page.match(/^```yaml$/gm)?.length).toBeGreaterThanOrEqual(2);
  });

  test.each(names)(
    '%s fires on its fixture, at these locations and with these messages, and nothing else does',
    async (name) => {
      const found = await findings(name);
      expect(found.length).toBeGreaterThan(0);
      for (const line of found) expect(line).toContain(` error [bitget-spec/${name}] `);
      await expect(`${found.join('\n')}\n`).toMatchFileSnapshot(`fixtures/${name}/expected.txt`);
    },
  );
});

test('a description that keeps every rule gives no finding', async () => {
  expect(await findings('clean')).toEqual([]);
});

test.each(['info: {}', 'asyncapi: 2.6.0', '[]'])('sockets that are described by %s are told of', async (text) => {
  const folder = folderOf({
    'openapi.yaml': `openapi: 3.1.0
info: { title: A, version: "1", license: { name: MIT, identifier: MIT } }
servers: [{ url: 'https://a.example.org' }]
x-bitget-spec: { names: url, sockets: ./asyncapi.yaml }
paths: {}
`,
    'asyncapi.yaml': `${text}\n`,
  });
  const found = await lintAll(join(folder, 'openapi.yaml'), 'v9');
  expect(found.map((diagnostic) => formatDiagnostic(diagnostic, folder))).toContain(
    'asyncapi.yaml:1:1 error is no AsyncAPI 3.0 document; start it with `asyncapi: 3.0.0`',
  );
});
