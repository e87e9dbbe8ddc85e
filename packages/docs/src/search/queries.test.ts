import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { processorTime } from '../../../../scripts/processor-time.js';
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
  const { hits } = search(query, 4);
  expect(hits[0]?.page, hits.map(({ page, score }) => `${page} ${score.toFixed(1)}`).join('\n')).toBe(expected);
});

test('a misspelt word is said to be none, and all that is found is counted', () => {
  expect(search('set leverge')).toMatchObject({ meant: 'set leverage' });
  expect(search('clientOdi')).toMatchObject({ meant: 'clientOid' });
  expect(search('set leverage')).not.toHaveProperty('meant');
  expect(search('orders')).not.toHaveProperty('meant');
  const { hits, total } = search('clientOid', 24);
  expect(hits).toHaveLength(24);
  expect(total).toBe(search('clientOid', 1000).hits.length);
  expect(total).toBeGreaterThan(24);
  expect(search('qqqqqqq')).toEqual({ hits: [], total: 0 });
});

test('the index stays small and answers at once', () => {
  const size = gzipSync(JSON.stringify(index)).length;
  expect(queries.length).toBeGreaterThanOrEqual(60);
  expect(size).toBeLessThanOrEqual(120_000);
  const start = processorTime();
  for (const [query] of queries) search(query);
  expect((processorTime() - start) / queries.length).toBeLessThan(50);
  console.log(`search index: ${(size / 1000).toFixed(1)} kB gzipped, ${index.calls.length} calls`);
});
