import { existsSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { built, dist, files } from './dist.js';

const hrefs = (text: string): string[] =>
  [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));

const pages = new Map<string, { text: string; ids: Set<string> }>();
const read = (file: string) => {
  const known = pages.get(file);
  if (known) return known;
  const text = readFileSync(dist + file, 'utf8');
  const page = { text, ids: new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id)) };
  pages.set(file, page);
  return page;
};
const isFile = (path: string) => existsSync(dist + path) && statSync(dist + path).isFile();

/** What is wrong with a link, undefined if nothing is. The site is built for `/`. */
function problem(from: string, link: string): string | undefined {
  if (/^(https?:|data:|mailto:)/.test(link)) return undefined;
  const [address = '', hash = ''] = link.split('#');
  const plain = decodeURI(address.split('?')[0] ?? '');
  const path = plain === '' ? from : plain.startsWith('/') ? plain.slice(1) : posix.join(posix.dirname(from), plain);
  const file = path === '' || path.endsWith('/') || path === '.' ? posix.join(path, 'index.html') : path;
  if (!isFile(file)) return `${from}: ${link} leads nowhere`;
  if (hash && file.endsWith('.html') && !read(file).ids.has(decodeURIComponent(hash)))
    return `${from}: ${link} has no such anchor`;
  return undefined;
}

describe.runIf(built)('links', () => {
  test('no link of any page is dead, anchors included', () => {
    const html = files('.html').filter((file) => !file.endsWith('redoc.html'));
    let count = 0;
    const dead = html.flatMap((file) => {
      const links = [...new Set(hrefs(read(file).text))];
      count += links.length;
      return links.flatMap((link) => problem(file, link) ?? []);
    });
    console.log(`${count} links on ${html.length} pages`);
    expect(dead).toEqual([]);
  });

  test('no link of the Markdown pages is dead', () => {
    const dead = files('.md').flatMap((file) => {
      const text = readFileSync(dist + file, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');
      const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
      return [...new Set(links)].flatMap((link) => problem(file, link) ?? []);
    });
    expect(dead).toEqual([]);
  });

  test('a site whose address nobody named says none', () => {
    expect(readFileSync(`${dist}robots.txt`, 'utf8')).toBe('User-agent: *\nAllow: /\n');
    expect(existsSync(`${dist}sitemap.xml`)).toBe(false);
    expect(files('.html').filter((file) => /og:url|localhost:4000/.test(read(file).text))).toEqual([]);
  });

  test('every page leads to the feed of changes, and the feed to pages that are there', () => {
    const lacking = files('.html').filter(
      (file) =>
        !file.endsWith('redoc.html') &&
        !/<link[^>]+application\/atom\+xml[^>]+href="\/changes\.atom"/.test(read(file).text),
    );
    expect(lacking).toEqual([]);
    const feed = readFileSync(`${dist}changes.atom`, 'utf8');
    expect(XMLValidator.validate(feed)).toBe(true);
    const links = [...hrefs(feed), ...hrefs(feed.replaceAll('&amp;', '&').replaceAll('&quot;', '"'))];
    expect(links.length).toBeGreaterThan(5);
    expect(links.flatMap((link) => problem('changes.atom', link) ?? [])).toEqual([]);
    expect(readFileSync(`${dist}llms.txt`, 'utf8')).toContain('(/changes/unreleased.md)');
  });

  test('what llms.txt names is there, and what pages search for', () => {
    const listed = [...readFileSync(`${dist}llms.txt`, 'utf8').matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
    expect(listed.length).toBeGreaterThan(500);
    expect(listed.flatMap((link) => problem('llms.txt', link) ?? [])).toEqual([]);
    const { calls, texts, errors, errorPage } = JSON.parse(readFileSync(`${dist}search.json`, 'utf8'));
    const found = [...calls.map(([, , page]: string[]) => page), ...texts.map(([, page]: string[]) => page)];
    const codes = errors.map(([code]: string[]) => `${errorPage}#${code}`);
    expect([...found, ...codes].flatMap((page) => problem('search.json', `/${page}`) ?? [])).toEqual([]);
  });
});
