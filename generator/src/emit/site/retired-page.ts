import type { OldCall, Retirement } from '../../model/types.js';
import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { code, inline } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import type { SiteApi } from './site-api.js';
import { sitePage } from './site-page.js';

/** `migration/v1.md`: the way on from an API that is switched off. */
export function retiredPage(api: SiteApi, retired: Retirement, atlas: Atlas): EmittedFile {
  const page = `migration/${api.name}.md`;
  const { sunset, error, symbols, productTypes, words, calls } = retired;
  const gone = calls.filter(({ to }) => !to.length);
  return sitePage(
    page,
    `From ${api.name} to its successors`,
    `${api.name} was switched off on ${inline(sunset)} and refuses every call with the code ${code(error)}. For each of its calls: what takes its place, and which fields are called otherwise.`,
    '## Symbols',
    'The suffix is gone: the product line is a parameter of its own.',
    table(
      ['Suffix', 'Before', 'Now', 'Product type in v2', 'Category in v3', ''],
      symbols.map(({ suffix, example, symbol, productType, category, note }) => [
        code(suffix),
        code(example),
        symbol ? code(symbol) : '',
        productType ? code(productType) : '',
        category ? code(category) : '',
        note ? inline(note) : '',
      ]),
    ),
    '## Product types',
    table(['Before', 'Now'], pairs(productTypes)),
    '## Words',
    ...Object.entries(words).map(([field, map]) => `### ${code(field)}\n\n${table(['Before', 'Now'], pairs(map))}`),
    '## Calls',
    `${calls.length - gone.length} calls have a successor, ${gone.length} have none. Where a v3 call stands beside, it is for unified accounts and its response has another form.`,
    ...products(calls).map(([product, group]) => `### ${inline(product)}\n\n${callTable(group, page, atlas)}`),
    '## Fields of responses',
    'Fields that are not named are gone.',
    ...calls.flatMap((call) => (call.fields ? [fieldTable(call, call.fields, page, atlas)] : [])),
  );
}

const pairs = (map: Record<string, string>): string[][] =>
  Object.entries(map).map(([before, now]) => [code(before), code(now)]);

/** By the word after `/api/`, in their order. */
function products(calls: OldCall[]): [string, OldCall[]][] {
  const groups = new Map<string, OldCall[]>();
  for (const call of calls) {
    const product = call.from.split('/')[2] ?? 'other';
    groups.set(product, [...(groups.get(product) ?? []), call]);
  }
  return [...groups];
}

function callTable(calls: OldCall[], page: string, atlas: Atlas): string {
  const rows = calls.map(({ from, to, note }) => [
    atlas.inline(code(from), page),
    to.map((key) => atlas.link(key, page)).join(', ') || 'nothing',
    note ? atlas.inline(note, page) : '',
  ]);
  return table(['Before', 'Now', ''], rows);
}

function fieldTable({ from, to }: OldCall, fields: Record<string, string>, page: string, atlas: Atlas): string {
  const [first] = to;
  const head = `### ${code(from)}\n\nIts response against that of ${first ? atlas.link(first, page) : 'nothing'}.`;
  return `${head}\n\n${table(['Before', 'Now'], pairs(fields))}`;
}
