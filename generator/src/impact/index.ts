import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Naming } from '../model/names.js';
import { UsageError } from '../options.js';
import { type Analysis, analyse } from './analyse.js';
import { Causes } from './changes/causes.js';
import { readPairs } from './packages/sides.js';
import { configsOf } from './project/config.js';
import { impactOf, type Report } from './report.js';

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
}

/**
 * Says which lines of a project a change of its APIs reaches, by comparing what the compiler makes of them before and after.
 * @throws UsageError where sides or project cannot be read; SpecError on bad descriptions
 */
export async function impact(options: ImpactOptions): Promise<{ report: Report; analyses: Analysis[] }> {
  const { from, to, project, roots = [], naming, packageName } = options;
  const configs = configsOf(project);
  const [first] = configs;
  if (!first) throw new UsageError(`--project ${project} has no files to look into`);
  const home = join(first.folder, '.bitget-spec-impact');
  const texts = configs.flatMap(({ files }) => files.map((file) => readFileSync(file, 'utf8')));
  const isUsed = (name: string) => texts.some((text) => text.includes(`'${name}`) || text.includes(`"${name}`));
  const pairs = await readPairs({ from, to, home, roots, naming, packageName, isUsed });
  const analyses = configs.map((config) => analyse(config, pairs, home));
  const impacts = analyses.flatMap(({ context, found }) => {
    const causes = new Causes(context.declarations, { old: context.old, new: context.now }, pairs);
    return [...found].flatMap(([file, all]) => all.map((one) => impactOf(file, one, causes)));
  });
  const files = new Set(analyses.flatMap((one) => one.files.map(({ fileName }) => fileName))).size;
  return { report: { from, to, project, packages: pairs.map(({ name }) => name), files, impacts }, analyses };
}
