import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type ts from 'typescript';
import type { Naming } from '../model/names.js';
import { UsageError } from '../options.js';
import { type Analysis, analyse } from './analyse.js';
import { Causes } from './changes/causes.js';
import { type FixedFile, fixed } from './fix/fix.js';
import { writeFixed } from './fix/write.js';
import type { Found } from './found.js';
import { readPairs } from './packages/sides.js';
import { configsOf } from './project/config.js';
import { fixedReport, type Impact, impactOf, type Report } from './report.js';

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
}

/**
 * Says which lines of a project a change of its APIs reaches, by comparing what the compiler makes of them before and after.
 * @throws UsageError where sides or project cannot be read; SpecError on bad descriptions
 */
export async function impact(options: ImpactOptions): Promise<{ report: Report; analyses: Analysis[] }> {
  const { from, to, project, roots = [], naming, packageName, fix = false } = options;
  const configs = configsOf(project);
  const [first] = configs;
  if (!first) throw new UsageError(`--project ${project} has no files to look into`);
  const home = join(first.folder, '.bitget-spec-impact');
  const texts = configs.flatMap(({ files }) => files.map((file) => readFileSync(file, 'utf8')));
  const isUsed = (name: string) => texts.some((text) => text.includes(`'${name}`) || text.includes(`"${name}`));
  const pairs = await readPairs({ from, to, home, roots, naming, packageName, isUsed });
  const analyses = configs.map((config) => analyse(config, pairs, home));
  const mended = new Map<string, FixedFile>();
  // A file of two programs is mended once.
  for (const analysis of fix ? analyses : [])
    for (const one of fixed(analysis)) if (!mended.has(one.file.fileName)) mended.set(one.file.fileName, one);
  writeFixed([...mended.values()]);
  const impacts = analyses.flatMap(({ context, found }) => {
    const causes = new Causes(context.declarations, { old: context.old, new: context.plain }, pairs);
    return [...found].flatMap(([file, all]) =>
      all.map(
        (one): Impact => ({ ...impactOf(file, one, causes), ...(isMended(mended, file, one) && { fix: 'done' }) }),
      ),
    );
  });
  const files = new Set(analyses.flatMap((one) => one.files.map(({ fileName }) => fileName))).size;
  const report = { from, to, project, packages: pairs.map(({ name }) => name), files, impacts: unique(impacts) };
  return { report: { ...report, ...(fix && { fixed: [...mended.values()].map(fixedReport) }) }, analyses };
}

const isMended = (mended: ReadonlyMap<string, FixedFile>, { fileName }: ts.SourceFile, found: Found): boolean =>
  mended.get(fileName)?.done.has(found) === true;

/** A file of two programs is reported once. */
function unique(impacts: Impact[]): Impact[] {
  const seen = new Map(impacts.map((one) => [[one.file, one.line, one.column, one.kind, one.what].join('\0'), one]));
  return [...seen.values()].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
