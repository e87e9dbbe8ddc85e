import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bumpsOf } from '../diff/bump/bumps.js';
import { writeChangeset } from '../diff/bump/changesets.js';
import { tooSmall } from '../diff/bump/check.js';
import { effectOf } from '../diff/change.js';
import { findingsOf, type Report } from '../diff/findings.js';
import { applyIgnored, readIgnored } from '../diff/ignore.js';
import { compareSides } from '../diff/index.js';
import { LEVELS } from '../diff/kinds/kind.js';
import { printGithub } from '../diff/print/github.js';
import { printJson } from '../diff/print/json.js';
import { printKinds } from '../diff/print/kinds.js';
import { printMarkdown } from '../diff/print/markdown.js';
import { printText, shownLevels } from '../diff/print/text.js';
import { recordOf } from '../diff/record/record.js';
import { aboutOf, recordName, unreleasedBase, writeRecord } from '../diff/record/write.js';
import { commitOf, fileAt, lastRelease } from '../diff/side/revision.js';
import { readSides } from '../diff/side/side.js';
import { objectOf, textOf } from '../load/json.js';
import { UsageError } from '../options.js';
import { growAtOnce, optimizeLate } from '../short-run.js';

const FORMATS = ['text', 'json', 'markdown', 'github'] as const;
const DESCRIBES = ['client', 'server'] as const;

/** Where a workspace of ours keeps what it ignores. */
const IGNORE_FILE = 'spec/diff-ignore.yaml';

/**
 * `bitget-spec diff BASE [HEAD]`: what has changed for consumers.
 * @returns 0, or 1 where `--fail-on` or `--check` finds what it looks for
 */
export async function runDiff(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'text' },
      level: { type: 'string', default: 'compatible' },
      'fail-on': { type: 'string' },
      ignore: { type: 'string' },
      describes: { type: 'string', default: 'client' },
      root: { type: 'string', multiple: true },
      kinds: { type: 'boolean', default: false },
      changeset: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  growAtOnce();
  optimizeLate(4);
  if (values.kinds) {
    console.log(printKinds());
    return 0;
  }
  const [format, lowest] = [oneOf(FORMATS, values.format, 'format'), oneOf(LEVELS, values.level, 'level')];
  const failOn = values['fail-on'] === undefined ? undefined : oneOf(LEVELS, values['fail-on'], 'fail-on');
  const describes = oneOf(DESCRIBES, values.describes, 'describes');
  const known = values.check || values.record ? lastRelease() : undefined;
  const [from = known ?? (values.record ? unreleasedBase() : undefined), to = '.', ...others] = positionals;
  if (others.length) throw new UsageError('diff compares two sides: name a base and, at most, a head');
  if (from === undefined && values.check) {
    console.log('no release tag is known here (a first release, or a clone without tags): no bump to check');
    return 0;
  }
  if (from === undefined)
    throw new UsageError('say what to compare with: a revision, a file or a folder, as in `bitget-spec diff main`');
  const report = await reportOf(from, to, { describes, roots: values.root ?? [], ignore: values.ignore });
  const bumps = bumpsOf(report.findings);
  if (format === 'json') console.log(printJson(report, bumps));
  else {
    const print = { text: printText, markdown: printMarkdown, github: printGithub }[format];
    console.log(print(report, values.check && format === 'text' ? 'dangerous' : lowest));
    for (const { package: name, version, type, because } of bumps)
      console.log(`${name} ${version}: ${type}, its changes are ${because}`);
  }
  if (values.record) console.error(`wrote ${record(report, from)}`);
  if (values.changeset && bumps.length) console.error(`wrote ${writeChangeset(bumps)}`);
  const small = values.check ? tooSmall(bumps, (bump) => versionIn(fileAt(from, bump.manifest))) : [];
  for (const line of small)
    console.error(`[bitget-spec] ${line}; run \`bitget-spec diff ${from} --changeset\` and read what it writes`);
  const failing = new Set(failOn ? shownLevels(failOn) : []);
  return small.length || report.findings.some(({ change }) => failing.has(effectOf(change))) ? 1 : 0;
}

/** Writes what has changed since a revision, under the name of the release that it belongs to. */
function record(report: Report, from: string): string {
  const base = commitOf(from);
  if (base === undefined)
    throw new UsageError(`${from} is no revision: a record says what has changed since one that stays`);
  const manifest = 'generator/package.json';
  const now = existsSync(manifest) ? readFileSync(manifest, 'utf8') : undefined;
  const name = recordName(versionIn(fileAt(base, manifest)), versionIn(now));
  const about = aboutOf(name);
  const date = new Date().toISOString().slice(0, 10);
  return writeRecord(recordOf(report, { name, base, date, ...(about !== undefined && { about }) }));
}

const versionIn = (manifest: string | undefined): string | undefined =>
  manifest === undefined ? undefined : textOf(objectOf(JSON.parse(manifest)).version);

interface Choices {
  describes: (typeof DESCRIBES)[number];
  roots: string[];
  ignore: string | undefined;
}

async function reportOf(from: string, to: string, { describes, roots, ignore }: Choices): Promise<Report> {
  const [base, head] = await readSides(from, to, { describes, roots });
  const findings = findingsOf(compareSides(base, head), base, head);
  const file = ignore ?? (existsSync(IGNORE_FILE) ? IGNORE_FILE : undefined);
  const entries = file === undefined ? [] : readIgnored(file);
  return {
    base: base.label,
    head: head.label === '.' ? 'working tree' : head.label,
    ...applyIgnored(findings, entries),
  };
}

function oneOf<Word extends string>(words: readonly Word[], value: string, option: string): Word {
  const found = words.find((word) => word === value);
  if (found === undefined) throw new UsageError(`--${option} ${value} is unknown: there are ${words.join(', ')}`);
  return found;
}
