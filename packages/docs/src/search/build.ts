import type { FieldRow } from '@bitget-spec/contract';
import { bodyOf, type Page } from '../site/pages.js';
import { htmlOf, slugOf } from '../site/urls.js';
import type { CallEntry, SearchIndex, TextEntry } from './types.js';

/** What the site knows beside its pages. */
export interface Extras {
  /** Code and message. */
  errors: [code: string, message: string][];
  /** Wrong path and the key of the call that is meant. */
  aliases: { path: string; use: string[] }[];
}

const ERROR_PAGE = 'errors.html';

/** The index of all pages: titles, URLs, names of fields, codes, headings of guides. Prose is left out. */
export function buildIndex(pages: Page[], { errors, aliases }: Extras): SearchIndex {
  const fields = new Map<string, number>();
  const id = ({ name }: FieldRow): number => {
    const known = fields.get(name) ?? fields.size;
    fields.set(name, known);
    return known;
  };
  const described = pages.flatMap(({ file, operation }) => (operation ? [{ file, operation }] : []));
  const calls = described.map(({ file, operation }): CallEntry => {
    const { title, method, path, effect, request, response } = operation;
    return [
      title,
      `${method} ${path}`,
      htmlOf(file),
      effect.charAt(0),
      request.fields.map(id),
      response.fields.map(id),
    ];
  });
  const at = new Map(described.map(({ operation }, index) => [operation.key, index]));
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
