import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { inline, pageLink } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import { sitePage } from './site-page.js';

const PAGES: [string, string][] = [
  ['limits.md', 'How often each call may be made.'],
  ['errors.md', 'Every business code: what it means and what to do.'],
  ['scalars.md', 'The names that fields share, and their words.'],
  ['aliases.md', 'URLs that are in circulation and do not exist.'],
  ['changes/index.md', 'What each release changes for those who use the API.'],
  ['quality.md', 'What is known from which source, and what is contested.'],
];

/** `index.md`: what is where. */
export function indexPage(atlas: Atlas, pages: EmittedFile[]): EmittedFile {
  const titles = new Map(pages.map(({ path, text }) => [path, /^---[\s\S]*?\n---\s+# (.*)$/m.exec(text)?.[1] ?? path]));
  const link = (path: string) => `[${titles.get(path)}](./${path})`;
  const apis = atlas.apis.map((api) => [
    pageLink(api.title, `./${api.name}/index.md`),
    String(api.operations.length),
    inline(api.description),
  ]);
  const migration = [...titles.keys()].filter((path) => /^migration\/([^/]+|[^/]+\/index)\.md$/.test(path));
  return sitePage(
    'index.md',
    'Reference',
    'Every call of the exchange, a page each: its fields, limits, errors, and samples. The address of a page is that of the call.',
    table(['API', 'Calls', 'About'], apis),
    '## Across the APIs',
    table(
      ['Page', 'What for'],
      PAGES.filter(([path]) => titles.has(path)).map(([path, about]) => [link(path), about]),
    ),
    migration.length ? `## From one API to the next\n\n${migration.map((path) => `- ${link(path)}`).join('\n')}` : '',
    '`npx --no bitget-spec find` looks up a URL (right, wrong or old), a call, words, a field or an error code.',
  );
}
