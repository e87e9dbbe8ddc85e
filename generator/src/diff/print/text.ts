import { count } from '../../commands/count.js';
import { effectOf } from '../change.js';
import { countsOf, type Finding, placeOf, type Report } from '../findings.js';
import { LEVELS, type Level } from '../kinds/kind.js';

/** For a terminal: the findings down to a level, the worst first, and how many there are in all. */
export function printText(report: Report, lowest: Level): string {
  const blocks = shownLevels(lowest).flatMap((level) => {
    const found = report.findings.filter(({ change }) => effectOf(change) === level);
    return found.length ? [`${level}\n${found.map(textOf).join('\n')}`] : [];
  });
  const warnings = report.warnings.map((warning) => `ignore file: ${warning}`);
  return [...blocks, ...warnings, summary(report, lowest)].join('\n\n');
}

export const shownLevels = (lowest: Level): Level[] => LEVELS.slice(0, LEVELS.indexOf(lowest) + 1);

function textOf({ change, file, line, also }: Finding): string {
  const code = change.code ? `; on the wire ${change.level}` : '';
  const where = file === undefined ? '' : `${file}:${line}`;
  const others = also.length ? `also in ${count(also.length, 'other place')}, such as ${also[0]}` : '';
  return [
    `  ${placeOf(change)}: ${change.message} [${change.kind}${code}]`,
    change.hint && `      → ${change.hint}`,
    [where, others]
      .filter(Boolean)
      .map((part) => `      ${part}`)
      .join('\n'),
  ]
    .filter(Boolean)
    .join('\n');
}

/** `2 breaking, 1 dangerous, 3 compatible, 4 notes` */
export function summary({ base, head, findings, ignored }: Report, lowest: Level): string {
  const counts = countsOf(findings);
  const hidden = LEVELS.slice(LEVELS.indexOf(lowest) + 1).filter((level) => counts[level]);
  const parts = [
    `${counts.breaking} breaking`,
    `${counts.dangerous} dangerous`,
    `${counts.compatible} compatible`,
    count(counts.note, 'note'),
    ...(ignored.length ? [`${ignored.length} ignored`] : []),
  ];
  const more = hidden.length ? ` (--level ${hidden.at(-1)} lists all)` : '';
  return `${base} → ${head}: ${parts.join(', ')}${more}`;
}
