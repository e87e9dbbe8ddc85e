import type { ErrorEntry } from '@bitget-spec/contract';
import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { code, inAddress, inline, pageLink } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import { sitePage } from './site-page.js';

const PAGE = 'errors.md';

/** `errors.md`: every business code of every API, by kind. */
export function errorsPage(atlas: Atlas): EmittedFile[] {
  const catalogue = new Map<string, ErrorEntry>();
  for (const api of atlas.apis) for (const [key, error] of api.errors ?? []) catalogue.set(key, error);
  if (!catalogue.size) return [];
  const kinds = [...new Set([...catalogue.values()].map(({ kind }) => kind ?? 'other'))].sort();
  const contents = kinds.map((kind) => pageLink(kind, `#${inAddress(kind)}`)).join(' · ');
  const sections = kinds.map((kind) => {
    const rows = [...catalogue]
      .filter(([, error]) => (error.kind ?? 'other') === kind)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `## ${inline(kind)}\n\n${rows.length} code${rows.length === 1 ? '' : 's'}.\n\n${errorTable(rows, atlas)}`;
  });
  const about = `Every business code that the exchange is known to answer with, ${catalogue.size} of them, by what they are about. \`npx bitget-spec find 43012\` looks one up.`;
  return [sitePage(PAGE, 'Error codes', about, contents, ...sections)];
}

const OUTCOMES = {
  taken: 'The request was taken.',
  'not-taken': 'Nothing was done.',
  unknown: 'Whether it was done is unknown.',
};

function errorTable(rows: [string, ErrorEntry][], atlas: Atlas): string {
  return table(
    ['Code', 'Message of the exchange', 'Meaning', 'What to do', 'Products'],
    rows.map(([key, error]) => [
      code(key),
      code(error.message),
      atlas.inline([error.meaning, error.outcome && OUTCOMES[error.outcome]].filter(Boolean).join(' '), PAGE),
      atlas.inline([error.hint, error.retry && 'The same request may be sent again.'].filter(Boolean).join(' '), PAGE),
      inline((error.where ?? []).join(', ')),
    ]),
  );
}
