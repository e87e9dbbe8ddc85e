import type { ApiIndex, GroupIndex } from '@bitget-spec/contract';
import { escapeHtml } from '../highlight/highlight.js';
import type { Page } from './pages.js';
import { htmlOf } from './urls.js';

/** What VitePress calls a sidebar item, as far as it is used here. */
export interface Item {
  /** HTML. */
  text: string;
  link?: string;
  /** What stands before the links of its items, said once: all sidebars are part of every page's first load. */
  base?: string;
  items?: Item[];
}

/**
 * A sidebar for each group of calls, not one for all: its markup stands in every page that has it, and nobody finds
 * anything in a list of 500. Below its calls stand the other groups of its section, then all sections, so that each group is
 * two clicks away. Nothing folds: a heading that is a link and a button in one is neither to a screen reader.
 */
export function sidebars(
  apis: Map<string, ApiIndex>,
  pages: Page[],
  guides: Item[],
  reference: Item[],
): Record<string, Item[]> {
  const bars: Record<string, Item[]> = { '/guides/': guides };
  for (const { link = '' } of reference.flatMap(({ items }) => items ?? [])) {
    bars[link.replace(/^\/migration\/.*/, '/migration/')] = reference;
  }
  const known = new Map(pages.map((page) => [page.file, page]));
  for (const [api, { sections }] of apis) Object.assign(bars, barsOf(api, sections, known));
  return bars;
}

function barsOf(api: string, sections: ApiIndex['sections'], known: Map<string, Page>): Record<string, Item[]> {
  const streams = streamsOf(api, known);
  const bySection = sections.map(({ title, groups }) => ({ text: escapeHtml(title), items: groups.map(groupItem) }));
  const others: Item = {
    text: `API ${api}`,
    items: [
      ...bySection.map(({ text, items }): Item => ({ text, link: items[0]?.link ?? '' })),
      ...streams.map(({ text, items }): Item => ({ text, link: items?.[0]?.link ?? '' })),
      { text: `All groups of ${api}`, link: `/${api}/` },
    ],
  };
  const bars: Record<string, Item[]> = { [`/${api}/`]: [...bySection, ...streams] };
  for (const [index, { groups }] of sections.entries()) {
    const own = bySection[index];
    for (const group of groups) {
      const calls = group.operations.flatMap((file) => known.get(file) ?? []);
      const folder = htmlOf(group.page);
      const beside = own && groups.length > 1 ? [own, others] : [others];
      // A folder of folders has no calls, and its section in their place.
      for (const above = folder.split('/').slice(0, -2); above.length > 1; above.pop())
        bars[`/${above.join('/')}/`] ??= beside;
      const items = calls.map((call) => callItem(call, folder));
      bars[`/${folder}`] = [{ text: escapeHtml(group.title), base: `/${folder}`, items }, ...beside];
    }
  }
  if (streams.length) bars[`/${api}/channels/`] = [...streams, others];
  return bars;
}

const groupItem = ({ title, page }: GroupIndex): Item => ({ text: escapeHtml(title), link: `/${htmlOf(page)}` });

const callItem = ({ file, title, operation }: Page, folder: string): Item => ({
  text: `${badge(operation?.method)}${escapeHtml(title)}`,
  link: htmlOf(file).slice(folder.length),
});

const badge = (method = ''): string =>
  method === 'GET' ? '<b>GET</b> ' : `<b class="post">${escapeHtml(method)}</b> `;

/** Pages of streams and of orders over a socket, where an API has them. */
function streamsOf(api: string, known: Map<string, Page>): Item[] {
  const items = [...known.values()]
    .filter(({ file }) => file.startsWith(`${api}/channels/`))
    .map(({ file, title }): Item => ({ text: escapeHtml(title), link: `/${htmlOf(file)}` }));
  return items.length ? [{ text: 'Streams', items }] : [];
}
