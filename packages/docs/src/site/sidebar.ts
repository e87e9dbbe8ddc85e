import { escapeHtml } from '../highlight/highlight.js';
import type { Page } from './pages.js';
import { htmlOf } from './urls.js';

/** What VitePress calls a sidebar item, as far as it is used here. */
export interface Item {
  /** HTML. */
  text: string;
  link?: string;
  items?: Item[];
}

/**
 * A sidebar for each group of calls, not one for all: its markup stands in every page that has it, and nobody finds
 * anything in a list of 500. Nothing folds: a heading that is a link and a button in one is neither to a screen reader.
 */
export function sidebars(pages: Page[], guides: Item[], reference: Item[]): Record<string, Item[]> {
  const bars: Record<string, Item[]> = { '/guides/': guides };
  for (const { link = '' } of reference.flatMap(({ items }) => items ?? [])) {
    bars[link.replace(/^\/migration\/.*/, '/migration/')] = reference;
  }
  const folders = foldersOf(pages);
  const apis = [...new Set([...folders.keys()].map((folder) => folder.split('/')[0] ?? ''))].sort();
  for (const api of apis) {
    const groups = [...folders.keys()].filter((folder) => folder.startsWith(`${api}/`));
    const products = [...new Set(groups.map((folder) => folder.split('/').slice(0, 2).join('/')))];
    bars[`/${api}/`] = [{ text: `API ${api}`, items: [all(api), ...products.map(groupLink)] }];
    for (const product of products) {
      const own = groups.filter((folder) => folder === product || folder.startsWith(`${product}/`));
      const beside: Item = { text: `API ${api}`, items: [...(own.length > 1 ? own.map(groupLink) : []), all(api)] };
      bars[`/${product}/`] = [...callsOf(folders, product), beside];
      for (const folder of own) bars[`/${folder}/`] = [...callsOf(folders, folder), beside];
    }
  }
  return bars;
}

/** Calls by folder, `v2/mix/order`. */
function foldersOf(pages: Page[]): Map<string, Item[]> {
  const folders = new Map<string, Item[]>();
  for (const { file, operation, title } of pages) {
    if (!operation) continue;
    const folder = file.slice(0, file.lastIndexOf('/'));
    folders.set(folder, [...(folders.get(folder) ?? []), { text: escapeHtml(title), link: `/${htmlOf(file)}` }]);
  }
  return folders;
}

/** `mix.order` */
const nameOf = (folder: string): string => folder.split('/').slice(1).join('.');
const groupLink = (folder: string): Item => ({ text: nameOf(folder), link: `/${folder}/` });
const all = (api: string): Item => ({ text: `All groups of ${api}`, link: `/${api}/` });
const callsOf = (folders: Map<string, Item[]>, folder: string): Item[] => {
  const items = folders.get(folder);
  return items ? [{ text: nameOf(folder), items }] : [];
};
