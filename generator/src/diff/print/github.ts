import { effectOf } from '../change.js';
import { type Finding, placeOf, type Report } from '../findings.js';
import type { Level } from '../kinds/kind.js';
import { shownLevels, summary } from './text.js';

const COMMANDS: Record<Level, string> = {
  breaking: 'error',
  dangerous: 'warning',
  compatible: 'notice',
  note: 'notice',
};

/** For a workflow of GitHub: an annotation for each finding, at the line where it is written. */
export function printGithub(report: Report, lowest: Level): string {
  const levels = new Set(shownLevels(lowest));
  const found = report.findings.filter(({ change }) => levels.has(effectOf(change)));
  const warnings = report.warnings.map((warning) => `::warning title=ignore file::${data(warning)}`);
  return [...found.map(annotation), ...warnings, summary(report, lowest)].join('\n');
}

function annotation({ change, file, line }: Finding): string {
  const level = effectOf(change);
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`, `line=${line}`]),
    `title=${property(`${level}: ${change.kind}`)}`,
  ];
  const hint = change.hint && `; ${change.hint}`;
  return `::${COMMANDS[level]} ${properties.join(',')}::${data(`${placeOf(change)}: ${change.message}${hint}`)}`;
}

/** What stands for itself in workflow commands is escaped as GitHub's own toolkit does it. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
