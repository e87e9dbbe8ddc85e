import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import { type Naming, UsageError } from '../options.js';
import { configsOf } from '../project/config.js';
import { refuseUncommitted } from '../project/git.js';
import { type Analysis, analyse } from './analyse.js';
import { Causes } from './changes/causes.js';
import { fixesOf } from './fix/fix.js';
import { writePlans } from './fix/write.js';
import { type Found, idOf } from './found.js';
import { readPairs } from './packages/sides.js';
import { fixedReport, type Impact, impactOf, type Report } from './report.js';
import { shownPath } from './shown-path.js';

export interface ImpactOptions {
  /** A git revision, a file, a folder, or a package that was generated. */
  from: string;
  to: string;
  /** A folder with a `tsconfig.json` or `jsconfig.json`, or such a file. */
  project: string;
  /** Folders that descriptions may be read from, too. */
  roots?: string[];
  /** How calls of a document that is not ours are named. @default tag */
  naming?: Naming | undefined;
  /** What the project imports, where that is not called after the description. */
  packageName?: string | undefined;
  /** Mend what is certain. @default false */
  fix?: boolean;
  /** Mend files that git has no copy of, too. @default false */
  force?: boolean;
}

/**
 * Says which lines of a project a change of its APIs reaches, by comparing what the compiler makes of them before and after.
 * @throws UsageError where sides or project cannot be read; SpecError on bad descriptions
 */
export async function impact(options: ImpactOptions): Promise<{ report: Report; analyses: Analysis[] }> {
  const { from, to, project, roots = [], naming, packageName, fix = false, force = false } = options;
  const configs = configsOf(project);
  const [first] = configs;
  const home = join(first.folder, '.bitget-spec-impact');
  const texts = configs.flatMap(({ files }) => files.map((file) => readFileSync(file, 'utf8')));
  const isUsed = (name: string) => texts.some((text) => text.includes(`'${name}`) || text.includes(`"${name}`));
  const pairs = await readPairs({ from, to, home, roots, naming, packageName, isUsed });
  const analyses = configs.map((config) => analyse(config, pairs, home));
  if (!analyses.some(({ isUsed }) => isUsed))
    throw new UsageError(
      `nothing in ${project} imports ${pairs.map(({ name }) => name).join(' or ')}: say with --package what it imports`,
    );
  const fixes = fix ? fixesOf(analyses) : undefined;
  if (fixes && !force) refuseUncommitted(fixes.files.keys());
  writePlans([...(fixes?.files.values() ?? [])]);
  const isDone = ({ fileName }: ts.SourceFile, found: Found) =>
    fixes?.files.get(fileName)?.done.has(idOf(found)) === true;
  const impacts = analyses.flatMap(({ context, found }) => {
    const causes = new Causes(context.locations, pairs);
    return [...found].flatMap(([file, all]) =>
      all.map((one): Impact => ({ ...impactOf(file, one, causes), ...(isDone(file, one) && { fix: 'done' }) })),
    );
  });
  const files = new Set(analyses.flatMap((one) => one.files.map(({ fileName }) => fileName))).size;
  const report = { from, to, project, packages: pairs.map(({ name }) => name), files, impacts: unique(impacts) };
  if (!fixes) return { report, analyses };
  const fixed = [...fixes.files.values()].map(fixedReport);
  const refused = fixes.refused.map(({ file, why }) => ({ file: shownPath(file), why }));
  return { report: { ...report, fixed, refused }, analyses };
}

/** A file of two programs is reported once: mended where one of them mends it, else as the one does in which it no longer compiles. */
function unique(impacts: Impact[]): Impact[] {
  const rank = ({ fix, compiler }: Impact) => (fix === 'done' ? 2 : compiler ? 1 : 0);
  const seen = new Map<string, Impact>();
  for (const one of impacts) {
    const id = [one.file, one.line, one.column, one.kind, one.what].join('\0');
    const known = seen.get(id);
    if (!known || rank(one) > rank(known)) seen.set(id, one);
  }
  return [...seen.values()].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
