import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { emitCatalogue } from './emit/catalogue.js';
import { emitApi, emitPages } from './emit/emit.js';
import type { EmittedFile } from './emit/files.js';
import type { Npm } from './emit/npm.js';
import type { PackageInfo } from './emit/package.js';
import { within } from './emit/print/quote/index.js';
import { emitSite } from './emit/site/site.js';
import { filesIn } from './emit/write.js';
import type { GenerateOptions, Target } from './generate.js';
import { lintBeside } from './lint/beside.js';
import { lintModel } from './lint/lint-model.js';
import { type Diagnostic, SpecError } from './load/diagnostic.js';
import { type JsonObject, objectOf, textOf } from './load/json.js';
import { Reader } from './load/reader.js';
import { rootOf } from './load/root-of.js';
import { Source } from './load/source.js';
import { buildApi } from './model/build.js';
import type { Api } from './model/types.js';
import type { Clock } from './progress.js';

/** Everything that a run would write, by folder, and what it read. */
export interface Output {
  folders: Map<string, EmittedFile[]>;
  inputs: string[];
  operations: number;
}

/**
 * Load, lint, model, emit. The rules run in a thread of their own meanwhile: they need the files, not
 * the model, and take about as long as all the rest.
 * @throws SpecError on bad input, with every place
 */
export async function run(
  { targets, lint = true, site, models = new Map(), cwd = process.cwd() }: GenerateOptions,
  clock: Clock,
): Promise<Output> {
  const output: Output = { folders: new Map(), inputs: [], operations: 0 };
  const roots = [...new Set(targets.flatMap(({ input, roots }) => roots ?? rootOf(input)))];
  const findings = lint ? lintBeside({ files: targets.map(({ input }) => input), roots }) : undefined;
  findings?.catch(() => {}); // waited for below; until then a failure is not unhandled
  const problems: Diagnostic[] = [];
  const reader = new Reader(roots);
  for (const target of targets) {
    try {
      const source = await clock.time(`${target.name} load`, () => Source.load(target.input, reader));
      output.inputs.push(...source.files);
      const api = clock.sync(`${target.name} model`, () => buildApi(source, target.name, cwd));
      if (api.ours) output.inputs.push(...commonFiles(target.input));
      models.set(target.name, api);
      output.operations += api.operations.length;
      if (lint && api.ours) problems.push(...clock.sync(`${target.name} rules`, () => lintModel(api, source)));
      const time = clock.part(target.name);
      output.folders.set(
        target.output,
        within(target.output, emitApi(api, packageInfo(target, api, site?.catalogue), time)),
      );
      output.folders.set(target.docs, within(target.docs, emitPages(api, time)));
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      problems.push(...error.diagnostics);
    }
  }
  const known = (site?.apis ?? []).flatMap((name) => models.get(name) ?? []);
  if (site && known.length === site.apis.length && !problems.some(({ severity }) => severity === 'error')) {
    const { folder, catalogue } = site;
    output.folders.set(
      folder,
      clock.sync('site', () => within(folder, emitSite(known))),
    );
    const errors = known.find((api) => api.errors)?.errors;
    const npm = npmOf(catalogue, ['@bitget-spec/contract']);
    if (errors) output.folders.set(catalogue, within(catalogue, emitCatalogue(errors, npm)));
  }
  if (findings) problems.push(...(await clock.time('lint', () => findings)));
  const errors = unique(problems.filter(({ severity }) => severity === 'error'));
  if (errors.length) throw new SpecError(errors);
  return output;
}

/** What rules read beside the description: nothing need refer to it. */
function commonFiles(input: string): string[] {
  const folder = join(dirname(input), '../common');
  return filesIn(folder).map((path) => join(folder, path));
}

/**
 * Both the loader or the model and the rules may stumble over the same thing: what they say by its key, Redocly's
 * `struct` says by its value. The first one found speaks.
 */
function unique(problems: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return problems.filter(({ file, line, column, rule }) => {
    const place = `${file}:${line}`;
    if (seen.has(`${place}:${column}`) || (rule === 'struct' && seen.has(place))) return false;
    seen.add(`${place}:${column}`);
    if (!rule) seen.add(place);
    return true;
  });
}

/** Versions are Changesets' business: what the package says already stays. */
function npmOf(
  folder: string,
  packages: readonly string[],
  catalogue?: string,
): Pick<Npm, 'version' | 'dependencies' | 'references'> {
  const before = manifestIn(folder);
  const own = objectOf(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  // The packages that this generator was built and tested with.
  const usual = { ...objectOf(own.devDependencies), ...objectOf(own.dependencies) };
  const versions = { ...usual, ...objectOf(before.dependencies) };
  return {
    version: textOf(before.version) ?? '0.1.0',
    dependencies: Object.fromEntries(packages.map((name) => [name, textOf(versions[name]) ?? '*'])),
    references: packages.flatMap((name) => referenceTo(name, folder, catalogue)),
  };
}

function manifestIn(folder: string): JsonObject {
  const file = join(folder, 'package.json');
  return objectOf(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
}

/** Inside this workspace a package builds after those that it imports; the catalogue is made by the same run. */
function referenceTo(name: string, folder: string, catalogue: string | undefined): string[] {
  const own = resolve(folder, '../../packages', name.replace('@bitget-spec/', ''));
  const place = name === '@bitget-spec/errors' ? catalogue : existsSync(join(own, 'tsconfig.json')) ? own : undefined;
  return place ? [relative(resolve(folder), place).replaceAll('\\', '/')] : [];
}

function packageInfo({ name, output }: Target, api: Api, catalogue: string | undefined): PackageInfo {
  const packages = ['@bitget-spec/client', '@bitget-spec/contract', ...(api.errors ? ['@bitget-spec/errors'] : [])];
  const npm = npmOf(output, packages, catalogue);
  return {
    ...npm,
    name: textOf(manifestIn(output).name) ?? (api.ours ? `@bitget-spec/${name}` : basename(resolve(output))),
    references: api.ours ? npm.references : [],
  };
}
