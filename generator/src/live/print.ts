import type { CallResult, PlacedDrift } from './probe.js';

/** What the calls showed, for a terminal: each difference with its place, and what to write there. */
export function printResults(results: CallResult[]): string {
  const blocks = results.flatMap(({ call, unreachable, refused, drifts }) => {
    if (unreachable) return [`${call}\n  no answer: ${unreachable}`];
    if (refused) return [`${call}\n  refused, although the parameters are those of the example: ${refused}`];
    return drifts.length ? [[call, ...drifts.map(driftText)].join('\n')] : [];
  });
  return [...blocks, summary(results)].join('\n\n');
}

function driftText({ path, kind, expected, got, mend, times, ...place }: PlacedDrift): string {
  const often = times > 1 ? ` (${times} times)` : '';
  return [
    `  ${path || 'the whole answer'}: ${kind}${often}`,
    `    expected  ${expected}`,
    `    got       ${got}`,
    `    at        ${placeText(place)}`,
    `    mend      ${mend}`,
  ].join('\n');
}

const placeText = ({ file, line, column }: Pick<PlacedDrift, 'file' | 'line' | 'column'>): string =>
  `${file}:${line}:${column}`;

function summary(results: CallResult[]): string {
  const drifts = results.reduce((sum, result) => sum + result.drifts.length, 0);
  const count = (pick: (result: CallResult) => unknown) => results.filter(pick).length;
  return `${results.length} calls: ${count(fine)} as described, ${drifts} differences in ${count(({ drifts: list }) => list.length)}, ${count(({ refused }) => refused)} refused, ${count(({ unreachable }) => unreachable)} without an answer`;
}

const fine = ({ drifts, refused, unreachable }: CallResult): boolean => !drifts.length && !refused && !unreachable;
