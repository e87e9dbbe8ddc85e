import type { Bump } from '../bump/bumps.js';
import { effectOf } from '../change.js';
import { countsOf, type Finding, type Report } from '../findings.js';

/** For programs: every finding, whatever its level, with its effect and where it is written. */
export function printJson(report: Report, bumps: Bump[]): string {
  const { base, head, findings, ignored, warnings } = report;
  return JSON.stringify(
    {
      ...{ base, head, counts: countsOf(findings) },
      // What asks for a bump stands among the changes.
      bumps: bumps.map(({ findings: _findings, ...bump }) => bump),
      changes: findings.map(jsonOf),
      ignored: ignored.map(({ finding, reason }) => ({ ...jsonOf(finding), reason })),
      warnings,
    },
    null,
    1,
  );
}

function jsonOf({ change, file, line, also }: Finding) {
  const { base: _base, head: _head, level, code: _code, ...rest } = change;
  return { level: effectOf(change), wire: level, ...rest, ...(file !== undefined && { file, line }), also };
}
