import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { built, dist, files, KINDS } from './dist.js';

const gz = (file: string): number => gzipSync(readFileSync(dist + file)).length;
const fileOf = (page: string): string => (page === '' || page.endsWith('/') ? `${page}index.html` : page);

/** Everything that a page loads before anybody touches it. */
function firstLoad(page: string): number {
  const text = readFileSync(dist + page, 'utf8');
  const named = [...text.matchAll(/<(?:script|link)[^>]*(?:src|href)="\/([^"]+\.(?:js|css|svg))"/g)].map(
    ([, file = '']) => file,
  );
  const all = new Set([...named, ...named.flatMap(imported)]);
  return gz(page) + [...all].reduce((sum, file) => sum + gz(file), 0);
}

/** Static imports of a script; they are preloaded all the same, or come one after the other. */
const imported = (file: string): string[] =>
  file.endsWith('.js')
    ? [...readFileSync(dist + file, 'utf8').matchAll(/(?:^|[;\n])import(?:[^"'();]*from)?["']\.\/([^"']+)["']/g)].map(
        ([, name = '']) => `${file.slice(0, file.lastIndexOf('/'))}/${name}`.replace(/\/\.\//g, '/'),
      )
    : [];

describe.runIf(built)('sizes', () => {
  const operations = files('.html').filter(
    (file) => /^v\d\/.+\/(?!index\.html)/.test(file) && !file.endsWith('redoc.html'),
  );

  test('every page of a call: at most 40 kB of HTML and 120 kB in all, gzipped', () => {
    expect(operations.length).toBeGreaterThan(500);
    const html = operations.map((file) => gz(file));
    const all = operations.map((file) => firstLoad(file));
    console.log(
      `pages of calls, gzipped: HTML ${(Math.max(...html) / 1000).toFixed(1)} kB at most, ` +
        `first load ${(Math.max(...all) / 1000).toFixed(1)} kB at most`,
    );
    expect(Math.max(...html)).toBeLessThanOrEqual(40_000);
    expect(Math.max(...all)).toBeLessThanOrEqual(120_000);
  });

  test('the other kinds stay reasonable, the catalogue of 1,113 codes included', () => {
    for (const page of Object.values(KINDS)) expect(firstLoad(fileOf(page)), page).toBeLessThanOrEqual(200_000);
  });

  test('the search index is at most 120 kB, gzipped', () => {
    const size = gz('search.json');
    console.log(`search index: ${(size / 1000).toFixed(1)} kB gzipped`);
    expect(size).toBeLessThanOrEqual(120_000);
  });

  test('pages name no other host for anything that is loaded', () => {
    const loaded = /<(?:script|img|iframe|source)[^>]+src="https?:|<link[^>]+href="https?:|url\(["']?https?:|@import/;
    const bad = [...files('.html'), ...files('.css')].filter(
      (file) => !file.endsWith('redoc.html') && loaded.test(readFileSync(dist + file, 'utf8')),
    );
    expect(bad).toEqual([]);
  });
});
