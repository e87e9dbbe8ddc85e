import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
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
