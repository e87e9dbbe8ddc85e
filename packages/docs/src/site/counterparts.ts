import { slugOf } from '../search/build.js';
import type { Page } from './pages.js';
import { resolved } from './relative.js';

/** What stands for a call in another API. */
export interface Counterpart {
  /** `v3`. */
  api: string;
  /** Pages of the calls; empty where there is none. */
  pages: string[];
  /** Where it is told what changes, with anchor. */
  told: string;
}

/** By page of a call, from the tables of the migration pages; each pair counts both ways. */
export function counterparts(pages: Page[]): Map<string, Counterpart[]> {
  const known = new Set(pages.map(({ file }) => file));
  const titles = new Map(pages.map(({ file, title }) => [file, title]));
  const found = new Map<string, Counterpart[]>();
  const add = (page: string, counterpart: Counterpart) => {
    const all = found.get(page) ?? [];
    const same = all.find(({ api }) => api === counterpart.api);
    if (same) same.pages.push(...counterpart.pages.filter((other) => !same.pages.includes(other)));
    else found.set(page, [...all, { ...counterpart, pages: [...counterpart.pages] }]);
  };
  for (const page of pages) {
    if (!page.file.startsWith('migration/') || page.file.endsWith('/index.md')) continue;
    const retired = /^migration\/(v\d+)\.md$/.test(page.file);
    for (const row of page.text.matchAll(/^\| (\[?`(?:GET|POST) .*?) \| (.*) \|$/gm)) {
      const [from = [], to = []] = [row[1], row[2]].map((cell) => linksIn(cell ?? '', page.file, known));
      const [old] = from;
      if (!old) continue;
      const told = `${page.file}${retired ? '' : `#${slugOf(titles.get(old) ?? '')}`}`;
      const apis = new Set(to.map(apiOf));
      if (!apis.size && !retired) add(old, { api: apiAfter(page.file), pages: [], told });
      for (const api of apis) add(old, { api, pages: to.filter((target) => apiOf(target) === api), told });
      for (const target of to) add(target, { api: apiOf(old), pages: [old], told });
    }
  }
  return found;
}

const apiOf = (page: string): string => page.slice(0, page.indexOf('/'));
const apiAfter = (page: string): string => /-(v\d+)\//.exec(page)?.[1] ?? '';

const linksIn = (cell: string, from: string, known: Set<string>): string[] =>
  [...cell.matchAll(/\]\(([^)#]+\.md)/g)]
    .map(([, link]) => resolved(from, link ?? ''))
    .filter((page) => known.has(page) && /^v\d+\//.test(page));
