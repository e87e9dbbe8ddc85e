import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { errorsByUse, readGenerated } from '../site/generated.js';
import { operationPages } from '../site/operations.js';
import { pagesIn } from '../site/pages.js';
import { buildIndex } from './build.js';
import { createSearch } from './search.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const generated = readGenerated(root);
const folder = `${root}generated/docs`;
const pages = [
  ...operationPages(generated),
  ...pagesIn(folder).filter(({ file }) => file !== 'index.md' && !generated.operations.has(file)),
  ...pagesIn(fileURLToPath(new URL('../../guides/', import.meta.url))).map((page) => ({
    ...page,
    file: `guides/${page.file}`,
  })),
];
const index = buildIndex(pages, { errors: errorsByUse(generated), aliases: generated.aliases });
const search = createSearch(index);

/** One query a line, what is found first after it. */
const queries = readFileSync(new URL('./queries.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.trim() && !line.startsWith('#'))
  .map((line) => line.split(/\s+→\s+/) as [string, string]);

test.each(queries)('%s → %s', (query, expected) => {
  const hits = search(query).slice(0, 4);
  expect(hits[0]?.page, hits.map(({ page, score }) => `${page} ${score.toFixed(1)}`).join('\n')).toBe(expected);
});

test('the index stays small and answers at once', () => {
  const size = gzipSync(JSON.stringify(index)).length;
  expect(queries.length).toBeGreaterThanOrEqual(60);
  expect(size).toBeLessThanOrEqual(120_000);
  const start = performance.now();
  for (const [query] of queries) search(query);
  expect((performance.now() - start) / queries.length).toBeLessThan(50);
  console.log(`search index: ${(size / 1000).toFixed(1)} kB gzipped, ${index.calls.length} calls`);
});
