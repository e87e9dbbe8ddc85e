import { join, resolve, sep } from 'node:path';
import { type Advice, adviceSummary } from './advice.js';
import { Cache, type Fresh, NOTHING } from './cache.js';
import type { EmittedFile } from './emit/files.js';
import type { MoverProcess } from './emit/mover-process.js';
import { isQuiet, refuseInterrupted, settled, Turn } from './emit/turn.js';
import { type Changes, compare, generatedIn, MANIFEST, write } from './emit/write.js';
import type { LintThread } from './lint/beside.js';
import { filesOf, isIn, type Seen } from './load/disk.js';
import { isUrl } from './load/remote.js';
import { type KeptSite, Memory, SHARED } from './memory/memory.js';
import type { Settings } from './memory/tool.js';
import { type GenerateOptions, UsageError } from './options.js';
import type { Made, Output } from './pipeline.js';
import type { Stamps } from './stamps.js';
import { Stopwatch } from './stopwatch.js';

export interface Result {
  /** Changes by folder. */
  changes: Map<string, Changes>;
  /** Every file that was read. */
  inputs: string[];
  operations: number;
}

/** What a process keeps from run to run. */
export interface Kept {
  /** What is remembered, by target. @default it is kept on disk */
  memories?: Map<string, Memory>;
  /** Takes what the last run read, by target. */
  seen?: Map<string, Seen>;
  thread?: LintThread;
  /** What is known of files. */
  stamps?: Stamps;
  mover?: MoverProcess;
}

/**
 * The whole way of the data: load, lint, model, emit, write. Nothing is written before all of it worked, and then all or
 * nothing is. Two that write to the same folder take turns.
 * @throws SpecError on bad input, with the location of each problem; UsageError where the output would overwrite files of others;
 *   InterruptedError where a check finds what a killed run left halfway
 */
export async function generate(options: GenerateOptions, kept?: Kept): Promise<Result> {
  const { check = false, print = () => {}, cwd = process.cwd(), targets } = options;
  const home = homeOf(options);
  const stopwatch = new Stopwatch(print);
  const enabled = !kept?.memories && options.cache !== false && !targets.some(({ input }) => isUrl(input));
  const cache = new Cache(settingsOf(options, cwd), enabled);
  const fresh = isQuiet(home) ? cache.fresh() : NOTHING;
  if (fresh.isWhole) {
    cache.stamps.save();
    const { inputs, operations } = totalOf([], fresh, new Map());
    advise(fresh.targets.values(), print);
    print(`up to date: ${operations} operations, ${inputs.length} files read in ${stopwatch.total()}`);
    return { changes: new Map(), inputs, operations };
  }
  if (check) {
    await settled(home, print);
    refuseInterrupted(home);
    return (await work(options, stopwatch, cache, fresh, kept)).result;
  }
  const turn = await Turn.take(home, print);
  const mover = kept?.mover ?? new (await import('./emit/mover-process.js')).MoverProcess();
  try {
    const { output, fresh: unchanged, memories, seen, result } = await work(options, stopwatch, cache, fresh, kept);
    const { changes } = result;
    refuseForeign(changes);
    const plans = partsOf(output).flatMap(({ folders }) =>
      [...folders].map(([folder, files]) => ({
        folder,
        files,
        changes: changes.get(folder) ?? compare(folder, files),
      })),
    );
    await stopwatch.time('write', () => write(plans, turn.folder, mover));
    for (const { name, folders } of partsOf(output))
      for (const [folder, files] of folders) memories.get(name)?.keepFiles(folder, files);
    cache.remember(output, unchanged, memories, seen);
    cache.stamps.save();
    for (const { name } of partsOf(output)) memories.get(name)?.turn();
    return result;
  } finally {
    if (mover !== kept?.mover) mover.end();
    turn.end();
  }
}

/** All but the writing. */
async function work(
  options: GenerateOptions,
  stopwatch: Stopwatch,
  cache: Cache,
  before: Fresh,
  kept: Kept | undefined,
) {
  const sites = new Map<string, KeptSite>();
  for (const [name, { lastSite }] of kept?.memories ?? []) if (lastSite) sites.set(name, lastSite);
  for (const [name, entry] of before.targets) {
    const site = entry.site === undefined ? undefined : cache.site(name, entry);
    if (site) sites.set(name, site);
  }
  const isLost = (name: string) => options.shared !== undefined && !sites.has(name);
  const fresh = { ...before, targets: new Map([...before.targets].filter(([name]) => !isLost(name))) };
  const targets = options.targets.filter(({ name }) => !fresh.targets.has(name));
  // Loaded only when there is work: what is behind them takes longer to start than all of the above.
  const { LintThread } = await import('./lint/beside.js');
  const thread = options.lint === false || !targets.length ? undefined : (kept?.thread ?? new LintThread());
  const { run } = await import('./pipeline.js');
  const memories = kept?.memories ?? new Map<string, Memory>();
  for (const name of [...targets.map(({ name }) => name), SHARED]) {
    const memory = memories.has(name) ? undefined : kept?.memories ? new Memory() : cache.memory(name);
    if (memory) memories.set(name, memory);
    memories.get(name)?.begin();
  }
  const seen = kept?.seen ?? new Map<string, Seen>();
  const stamps = kept?.stamps ?? cache.stamps;
  const output = await run({ ...options, targets }, stopwatch, { memories, sites, thread, seen, stamps }).finally(() =>
    thread === kept?.thread ? undefined : thread?.end(),
  );
  const changes = stopwatch.sync('compare', () => {
    const all = partsOf(output).flatMap(({ name, folders }) =>
      [...folders].map(
        ([folder, files]) => [folder, compare(folder, files, memories.get(name)?.files, stamps)] as const,
      ),
    );
    return new Map(all);
  });
  advise([...fresh.targets.values(), ...output.made], options.print);
  const { inputs, operations } = totalOf(output.made, fresh, seen);
  options.print?.(`${operations} operations, ${summary(changes, fresh)} in ${stopwatch.total()}`);
  return { output, fresh, memories, seen, result: { changes, inputs, operations } };
}

/** What a run made, by the memory that it is kept in. */
const partsOf = ({ made, shared }: Output): { name: string; folders: Map<string, EmittedFile[]> }[] => [
  ...made.map(({ target, folders }) => ({ name: target.name, folders })),
  ...(shared ? [{ name: SHARED, folders: shared.folders }] : []),
];

/** Says what the authors of documents that are not ours should know. */
function advise(all: Iterable<{ advice: Advice }>, print?: (line: string) => void): void {
  const summary = adviceSummary([...all].map(({ advice }) => advice));
  if (summary) print?.(summary);
}

/** What was read in this run, and before for what is fresh. */
function totalOf(
  made: Made[],
  { targets }: Fresh,
  seen: ReadonlyMap<string, Seen>,
): Pick<Result, 'inputs' | 'operations'> {
  const read = made.flatMap(({ target: { name }, folders }) =>
    filesOf(seen.get(name) ?? new Map()).filter((file) => ![...folders.keys()].some((folder) => isIn(folder, file))),
  );
  const fresh = [...targets.values()];
  return {
    inputs: [...new Set([...read, ...fresh.flatMap((one) => filesOf(one.seen))])],
    operations: [...made, ...fresh].reduce((sum, one) => sum + one.operations, 0),
  };
}

const settingsOf = ({ targets, types, lint = true, shared }: GenerateOptions, cwd: string): Settings => ({
  cwd,
  targets,
  types,
  lint,
  shared,
});

/** The deepest folder that holds everything that is written: what is not yet in lies there. */
function homeOf({ targets, shared }: GenerateOptions): string {
  const folders = [
    ...targets.flatMap(({ output, docs }) => [output, docs]),
    ...(shared ? [shared.folder, shared.catalogue] : []),
  ];
  const [first = [], ...rest] = folders.map((folder) => resolve(folder).split(sep));
  const parting = first.findIndex((part, depth) => rest.some((other) => other[depth] !== part));
  return (parting < 0 ? first : first.slice(0, parting)).join(sep) || sep;
}

/** A folder that was never generated may be somebody's project, and a file in one that was may be somebody's: they stay. */
function refuseForeign(changes: Map<string, Changes>): void {
  for (const [folder, { changed, strange }] of changes) {
    const before = generatedIn(folder);
    const others = changed.filter((path) => path !== MANIFEST && !before.has(path));
    const [first] = before.size ? others : [...others, ...strange];
    if (first === undefined) continue;
    throw new UsageError(`${join(folder, first)} is there and was not generated: name another folder, or remove it`);
  }
}

function summary(changes: Map<string, Changes>, { targets }: Fresh): string {
  const all = [...changes.values()];
  const count = (key: 'added' | 'changed' | 'removed') => all.reduce((sum, change) => sum + change[key].length, 0);
  const before = [...targets.values()].reduce((sum, { outputs }) => sum + Object.keys(outputs).length, 0);
  const unchanged = all.reduce((sum, change) => sum + change.unchanged, before);
  return `${count('added')} files added, ${count('changed')} changed, ${count('removed')} removed, ${unchanged} unchanged`;
}
