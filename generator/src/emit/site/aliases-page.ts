import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { code } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import { sitePage } from './site-page.js';

const PAGE = 'aliases.md';

/** `aliases.md`: URLs that are in circulation and do not exist, and the ones that are meant. */
export function aliasesPage(atlas: Atlas): EmittedFile[] {
  const aliases = atlas.apis.flatMap((api) => api.aliases);
  if (!aliases.length) return [];
  const rows = aliases.map(({ path, use, why }) => [code(path), atlas.link(use, PAGE), atlas.inline(why, PAGE)]);
  const about =
    'URLs that guides, clients and older texts name and the exchange does not have. It refuses them with 404 and the code `40404`; the mock does so too, and says which one is meant.';
  return [sitePage(PAGE, 'Wrong and outdated paths', about, table(['Path', 'Use instead', 'Why'], rows))];
}
