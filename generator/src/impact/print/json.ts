import { IMPACT_KINDS } from '../found.js';
import type { Report } from '../report.js';

/** For programs: everything, with how many there are of each kind. */
export function printJson(report: Report): string {
  const counts = Object.fromEntries(
    IMPACT_KINDS.map((kind) => [kind, report.impacts.filter((one) => one.kind === kind).length]),
  );
  return JSON.stringify({ ...report, counts }, null, 1);
}
