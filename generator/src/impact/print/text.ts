import { count } from '../../commands/count.js';
import { IMPACT_KINDS } from '../found.js';
import type { FixedReport, Impact, Report } from '../report.js';

/** For a terminal: each line, why, and what to do; then how many there are. */
export const printText = (report: Report): string =>
  [
    ...report.impacts.map(textOf),
    ...(report.fixed?.length ? [report.fixed.map(fixedText).join('\n')] : []),
    ...(report.refused?.length
      ? [report.refused.map(({ file, why }) => `${file}: not mended: ${why}`).join('\n')]
      : []),
    summary(report),
  ].join('\n\n');

/** `src/bot.ts: 3 lines mended; the compiler is content` */
function fixedText({ file, done, errors }: FixedReport): string {
  const [first] = errors;
  const rest = first
    ? `${count(errors.length, 'error')} left, the first in line ${first.line}: TS${first.code}: ${first.message.split('\n')[0]}`
    : 'the compiler is content';
  return `${file}: ${done} mended; ${rest}`;
}

function textOf({ file, line, column, kind, what, hint, because, compiler, silent, fix }: Impact): string {
  const said = compiler
    ? [`TS${compiler.code}: ${compiler.message.split('\n')[0]}`]
    : silent
      ? ['compiles all the same']
      : [];
  const change = because ? [`${because.place}: ${because.message} [${because.kind}]`] : [];
  const mend = hint ? [`→ ${hint}${fix === 'done' ? ' (done)' : fix === 'can' ? ' (--fix does)' : ''}`] : [];
  return [
    `${file}:${line}:${column} ${kind}: ${what}`,
    ...[...said, ...change, ...mend].map((text) => `    ${text}`),
  ].join('\n');
}

/** `v1 → v2, @bitget-spec/v3: 2 break, 1 null, 0 case, 1 field, 0 rename, in 12 files that depend on it` */
function summary({ from, to, packages, files, impacts }: Report): string {
  const counts = IMPACT_KINDS.map((kind) => `${impacts.filter((one) => one.kind === kind).length} ${kind}`);
  return `${from} → ${to}, ${packages.join(', ')}: ${counts.join(', ')}; ${count(files, 'file')} looked into`;
}
