import type { ScalarRow, ScalarsPage } from '@bitget-spec/contract';
import { alternativesOf, byType, type Resolved, resolved } from '../../model/schema/resolved.js';
import type { Api } from '../../model/types.js';
import { constraints } from '../docs/constraints.js';
import { brief, table } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import { baseWords } from '../docs/type-words.js';
import type { EmittedFile } from '../files.js';
import { code, inline, oneLine } from '../print/quote/index.js';
import { sitePage } from './site-page.js';

/** A name that stands for a plain value. */
interface Shared {
  name: string;
  schema: Resolved;
  /** How many places refer to it. */
  uses: Map<string, number>;
}

/** `scalars.md`: the names that fields share, and what they stand for; `scalars.json` is the same as data. */
export function scalarsPage(apis: Api[]): EmittedFile[] {
  const all = [...shared(apis).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const [enums, scalars] = [all.filter(isList), all.filter((one) => !isList(one))];
  const about =
    'Values that mean the same wherever they occur have a name, which is also their TypeScript type, and are described once. Fields that need to say more add it to the description of the name.';
  const page: ScalarsPage = {
    title: 'Shared names',
    description: brief(about),
    about,
    sections: [
      { heading: 'Scalars', rows: scalars.map(rowOf) },
      {
        heading: 'Lists of words',
        intro: 'A request takes these words only; a response may hold new ones.',
        rows: enums.map(rowOf),
      },
    ],
    apis: apis.map(({ name }) => name),
  };
  return [markdown(page), { path: 'scalars.json', text: pageJson(page) }];
}

/** The named types that are plain values. One that is sent and one that is received are the same name to a reader. */
function shared(apis: Api[]): Map<string, Shared> {
  const found = new Map<string, Shared>();
  for (const api of apis) {
    const uses = usesIn(api);
    for (const [key, component] of api.schemas) {
      const schema = resolved(component);
      const { scalar: name = key } = schema;
      if (!isPlain(schema)) continue;
      const before = found.get(name) ?? { name, schema, uses: new Map() };
      before.uses.set(api.name, (before.uses.get(api.name) ?? 0) + (uses.get(key) ?? 0));
      // The form that is sent says more: its list is closed, its text is never empty.
      const better = (isOpen(before.schema) && !isOpen(schema)) || (before.schema.empty && !schema.empty);
      found.set(name, better ? { ...before, schema } : before);
    }
  }
  return found;
}

const isList = ({ schema }: Shared): boolean => schema.kind === 'choice' && !schema.constant;
const isOpen = (schema: Resolved): boolean => schema.kind === 'choice' && schema.open;

const PLAIN = new Set(['text', 'number', 'boolean', 'choice']);
const isPlain = (schema: Resolved): boolean =>
  !alternativesOf(schema).length && byType(schema).every(({ kind }) => PLAIN.has(kind));

function usesIn({ document }: Api): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [, name = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

const rowOf = ({ name, schema, uses }: Shared): ScalarRow => ({
  name: oneLine(name),
  type: inline(baseWords(schema)),
  meaning: inline([schema.description?.trim(), ...constraints(schema, 'request')].filter(Boolean).join(' ')),
  uses: Object.fromEntries(uses),
});

function markdown({ title, about, sections, apis }: ScalarsPage): EmittedFile {
  const tables = sections.map(({ heading, intro, rows }) => {
    const head = ['Name', 'Type', 'Meaning', ...apis.map((api) => `Uses in ${api}`)];
    const cells = rows.map(({ name, type, meaning, uses }) => [
      code(name),
      type,
      meaning,
      ...apis.map((api) => String(uses[api] ?? '')),
    ]);
    return [`## ${heading}`, intro, table(head, cells)].filter(Boolean).join('\n\n');
  });
  return sitePage('scalars.md', title, about, ...tables);
}
