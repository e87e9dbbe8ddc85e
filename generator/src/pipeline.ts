import { dirname, join } from 'node:path';
import { emitCatalogue } from './emit/catalogue.js';
import { emitApi, emitPages } from './emit/emit.js';
import type { EmittedFile } from './emit/files.js';
import { loadPrinter } from './emit/print/load-printer.js';
import { within } from './emit/print/quote/index.js';
import { emitSite } from './emit/site/site.js';
import { siteApi } from './emit/site/site-api.js';
import { filesIn } from './emit/write.js';
import { LintThread } from './lint/beside.js';
import { lintModel } from './lint/lint-model.js';
import { type Diagnostic, SpecError } from './load/diagnostic.js';
import { Reader } from './load/reader.js';
import { rootsOf } from './load/root-of.js';
import { Source } from './load/source.js';
import { buildApi } from './model/build.js';
import type { GenerateOptions, Target } from './options.js';
import { packageInfo, versionsOf } from './package-info.js';
import type { Stopwatch } from './stopwatch.js';

/** Everything that a run would write, by folder, and what it read. */
export interface Output {
  folders: Map<string, EmittedFile[]>;
  inputs: string[];
  operations: number;
  /** What the authors of documents that are not ours should know; nothing stops for it. */
  advice: Diagnostic[];
}

/**
 * Load, lint, model, emit. The rules run in a thread of their own once all is loaded: they need the files, not
 * the model, and take about as long as all the rest.
 * @throws SpecError on bad input, with the location of each problem
 */
export async function run(
  { targets, types, lint = true, shared, models = new Map(), cwd = process.cwd() }: GenerateOptions,
  stopwatch: Stopwatch,
): Promise<Output> {
  const output: Output = { folders: new Map(), inputs: [], operations: 0, advice: [] };
  const roots = [...new Set(targets.flatMap(({ input, roots }) => roots ?? rootsOf(input)))];
  const thread = lint ? new LintThread(roots) : undefined;
  const problems: Diagnostic[] = [];
  const reader = new Reader(roots);
  const read: { target: Target; source: Source }[] = [];
  /** Bad input is reported with all that is bad of the others. */
  const attempt = async (step: () => void | Promise<void>) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      problems.push(...error.diagnostics);
    }
  };
  for (const target of targets) {
    await attempt(async () => {
      const source = await stopwatch.time(`${target.name} load`, () => Source.load(target.input, reader));
      output.inputs.push(...source.files);
      read.push({ target, source });
    });
  }
  const findings = thread?.lint(read.map(({ source }) => source));
  for (const { target, source } of read) {
    await attempt(async () => {
      const api = stopwatch.sync(`${target.name} model`, () => buildApi(source, target.name, cwd, target.naming));
      const strict = api.profile.rules === 'strict';
      if (strict) output.inputs.push(...commonFiles(target.input));
      models.set(target.name, api);
      problems.push(...api.advice);
      output.operations += api.operations.length;
      if (lint && strict) problems.push(...stopwatch.sync(`${target.name} rules`, () => lintModel(api, source)));
      const time = stopwatch.part(target.name);
      const printerOf = await loadPrinter(types ?? api.profile.types);
      output.folders.set(
        target.output,
        within(target.output, emitApi(api, packageInfo(target, api, shared?.catalogue), time, printerOf)),
      );
      output.folders.set(target.docs, within(target.docs, emitPages(api, time)));
    });
  }
  const known = (shared?.apis ?? []).flatMap((name) => models.get(name) ?? []);
  if (shared && known.length === shared.apis.length && !problems.some(({ severity }) => severity === 'error')) {
    const { folder, catalogue } = shared;
    output.folders.set(
      folder,
      stopwatch.sync('site', () => within(folder, emitSite(known.map(siteApi)))),
    );
    const errors = known.find((api) => api.errors)?.errors;
    const npm = versionsOf(catalogue, ['@bitget-spec/contract']);
    if (errors) output.folders.set(catalogue, within(catalogue, emitCatalogue(errors, npm)));
  }
  if (findings) problems.push(...(await stopwatch.time('lint', () => findings)));
  const errors = unique(problems.filter(({ severity }) => severity === 'error'));
  if (errors.length) throw new SpecError(errors);
  output.advice = problems;
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
    const location = `${file}:${line}`;
    if (seen.has(`${location}:${column}`) || (rule === 'struct' && seen.has(location))) return false;
    seen.add(`${location}:${column}`);
    if (!rule) seen.add(location);
    return true;
  });
}
