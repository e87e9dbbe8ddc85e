import type { CatalogueRow, ErrorEntry, ErrorsPage } from '@bitget-spec/contract';
import { brief, table } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import type { EmittedFile } from '../files.js';
import { code, inAddress, inline, oneLine, pageLink } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import { sitePage } from './site-page.js';

const PAGE = 'errors.md';

/** `errors.md`: every business code of every API, by kind; `errors.json` is the same as data. */
export function errorsPage(atlas: Atlas): EmittedFile[] {
  const catalogue = new Map<string, ErrorEntry>();
  for (const api of atlas.apis) for (const [key, error] of api.errors ?? []) catalogue.set(key, error);
  if (!catalogue.size) return [];
  const page = pageOf(catalogue, atlas);
  return [markdown(page), { path: 'errors.json', text: pageJson(page) }];
}

function pageOf(catalogue: Map<string, ErrorEntry>, atlas: Atlas): ErrorsPage {
  const kinds = [...new Set([...catalogue.values()].map(({ kind }) => kind ?? 'other'))].sort();
  const about = `Every business code that the exchange is known to respond with, ${catalogue.size} of them, by what they are about. \`npx --no bitget-spec find 43012\` looks one up.`;
  return {
    title: 'Error codes',
    description: brief(about),
    about,
    kinds: kinds.map((kind) => ({
      kind,
      rows: [...catalogue]
        .filter(([, error]) => (error.kind ?? 'other') === kind)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, error]) => rowOf(key, error, atlas)),
    })),
  };
}

const OUTCOMES = {
  taken: 'The request was taken.',
  'not-taken': 'Nothing was done.',
  unknown: 'Whether it was done is unknown.',
};

function rowOf(key: string, error: ErrorEntry, atlas: Atlas): CatalogueRow {
  const text = (...parts: (string | false | undefined)[]) => atlas.inline(parts.filter(Boolean).join(' '), PAGE);
  const meaning = text(error.meaning, error.outcome && OUTCOMES[error.outcome]);
  const hint = text(error.hint, error.retry && 'The same request may be sent again.');
  const where = oneLine((error.where ?? []).join(', '));
  return {
    code: key,
    message: oneLine(error.message),
    ...(meaning && { meaning }),
    ...(hint && { hint }),
    ...(where && { where }),
  };
}

function markdown({ title, about, kinds }: ErrorsPage): EmittedFile {
  const contents = kinds.map(({ kind }) => pageLink(kind, `#${inAddress(kind)}`)).join(' · ');
  const sections = kinds.map(({ kind, rows }) => {
    const cells = rows.map((row) => [
      code(row.code),
      code(row.message ?? ''),
      row.meaning ?? '',
      row.hint ?? '',
      inline(row.where ?? ''),
    ]);
    const list = table(['Code', 'Message of the exchange', 'Meaning', 'What to do', 'Products'], cells);
    return `## ${inline(kind)}\n\n${rows.length} code${rows.length === 1 ? '' : 's'}.\n\n${list}`;
  });
  return sitePage(PAGE, title, about, contents, ...sections);
}
