import { count } from '../../commands/count.js';
import { effectOf } from '../change.js';
import { type Finding, placeOf, type Report } from '../findings.js';
import type { Level } from '../kinds/kind.js';
import { shownLevels, summary } from './text.js';

const TITLES: Record<Level, string> = {
  breaking: 'Breaking',
  dangerous: 'Dangerous',
  compatible: 'Compatible',
  note: 'Notes',
};

/** For a pull request: a table for each level. */
export function printMarkdown(report: Report, lowest: Level): string {
  const tables = shownLevels(lowest).flatMap((level) => {
    const found = report.findings.filter(({ change }) => effectOf(change) === level);
    if (!found.length) return [];
    const rows = found.map((finding) => `| ${cellsOf(finding).map(plain).join(' | ')} |`);
    return [`### ${TITLES[level]}\n\n| Where | What | What to do |\n| --- | --- | --- |\n${rows.join('\n')}`];
  });
  const warnings = report.warnings.map((warning) => `- ${plain(warning)}`).join('\n');
  return [
    `**${plain(summary(report, lowest))}**`,
    ...tables,
    ...(warnings ? [`### Ignore file\n\n${warnings}`] : []),
  ].join('\n\n');
}

const cellsOf = ({ change, also }: Finding): string[] => [
  placeOf(change) + (also.length ? `, and ${count(also.length, 'other place')}` : ''),
  change.message,
  change.hint,
];

/** Names and values are data: nothing in them is markup. */
export const plain = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>|#~]/g, String.raw`\$&`).replaceAll(/\s*\n\s*/g, ' ');
