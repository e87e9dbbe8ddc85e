import { type ApiKnown, type Known, sumKnown, weakness } from './known.js';
import { type ApiQuality, DESCRIBED, EVIDENCE, sum, type Tally } from './quality.js';

/** The report for a terminal. */
export function printQuality(apis: ApiQuality[]): string {
  const blocks = apis.map(({ name, title, total, known, exceptions }) =>
    [
      `${name}: ${title}`,
      ...lines(total),
      ...(known ? knownLines(known.total) : []),
      line('exceptions, each with a reason', exceptions.length),
    ].join('\n'),
  );
  const known = apis.flatMap(({ known }) => known ?? []);
  const all = sum(apis.map(({ total }) => total));
  const count = apis.reduce((total, { exceptions }) => total + exceptions.length, 0);
  const groups = apis.flatMap(({ name, groups }) =>
    groups.map(({ name: group, tally }) => groupLine(`${name} ${group}`, tally)),
  );
  return [
    ...blocks,
    [
      'Together',
      ...lines(all),
      ...(known.length ? knownLines(sumKnown(known.map(({ total }) => total))) : []),
      line('exceptions, each with a reason', count),
    ].join('\n'),
    ...(known.length ? [weakest(known)] : []),
    [row('group', 'operations', 'fields', 'documented', 'live', 'by scalar', 'unknown limit'), ...groups].join('\n'),
  ].join('\n\n');
}

function lines(tally: Tally): string[] {
  const fields = tally.requestFields + tally.responseFields;
  return [
    line('operations', tally.operations),
    ...EVIDENCE.map((word) => line(`  ${word}`, tally.operationsBy[word], tally.operations)),
    line('  with examples both ways', tally.examples, tally.operations),
    line('  limit unknown', tally.limitUnknown, tally.operations),
    line('  signed, permission unknown', tally.permissionUnknown, tally.operations),
    line('fields', fields),
    ...EVIDENCE.map((word) => line(`  ${word}`, tally.fieldsBy[word], fields)),
    ...DESCRIBED.map((word) => line(`  described by ${word}`, tally.described[word], fields)),
  ];
}

/** Which kinds of source know the fields, the weak spots first. */
const knownLines = ({ fields, by, alone, nobody }: Known): string[] => [
  line('fields by source', fields),
  line('  known from no source', nobody, fields),
  line('  known from one source alone', alone, fields),
  ...Object.entries(by).map(([kind, known]) => line(`  known from ${kind}`, known, fields)),
];

const WEAKEST = 15;

/** The groups in which most fields have no second source. */
function weakest(apis: ApiKnown[]): string {
  const groups = apis.flatMap(({ name, groups }) =>
    groups.map(({ name: group, known }) => ({ name: `${name} ${group}`, known })),
  );
  const rows = groups.sort((a, b) => weakness(b.known) - weakness(a.known)).slice(0, WEAKEST);
  return [
    row('weakest groups', 'fields', 'none', 'one alone', 'of all'),
    ...rows.map(({ name, known }) =>
      row(
        name,
        String(known.fields),
        String(known.nobody),
        String(known.alone),
        percent(known.alone + known.nobody, known.fields),
      ),
    ),
  ].join('\n');
}

const line = (words: string, count: number, of?: number): string =>
  `${`  ${words}`.padEnd(40)}${String(count).padStart(7)}${of ? `  ${percent(count, of).padStart(7)}` : ''}`;

/** `99.4 %`. */
export const percent = (count: number, of: number): string => (of ? `${((100 * count) / of).toFixed(1)} %` : '');

function groupLine(name: string, tally: Tally): string {
  const { requestFields, responseFields, fieldsBy, described, operations, limitUnknown } = tally;
  const all = requestFields + responseFields;
  const documented = fieldsBy['documented and live'] + fieldsBy.documented;
  const live = fieldsBy['documented and live'] + fieldsBy.live;
  return row(
    name,
    String(operations),
    String(all),
    percent(documented, all),
    percent(live, all),
    percent(described.scalar + described['scalar and own words'], all),
    String(limitUnknown),
  );
}

const WIDTHS = [30, 12, 8, 12, 10, 11, 15];
const row = (...cells: string[]): string =>
  cells.map((cell, index) => (index ? cell.padStart(WIDTHS[index] ?? 0) : cell.padEnd(WIDTHS[0] ?? 0))).join('');
