import type { LocatedDrift } from './compare.js';
import type { CallResult } from './probe.js';
import type { Unreadable } from './recordings.js';
import type { ReplayResult } from './replay.js';

/** What the calls showed, for a terminal: each difference with its location, and what to write there. */
export function printResults(results: CallResult[]): string {
  const blocks = results.flatMap(({ call, unreachable, refused, signed, drifts }) => {
    if (unreachable) return [`${call}\n  no response: ${unreachable}`];
    if (refused && signed) return [`${call}\n  refused: ${refused}`];
    if (refused) return [`${call}\n  refused, although the parameters are those of the example: ${refused}`];
    return driftBlock(call, drifts);
  });
  const recorded = results.filter((result) => result.recorded).length;
  const silent = results.filter(({ unreachable }) => unreachable).length;
  const summary = `${results.length} calls: ${counts(results)}, ${silent} without a response`;
  return [...blocks, recorded ? `${summary}; ${recorded} recorded` : summary].join('\n\n');
}

/** The same of a folder of recordings. */
export function printReplay(results: ReplayResult[], unreadable: Unreadable[]): string {
  const blocks = results.flatMap(({ file, operation, problem, drifts }) =>
    problem ? [`${file}\n  ${problem}`] : driftBlock(`${operation} (${file})`, drifts),
  );
  const broken = unreadable.map(({ file, problem }) => `${file}\n  ${problem}`);
  const none = unreadable.length + results.filter(({ problem }) => problem).length;
  return [...broken, ...blocks, `${results.length} recordings: ${counts(results)}, ${none} unusable`].join('\n\n');
}

const driftBlock = (title: string, drifts: LocatedDrift[]): string[] =>
  drifts.length ? [[title, ...drifts.map(driftText)].join('\n')] : [];

function driftText({ path, kind, expected, got, mend, times, ...location }: LocatedDrift): string {
  const often = times > 1 ? ` (${times} times)` : '';
  return [
    `  ${path || 'the whole response'}: ${kind}${often}`,
    `    expected  ${expected}`,
    `    got       ${got}`,
    `    at        ${location.file}:${location.line}:${location.column}`,
    `    mend      ${mend}`,
  ].join('\n');
}

type Outcome = Pick<CallResult, 'drifts' | 'refused' | 'unreachable'> & Pick<ReplayResult, 'problem'>;

function counts(results: Outcome[]): string {
  const count = (pick: (result: Outcome) => unknown) => results.filter(pick).length;
  const fine = ({ drifts, refused, unreachable, problem }: Outcome) =>
    !drifts.length && !refused && !unreachable && !problem;
  const drifts = results.reduce((sum, result) => sum + result.drifts.length, 0);
  return `${count(fine)} as described, ${drifts} differences in ${count((result) => result.drifts.length)}, ${count((result) => result.refused)} refused`;
}
