// Changes the sources of the mutants' configuration (stryker.config.json) one operator, condition or text at a time, and
// runs the tests that stand beside them: `npm run soak -- mutants`, or with files: `npm run soak -- mutants FILE,FILE`.
// A change that no test notices must stand in mutants.yaml with the reason. Exit code: 0 so it is, 1 it is not.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const REPORT = 'node_modules/.cache/mutants/report.json';
const KNOWN = 'mutants.yaml';

const [files] = process.argv.slice(2);
const { status } = spawnSync('stryker', ['run', ...(files ? ['--mutate', files] : [])], {
  stdio: 'inherit',
  env: { ...process.env, SOAK: '' }, // short counts: what they run for is one change
  shell: process.platform === 'win32',
});
if (status) process.exit(1);

/** @type {Record<string, { source: string, mutants: Mutant[] }>} */
const report = JSON.parse(readFileSync(REPORT, 'utf8')).files;
/** @type {Record<string, { was: string, is: string, why: string, sometimes?: true }[]>} */
const known = parse(readFileSync(KNOWN, 'utf8')) ?? {};

const mutants = Object.entries(report).flatMap(([file, { source, mutants: all }]) =>
  all.map((mutant) => ({ file, ...mutant, was: textAt(source, mutant.location), is: mutant.replacement ?? '' })),
);
const unnoticed = mutants.filter((mutant) => mutant.status === 'Survived' || mutant.status === 'NoCoverage');
const isKnown = (/** @type {{ file: string, was: string, is: string }} */ { file, was, is }) =>
  known[file]?.some((entry) => entry.was === was && entry.is === is);
const unknown = unnoticed.filter((mutant) => !isKnown(mutant));
const stale = Object.entries(known).flatMap(([file, entries]) =>
  report[file]
    ? entries.filter(
        ({ was, is, sometimes }) =>
          !sometimes && !unnoticed.some((m) => m.file === file && m.was === was && m.is === is),
      )
    : [],
);

for (const { file, location, was, is } of unknown)
  console.error(`${file}:${location.start.line}:${location.start.column} ${brief(was)} → ${brief(is)}`);
for (const { was, is } of stale) console.error(`${KNOWN} ${brief(was)} → ${brief(is)} is noticed by now: remove it`);
const killed = mutants.filter((mutant) => mutant.status === 'Killed' || mutant.status === 'Timeout').length;
console.log(
  `[mutants] ${mutants.length} changes, ${killed} noticed, ${unnoticed.length - unknown.length} named in ${KNOWN}, ${unknown.length} to be explained or tested`,
);
if (unknown.length || stale.length) process.exitCode = 1;

/**
 * @typedef {{ status: string, mutatorName: string, replacement?: string, location: Range }} Mutant
 * @typedef {{ start: Position, end: Position }} Range
 * @typedef {{ line: number, column: number }} Position counted from 1
 */

/**
 * @param {string} source
 * @param {Range} range
 */
function textAt(source, { start, end }) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return lines.join('\n');
}

/** @param {string} text */
function brief(text) {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line || 'nothing';
}
