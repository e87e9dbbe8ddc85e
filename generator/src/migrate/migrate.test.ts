import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrated } from '../../test/migrate/project.js';

const BEFORE = join(import.meta.dirname, 'fixtures/before');

test('a project of many forms: what moves, what stays and why, and nothing else', async () => {
  const names = readdirSync(BEFORE);
  const before = Object.fromEntries(names.map((name) => [`src/${name}`, readFileSync(join(BEFORE, name), 'utf8')]));
  const { files, rewritten, listed } = migrated(before);
  for (const name of names) await expect(files[`src/${name}`]).toMatchFileSnapshot(`fixtures/after/${name}`);
  const lines = [
    ...rewritten.map(({ file, line, column, operation, to }) => `${file}:${line}:${column} ${operation} → ${to}`),
    ...listed.map(({ file, line, column, operation, why }) => `${file}:${line}:${column} ${operation} stays: ${why}`),
  ];
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('fixtures/report.txt');
});
