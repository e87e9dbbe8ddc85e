import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Cache } from './cache.js';
import { type Changes, compare, MANIFEST, write } from './emit/write.js';
import type { Api } from './model/types.js';
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
}

export interface GenerateOptions {
  targets: Target[];
  /** Compare only, write nothing. */
  check?: boolean;
  /** Lint first. @default true */
  lint?: boolean;
  /** Skip what is up to date by the cache. @default true */
  cache?: boolean;
  /** Pages that belong to no single API, made once the models of all these are known. */
  site?: Site;
  /** Models of runs before, for the site: who watches does one API at a time. */
  models?: Map<string, Api>;
  cwd?: string;
  print?: (line: string) => void;
}

export interface Site {
  /** Folder of the pages; those of each API are below it. */
  folder: string;
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
 * The whole way of the data: load, lint, model, emit, write. Nothing is written before all of it worked.
 * @throws SpecError on bad input, with every place; UsageError where the output would overwrite files of others
 */
export async function generate(options: GenerateOptions): Promise<Result> {
  const { targets, check = false, print = () => {}, cwd = process.cwd() } = options;
  const clock = new Clock(print);
  const cache = new Cache(cwd, options.cache !== false);
  const asked = { targets, lint: options.lint !== false, site: options.site };
  const fresh = cache.upToDate(asked);
  if (fresh) {
    print(`up to date: ${fresh.operations} operations, ${fresh.inputs.length} files read in ${clock.total()}`);
    return { changes: new Map(), ...fresh };
  }
  // Loaded only when there is work: the compilers behind it take longer to start than all of the above.
  const { run } = await import('./pipeline.js');
  const { folders, inputs, operations } = await run(options, clock);
  const changes = clock.sync(
    'compare',
    () => new Map([...folders].map(([folder, files]) => [folder, compare(folder, files)])),
  );
  if (!check) {
    refuseForeign(changes);
    clock.sync('write', () => {
      write(
        [...folders].map(([folder, files]) => ({
          folder,
          files,
          changes: changes.get(folder) ?? compare(folder, files),
        })),
      );
    });
    cache.remember(asked, inputs, [...folders], operations);
  }
  print(`${operations} operations, ${summary(changes)} in ${clock.total()}`);
  return { changes, inputs, operations };
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
