import type {
  ErrorTable,
  Fact,
  FieldRow,
  FieldTable,
  KnownFromRow,
  Markdown,
  OperationPage,
  Sample,
} from '@bitget-spec/contract';
import { code, fence } from '../print/quote/index.js';
import { frontMatter, page, table } from './markdown.js';

/** The page of an operation as Markdown. @param spec what stands for the spec file in the table of facts */
export function operationMarkdown(data: OperationPage, spec: Markdown = code(data.spec)): string {
  const { title, description, key, deprecated, heading, about, facts, errors, responseSample, knownFrom } = data;
  return page(
    frontMatter({ title, description, operation: key, spec: data.spec }, data.spec),
    `# ${heading}`,
    `${code(`${data.method} ${data.path}`)} · ${code(data.call)}`,
    deprecated ? '**Deprecated:** still described, but not to be used in anything new.' : '',
    about,
    factTable([...facts, { name: 'Spec file', value: spec }]),
    '## Request',
    fieldTable(data.request, ['In', 'Type', 'Required']),
    '## Response',
    fieldTable(data.response, ['Type', 'May be']),
    errors && `## Errors\n\n${errorTable(errors)}`,
    `## Samples\n\n${samplesMarkdown(data.samples)}`,
    responseSample && `## Response sample\n\n${sampleMarkdown(responseSample)}`,
    knownFrom && `## Known from\n\n${knownFromTable(knownFrom)}`,
  );
}

/** What a caller should know, a line each. */
export const factTable = (facts: Fact[]): Markdown =>
  table(
    ['Fact', 'Value'],
    facts.map(({ name, value }) => [name, value]),
  );

/** What a column says of a field. A field that is sent says of its type what it may also be. */
const COLUMNS = {
  In: (field: FieldRow) => field.in ?? '',
  Type: ({ type, nullable, empty }: FieldRow) =>
    [type, nullable && 'or `null`', empty && 'or empty'].filter(Boolean).join(' '),
  Required: ({ required }: FieldRow) => (required ? 'yes' : 'no'),
  'May be': ({ required, nullable, empty }: FieldRow) =>
    [!required && 'left out', nullable && '`null`', empty && 'empty'].filter(Boolean).join(', '),
};

/** Fields, and below them what the table does not hold. */
export function fieldTable({ intro, fields, note }: FieldTable, columns: (keyof typeof COLUMNS)[]): Markdown {
  const own = columns.includes('May be');
  const shown = columns.filter((name) => name !== 'In' || fields.some((field) => field.in));
  const cell = (field: FieldRow, name: keyof typeof COLUMNS) =>
    own && name === 'Type' ? field.type : COLUMNS[name](field);
  const rows = fields.map((field) => [
    field.title ? `${code(field.name)} ${field.title}` : code(field.name),
    ...shown.map((name) => cell(field, name)),
    field.text,
  ]);
  return [...intro, rows.length ? table(['Field', ...shown, 'Description'], rows) : '', note]
    .filter(Boolean)
    .join('\n\n');
}

const HEADS = {
  code: ['Code', 'Message of the exchange', 'Meaning', 'What to do'],
  status: ['Status', '', 'Meaning', ''],
};

function errorTable({ by, intro, rows }: ErrorTable): Markdown {
  const cells = rows.map((row) => [
    code(row.code),
    row.message ? code(row.message) : '',
    row.meaning ?? '',
    row.hint ?? '',
  ]);
  const shown = [0, 1, 2, 3].filter((column) => cells.some((row) => row[column]));
  const pick = (row: string[]) => shown.map((column) => row[column] ?? '');
  return [intro, rows.length ? table(pick(HEADS[by]), cells.map(pick)) : ''].filter(Boolean).join('\n\n');
}

const knownFromTable = (rows: KnownFromRow[]): Markdown =>
  table(
    ['Known from', 'Sent', 'Received'],
    rows.map(({ kinds, sent, received }) => [kinds, sent, received]),
  );

/** Samples as tabs of a VitePress code group. */
export function samplesMarkdown(samples: Sample[]): Markdown {
  const tabs = samples.map(sampleMarkdown);
  // The end of a container is looked for in code too.
  const runs = tabs.join('\n').match(/^\s*:{3,}/gm) ?? [];
  const mark = ':'.repeat(Math.max(3, ...runs.map((run) => run.trim().length + 1)));
  return `${mark} code-group\n\n${tabs.join('\n\n')}\n\n${mark}`;
}

export const sampleMarkdown = ({ language, label, code: text }: Sample): Markdown => fence(language, text, label);
