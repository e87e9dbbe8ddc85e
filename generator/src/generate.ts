import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { Cache } from './cache.js';
import { isQuiet, refuseInterrupted, settled, Turn } from './emit/turn.js';
import { type Changes, compare, MANIFEST, write } from './emit/write.js';
import type { Api } from './model/types.js';
import type { Output } from './pipeline.js';
import { Clock } from './progress.js';

/** One description and where its package goes. */
export interface Target {
  /** The OpenAPI document. */
  input: string;
  /** Folder of the package. */
  output: string;
  /** Folder of the pages. */
  docs: string;
  /** `v3`. */
  name: string;
  /** Folders that its files may be read from. @default the document's own */
  roots?: string[];
}

export interface GenerateOptions {
  targets: Target[];
  /** Compare only, write nothing. */
  check?: boolean;
  /** Lint first. @default true */
  lint?: boolean;
  /** Skip what is up to date by the cache. @default true */
  cache?: boolean;
  /** Pages and data that belong to no single API, made once the models of all these are known. */
  site?: Site;
  /** Models of runs before, for the site: who watches does one API at a time. */
  models?: Map<string, Api>;
  cwd?: string;
  print?: (line: string) => void;
}

export interface Site {
  /** Folder of the pages; those of each API are below it. */
  folder: string;
  /** Folder of the package of all business codes. */
  catalogue: string;
  /** Names of the targets. */
  apis: string[];
}

export interface Result {
  /** Changes by folder. */
  changes: Map<string, Changes>;
  /** Every file that was read. */
  inputs: string[];
  operations: number;
}

/**
 * The whole way of the data: load, lint, model, emit, write. Nothing is written before all of it worked, and then all or
 * nothing is. Two that write to the same place take turns.
 * @throws SpecError on bad input, with every place; UsageError where the output would overwrite files of others;
 *   InterruptedError where a check finds what a killed run left halfway
 */
export async function generate(options: GenerateOptions): Promise<Result> {
  const { check = false, print = () => {}, cwd = process.cwd() } = options;
  const home = homeOf(options);
  const clock = new Clock(print);
  const cache = new Cache(cwd, options.cache !== false);
  const fresh = isQuiet(home) && cache.upToDate(askedOf(options));
  if (fresh) {
    print(`up to date: ${fresh.operations} operations, ${fresh.inputs.length} files read in ${clock.total()}`);
    return { changes: new Map(), ...fresh };
  }
  if (check) {
    await settled(home, print);
    refuseInterrupted(home);
    return work(options, clock);
  }
  const turn = await Turn.take(home, print);
  try {
    return await work(options, clock, async ({ folders, inputs, operations }, changes) => {
      refuseForeign(changes);
      const plans = [...folders].map(([folder, files]) => ({
        folder,
        files,
        changes: changes.get(folder) ?? compare(folder, files),
      }));
      await clock.time('write', () => write(plans, turn.folder));
      cache.remember(askedOf(options), home, inputs, [...folders], operations);
    });
  } finally {
    turn.end();
  }
}

/** All but the writing, which is the caller's. */
async function work(
  options: GenerateOptions,
  clock: Clock,
  finish?: (output: Output, changes: Map<string, Changes>) => Promise<void>,
): Promise<Result> {
  // Loaded only when there is work: the compilers behind it take longer to start than all of the above.
  const { run } = await import('./pipeline.js');
  const output = await run(options, clock);
  const { folders, inputs, operations } = output;
  const changes = clock.sync(
    'compare',
    () => new Map([...folders].map(([folder, files]) => [folder, compare(folder, files)])),
  );
  await finish?.(output, changes);
  options.print?.(`${operations} operations, ${summary(changes)} in ${clock.total()}`);
  return { changes, inputs, operations };
}

const askedOf = ({ targets, lint = true, site }: GenerateOptions) => ({ targets, lint, site });

/** The deepest folder that holds everything that is written: what is not yet in lies there. */
function homeOf({ targets, site }: GenerateOptions): string {
  const folders = [
    ...targets.flatMap(({ output, docs }) => [output, docs]),
    ...(site ? [site.folder, site.catalogue] : []),
  ];
  const [first = [], ...rest] = folders.map((folder) => resolve(folder).split(sep));
  const shared = first.findIndex((part, depth) => rest.some((other) => other[depth] !== part));
  return (shared < 0 ? first : first.slice(0, shared)).join(sep) || sep;
}

/** A request that makes no sense, in words for the command line. */
export class UsageError extends Error {}

/** A folder that was never generated may be somebody's project: its README stays. */
function refuseForeign(changes: Map<string, Changes>): void {
  for (const [folder, { changed }] of changes) {
    if (!changed.length || existsSync(join(folder, MANIFEST))) continue;
    throw new UsageError(
      `${join(folder, changed[0] ?? '')} is there and was not generated: name another folder, or remove it`,
    );
  }
}

function summary(changes: Map<string, Changes>): string {
  const all = [...changes.values()];
  const count = (key: 'added' | 'changed' | 'removed') => all.reduce((sum, change) => sum + change[key].length, 0);
  const unchanged = all.reduce((sum, change) => sum + change.unchanged, 0);
  return `${count('added')} files added, ${count('changed')} changed, ${count('removed')} removed, ${unchanged} unchanged`;
}
