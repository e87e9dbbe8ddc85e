import { type Advice, adviceOf } from './advice.js';
import { digest } from './digest.js';
import { emitCatalogue } from './emit/catalogue.js';
import { emitApi, emitPages } from './emit/emit.js';
import type { EmittedFile } from './emit/files.js';
import { migrateData } from './emit/migrate/migrate-data.js';
import { loadPrinter } from './emit/print/load-printer.js';
import { within } from './emit/print/quote/index.js';
import { emitSite } from './emit/site/site.js';
import { digestedSite, siteApi, undigestedSite } from './emit/site/site-api.js';
import type { LintThread } from './lint/beside.js';
import { judge } from './lint/judge.js';
import { lintModel } from './lint/lint-model.js';
import { unique } from './lint/unique.js';
import { type Diagnostic, SpecError } from './load/diagnostic.js';
import { recorded, type Seen } from './load/disk.js';
import { type Parsed, type Parsing, Reader } from './load/reader.js';
import { rootsOf } from './load/root-of.js';
import { Source } from './load/source.js';
import { type KeptSite, type Memory, SHARED } from './memory/memory.js';
import { readAgain } from './model/again.js';
import { buildModel } from './model/build.js';
import { digestsOf } from './model/digests.js';
import { NO_PIECES, Pieces } from './model/pieces.js';
import { once } from './once.js';
import type { GenerateOptions, SharedOutput, Target } from './options.js';
import { packageInfo, versionsOf } from './package-info.js';
import type { Stamps } from './stamps.js';
import type { Stopwatch } from './stopwatch.js';

/** What became of one description. */
export interface Made {
  target: Target;
  operations: number;
  /** Everything that a run would write, by folder. */
  folders: Map<string, EmittedFile[]>;
  /** What its authors should know, where it is not ours. */
  advice: Advice;
  /** Digest of what the site says of it. */
  site?: string;
}

export interface Output {
  made: Made[];
  /** Of all descriptions together, by folder, and the digest of what the site says of them. */
  shared?: { folders: Map<string, EmittedFile[]>; sites: string };
}

/** What a run need not find out, and who helps it. */
export interface Known {
  /** By the name of the target, and by {@link SHARED} what is of none. */
  memories: ReadonlyMap<string, Memory>;
  /** What the site says of APIs that are up to date. */
  sites: ReadonlyMap<string, KeptSite>;
  /** Lints; undefined for no rules. */
  thread: LintThread | undefined;
  /** Takes what is read, by target: also where the run fails. */
  seen: Map<string, Seen>;
  stamps: Stamps;
}

/**
 * Load, lint, model, emit. The rules run in a thread of their own once all is loaded: they need the files, not
 * the model, and take about as long as all the rest.
 * @throws SpecError on bad input, with the location of each problem
 */
export async function run(
  { targets, types, shared, cwd = process.cwd() }: GenerateOptions,
  stopwatch: Stopwatch,
  { memories, sites, thread, seen, stamps }: Known,
): Promise<Output> {
  const output: Output = { made: [] };
  const roots = [...new Set(targets.flatMap(({ input, roots }) => roots ?? rootsOf(input)))];
  /** What is wrong with each, by its name: bad input is reported with all that is bad of the others. */
  const problems = new Map(targets.map(({ name }) => [name, [] as Diagnostic[]]));
  const tell = (name: string, found: Diagnostic[]) => void problems.get(name)?.push(...found);
  const errors = () => unique([...problems.values()].flat().filter(({ severity }) => severity === 'error'));
  const read: { target: Target; source: Source }[] = [];
  for (const name of [...targets.map(({ name }) => name), SHARED]) seen.set(name, new Map());
  /** What is read meanwhile, is read for the target. */
  const of = <T>(name: string, step: () => T): T => recorded(seen.get(name) ?? new Map(), step);
  const attemptFor = (name: string, step: () => void | Promise<void>) =>
    of(name, async () => {
      try {
        await step();
      } catch (error) {
        if (!(error instanceof SpecError)) throw error;
        tell(name, error.diagnostics);
      }
    });
  const parsedOnce = parsing();
  for (const target of targets) {
    await attemptFor(target.name, async () => {
      const memory = memories.get(target.name);
      const parsed: Parsing = memory
        ? (digest, parse) => memory.parsed(digest, () => parsedOnce(digest, parse))
        : parsedOnce;
      const load = () => Source.load(target.input, new Reader(roots, { parsed, stamps }));
      read.push({ target, source: await stopwatch.time(`${target.name} load`, load) });
    });
  }
  const findings = read.flatMap(({ target: { name }, source }) =>
    thread ? { name, found: of(name, () => judge(source, { roots, thread, memory: memories.get(name), stamps })) } : [],
  );
  for (const { found } of findings) found.catch(() => {}); // it is waited for below
  const said = new Map(sites);
  for (const { target, source } of read) {
    await attemptFor(target.name, async () => {
      const memory = memories.get(target.name);
      const model = stopwatch.sync(
        `${target.name} model`,
        () => (memory?.model && readAgain(memory.model, source)) ?? buildModel(source, target.name, cwd, target.naming),
      );
      if (memory) memory.model = model;
      const { api } = model;
      if (memory) api.digests = stopwatch.sync(`${target.name} digests`, () => digestsOf(api));
      const pieces = memory ? new Pieces(api.digests, memory.piece) : NO_PIECES;
      const strict = api.profile.rules === 'strict';
      tell(target.name, api.advice);
      if (thread && strict)
        tell(
          target.name,
          stopwatch.sync(`${target.name} rules`, () => lintModel(api, source, memory)),
        );
      const time = stopwatch.part(target.name);
      const info = packageInfo(target, api, shared?.catalogue);
      const printerOf = await loadPrinter(types ?? api.profile.types);
      const made: Made = {
        target,
        operations: api.operations.length,
        advice: {},
        folders: new Map([
          [target.output, within(target.output, emitApi(api, info, time, printerOf, pieces))],
          [target.docs, within(target.docs, emitPages(api, time))],
        ]),
      };
      output.made.push(made);
      if (!shared) return;
      const kept = stopwatch.sync(`${target.name} site`, () =>
        (memory ? digestedSite : undigestedSite)(siteApi(api, pieces)),
      );
      memory?.keepSite(kept);
      made.site = kept.digest;
      said.set(target.name, kept);
    });
  }
  const all = (shared?.apis ?? []).flatMap((name) => said.get(name) ?? []);
  if (shared && all.length === shared.apis.length && !errors().length)
    output.shared = stopwatch.sync('site', () => of(SHARED, () => sharedOf(all, shared, memories.get(SHARED))));
  await stopwatch.time('lint', async () => {
    for (const { name, found } of findings) tell(name, await found);
  });
  if (errors().length) throw new SpecError(errors());
  for (const made of output.made) made.advice = adviceOf(problems.get(made.target.name) ?? []);
  return output;
}

/** A text is parsed once, in however many descriptions it stands. */
function parsing(): Parsing {
  const values = new Map<string, Promise<Parsed>>();
  return (digest, parse) => {
    const value = values.get(digest) ?? parse();
    values.set(digest, value);
    return value;
  };
}

/** What is made from all APIs: the pages around theirs, and the catalogue of codes. */
function sharedOf(all: KeptSite[], shared: SharedOutput, memory: Memory | undefined): NonNullable<Output['shared']> {
  const { folder, catalogue } = shared;
  const apis = once(() => all.map(({ api }) => api));
  const sites = digest(...all.map((one) => one.digest));
  const npm = versionsOf(catalogue, ['@bitget-spec/contract']);
  const group = (place: string, key: string, emit: () => EmittedFile[]): [string, EmittedFile[]] => [
    place,
    within(place, memory ? memory.group(place, key, emit) : emit()),
  ];
  const pages = digest(...all.map((one) => one.pages));
  const [, site] = group(folder, pages, () => emitSite(apis()));
  const [, moves] = group(folder, sites, () => migrateData(apis()));
  const folders = new Map([[folder, [...site, ...moves]]]);
  const [, codes] = group(catalogue, digest(sites, JSON.stringify(npm)), () => {
    const errors = apis().find((api) => api.errors)?.errors;
    return errors ? emitCatalogue(new Map(errors), npm) : [];
  });
  if (codes.length) folders.set(catalogue, codes);
  return { folders, sites };
}
