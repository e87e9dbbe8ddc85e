import type { ScalarRow, ScalarsPage } from '@bitget-spec/contract';
import { type JsonObject, textOf } from '../../load/json.js';
import type { Api } from '../../model/types.js';
import { typeOf } from '../../model/walk.js';
import { constraints } from '../docs/constraints.js';
import { brief, table } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import { typeWords } from '../docs/type-words.js';
import { type View, viewOf } from '../docs/view.js';
import type { EmittedFile } from '../files.js';
import { code, inline, oneLine } from '../print/quote/index.js';
import { sitePage } from './site-page.js';

/** A name that stands for a plain value. */
interface Shared {
  name: string;
  view: View;
  api: Api;
  /** How many places refer to it. */
  uses: Map<string, number>;
}

/** `scalars.md`: the names that fields share, and what they stand for; `scalars.json` is the same as data. */
export function scalarsPage(apis: Api[]): EmittedFile[] {
  const all = [...shared(apis).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const [enums, scalars] = [all.filter(({ view }) => view.schema.enum), all.filter(({ view }) => !view.schema.enum)];
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
        intro: 'A request takes these words only; an answer may hold new ones.',
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
    for (const [key] of api.schemas) {
      const view = viewOf({ $ref: `#/components/schemas/${key}` }, api);
      const { name = key, schema, variants } = view;
      if (variants.length || !isPlain(schema)) continue;
      const before = found.get(name) ?? { name, view, api, uses: new Map() };
      before.uses.set(api.name, (before.uses.get(api.name) ?? 0) + (uses.get(key) ?? 0));
      // The form that is sent says more: its list is closed, its text is never empty.
      const better = (before.view.open && !view.open) || (before.view.empty && !view.empty);
      found.set(name, better ? { ...before, view, api } : before);
    }
  }
  return found;
}

const PLAIN = new Set(['string', 'integer', 'number', 'boolean', 'null']);

function isPlain({ type, enum: words }: JsonObject): boolean {
  const types = type === undefined && Array.isArray(words) ? words.map(typeOf) : [type].flat();
  return types.length > 0 && types.every((word) => PLAIN.has(String(word)));
}

function usesIn({ document }: Api): Map<string, number> {
  const uses = new Map<string, number>();
  for (const [, name = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
    uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
}

const rowOf = ({ name, view, api, uses }: Shared): ScalarRow => ({
  name: oneLine(name),
  type: inline(typeWords({ ...view, name: '' }, api)),
  meaning: inline([textOf(view.schema.description)?.trim(), ...constraints(view, 'request')].filter(Boolean).join(' ')),
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
