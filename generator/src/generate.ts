import { join, resolve, sep } from 'node:path';
import { Cache } from './cache.js';
import { count } from './commands/count.js';
import { isQuiet, refuseInterrupted, settled, Turn } from './emit/turn.js';
import { type Changes, compare, generatedIn, MANIFEST, write } from './emit/write.js';
import type { Diagnostic } from './load/diagnostic.js';
import { isUrl } from './load/remote.js';
import { type GenerateOptions, UsageError } from './options.js';
import type { Output } from './pipeline.js';
import { Stopwatch } from './stopwatch.js';

export interface Result {
  /** Changes by folder. */
  changes: Map<string, Changes>;
  /** Every file that was read. */
  inputs: string[];
  operations: number;
}

/**
 * The whole way of the data: load, lint, model, emit, write. Nothing is written before all of it worked, and then all or
 * nothing is. Two that write to the same folder take turns.
 * @throws SpecError on bad input, with the location of each problem; UsageError where the output would overwrite files of others;
 *   InterruptedError where a check finds what a killed run left halfway
 */
export async function generate(options: GenerateOptions): Promise<Result> {
  const { check = false, print = () => {}, cwd = process.cwd() } = options;
  const home = homeOf(options);
  const stopwatch = new Stopwatch(print);
  const cache = new Cache(cwd, options.cache !== false && !options.targets.some(({ input }) => isUrl(input)));
  const fresh = isQuiet(home) && cache.upToDate(settingsOf(options));
  if (fresh) {
    print(`up to date: ${fresh.operations} operations, ${fresh.inputs.length} files read in ${stopwatch.total()}`);
    return { changes: new Map(), ...fresh };
  }
  if (check) {
    await settled(home, print);
    refuseInterrupted(home);
    return work(options, stopwatch);
  }
  const turn = await Turn.take(home, print);
  try {
    return await work(options, stopwatch, async ({ folders, inputs, operations }, changes) => {
      refuseForeign(changes);
      const plans = [...folders].map(([folder, files]) => ({
        folder,
        files,
        changes: changes.get(folder) ?? compare(folder, files),
      }));
      await stopwatch.time('write', () => write(plans, turn.folder));
      cache.remember(settingsOf(options), home, inputs, [...folders], operations);
    });
  } finally {
    turn.end();
  }
}

/** All but the writing, which is the caller's. */
async function work(
  options: GenerateOptions,
  stopwatch: Stopwatch,
  finish?: (output: Output, changes: Map<string, Changes>) => Promise<void>,
): Promise<Result> {
  // Loaded only when there is work: the compilers behind it take longer to start than all of the above.
  const { run } = await import('./pipeline.js');
  const output = await run(options, stopwatch);
  const { folders, inputs, operations } = output;
  const changes = stopwatch.sync(
    'compare',
    () => new Map([...folders].map(([folder, files]) => [folder, compare(folder, files)])),
  );
  await finish?.(output, changes);
  if (output.advice.length) options.print?.(adviceSummary(output.advice));
  options.print?.(`${operations} operations, ${summary(changes)} in ${stopwatch.total()}`);
  return { changes, inputs, operations };
}

const settingsOf = ({ targets, types, lint = true, shared }: GenerateOptions) => ({ targets, types, lint, shared });

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

function summary(changes: Map<string, Changes>): string {
  const all = [...changes.values()];
  const count = (key: 'added' | 'changed' | 'removed') => all.reduce((sum, change) => sum + change[key].length, 0);
  const unchanged = all.reduce((sum, change) => sum + change.unchanged, 0);
  return `${count('added')} files added, ${count('changed')} changed, ${count('removed')} removed, ${unchanged} unchanged`;
}

/** `12 warnings (struct 9, description 3); …` */
function adviceSummary(advice: Diagnostic[]): string {
  const counts = new Map<string, number>();
  for (const { rule = 'description' } of advice) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([rule, number]) => `${rule} ${number}`);
  return `${count(advice.length, 'warning')} (${parts.join(', ')}); \`bitget-spec lint FILE\` prints each`;
}
