import { bodyOf, type Page } from '../site/pages.js';
import { htmlOf } from '../site/urls.js';
import type { CallEntry, SearchIndex, TextEntry } from './types.js';

/** What the site knows beside its pages. */
export interface Extras {
  /** Code and message. */
  errors: [code: string, message: string][];
  /** Wrong path and the key of the call that is meant. */
  aliases: { path: string; use: string[] }[];
  /** Effect by URL, `POST /api/…`. */
  effects: Map<string, string>;
}

const ERROR_PAGE = 'errors.html';

/** The index of all pages: titles, URLs, names of fields, codes, headings of guides. Prose is left out. */
export function buildIndex(pages: Page[], { errors, aliases, effects }: Extras): SearchIndex {
  const fields = new Map<string, number>();
  const id = (name: string): number => {
    const known = fields.get(name) ?? fields.size;
    fields.set(name, known);
    return known;
  };
  const described = pages.filter(({ operation, url }) => operation && url);
  const calls = described.map((page): CallEntry => {
    const names = (heading: string) => namesIn(page, heading).map(id);
    const url = `${page.method} ${page.url}`;
    const effect = effects.get(url)?.[0] ?? 'r';
    return [page.title, url, htmlOf(page.file), effect, names('Request'), names('Answer')];
  });
  const at = new Map(described.map(({ operation }, index) => [operation ?? '', index]));
  return {
    fields: [...fields.keys()],
    calls,
    errors,
    errorPage: ERROR_PAGE,
    texts: pages.filter(({ operation }) => !operation).flatMap(textsOf),
    aliases: aliases.flatMap(({ path, use }) => {
      const call = at.get(use[0] ?? '');
      return call === undefined ? [] : [[path, call] as [string, number]];
    }),
  };
}

/** The first column of the field table below a heading. */
function namesIn({ text }: Page, heading: string): string[] {
  const start = text.indexOf(`\n## ${heading}\n`);
  if (start < 0) return [];
  const end = text.indexOf('\n## ', start + 4);
  const section = text.slice(start, end < 0 ? undefined : end);
  if (!section.includes('| Field |')) return [];
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name ?? '').filter((name) => name !== 'Field');
}

function textsOf(page: Page): TextEntry[] {
  const { file, title, description } = page;
  if (file === 'index.md') return [];
  const html = htmlOf(file);
  const own = title.replace(/ \(v\d\)$/, '');
  if (/^v\d\//.test(file)) return [[own, html, 'group', description.slice(0, 90)]];
  const kind = file.startsWith('guides/') ? 'guide' : 'reference';
  const entry: TextEntry = [own, html, kind, description.slice(0, 120)];
  if (kind === 'reference') return [entry];
  const headings = [...bodyOf(page).matchAll(/^#{2,3} (.*)$/gm)].map(([, words = '']): TextEntry => {
    const plain = words.replaceAll(/[`*]/g, '').replace(/\s*\{#.*$/, '');
    return [plain, `${html}#${slugOf(plain)}`, 'guide', own];
  });
  return [entry, ...headings];
}

/** As VitePress makes anchors of headings. */
export const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036F]/g, '')
    .replaceAll(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
