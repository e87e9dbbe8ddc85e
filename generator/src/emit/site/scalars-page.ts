import type { ScalarRow, ScalarsPage } from '@bitget-spec/contract';
import { brief, table } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import type { EmittedFile } from '../files.js';
import { code } from '../print/quote/index.js';
import type { SharedName } from './shared-names.js';
import type { SiteApi } from './site-api.js';
import { sitePage } from './site-page.js';

/** A name, and how many places refer to it, by API. */
interface Shared {
  best: SharedName;
  uses: Record<string, number>;
}

/** `scalars.md`: the names that fields share, and what they stand for; `scalars.json` is the same as data. */
export function scalarsPage(apis: SiteApi[]): EmittedFile[] {
  const all = [...shared(apis).values()].sort((a, b) => (a.best.name < b.best.name ? -1 : 1));
  const [enums, scalars] = [all.filter(({ best }) => best.list), all.filter(({ best }) => !best.list)];
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

/** One that is sent and one that is received are the same name to a reader. */
function shared(apis: SiteApi[]): Map<string, Shared> {
  const found = new Map<string, Shared>();
  for (const api of apis) {
    for (const one of api.sharedNames) {
      const { best, uses } = found.get(one.name) ?? { best: one, uses: {} };
      // The form that is sent says more: its list is closed, its text is never empty.
      const better = (best.open && !one.open) || (best.empty && !one.empty);
      const all = { ...uses, [api.name]: (uses[api.name] ?? 0) + one.uses };
      found.set(one.name, { best: better ? one : best, uses: all });
    }
  }
  return found;
}

const rowOf = ({ best, uses }: Shared): ScalarRow => ({ ...best.row, uses });

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
