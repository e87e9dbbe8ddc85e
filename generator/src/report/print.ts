import { type ApiQuality, DESCRIBED, EVIDENCE, sum, type Tally } from './quality.js';

/** The report for a terminal. */
export function printQuality(apis: ApiQuality[]): string {
  const blocks = apis.map(({ name, title, total, exceptions }) =>
    [`${name}: ${title}`, ...lines(total), line('exceptions, each with a reason', exceptions.length)].join('\n'),
  );
  const all = sum(apis.map(({ total }) => total));
  const count = apis.reduce((total, { exceptions }) => total + exceptions.length, 0);
  const groups = apis.flatMap(({ name, groups }) =>
    groups.map(({ name: group, tally }) => groupLine(`${name} ${group}`, tally)),
  );
  return [
    ...blocks,
    ['Together', ...lines(all), line('exceptions, each with a reason', count)].join('\n'),
    [row('group', 'calls', 'fields', 'documented', 'live', 'by scalar', 'unknown limit'), ...groups].join('\n'),
  ].join('\n\n');
}

function lines(tally: Tally): string[] {
  const fields = tally.requestFields + tally.answerFields;
  return [
    line('calls', tally.operations),
    ...EVIDENCE.map((word) => line(`  ${word}`, tally.calls[word], tally.operations)),
    line('  with examples both ways', tally.examples, tally.operations),
    line('  limit unknown', tally.limitUnknown, tally.operations),
    line('  signed, permission unknown', tally.permissionUnknown, tally.operations),
    line('fields', fields),
    ...EVIDENCE.map((word) => line(`  ${word}`, tally.fields[word], fields)),
    ...DESCRIBED.map((word) => line(`  described by ${word}`, tally.described[word], fields)),
  ];
}

const line = (words: string, count: number, of?: number): string =>
  `${`  ${words}`.padEnd(40)}${String(count).padStart(7)}${of ? `  ${percent(count, of).padStart(7)}` : ''}`;

/** `99.4 %`. */
export const percent = (count: number, of: number): string => (of ? `${((100 * count) / of).toFixed(1)} %` : '');

function groupLine(name: string, tally: Tally): string {
  const { requestFields, answerFields, fields, described, operations, limitUnknown } = tally;
  const all = requestFields + answerFields;
  const documented = fields['documented and live'] + fields.documented;
  const live = fields['documented and live'] + fields.live;
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

const WIDTHS = [30, 7, 8, 12, 10, 11, 15];
const row = (...cells: string[]): string =>
  cells.map((cell, index) => (index ? cell.padStart(WIDTHS[index] ?? 0) : cell.padEnd(WIDTHS[0] ?? 0))).join('');
