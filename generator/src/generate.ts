import { Cache } from './cache.js';
import { type Changes, compare, write } from './emit/write.js';
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
  cwd?: string;
  print?: (line: string) => void;
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
 * @throws SpecError on bad input, with every place
 */
export async function generate(options: GenerateOptions): Promise<Result> {
  const { targets, check = false, print = () => {}, cwd = process.cwd() } = options;
  const clock = new Clock(print);
  const cache = new Cache(cwd, options.cache !== false);
  const fresh = cache.upToDate(targets);
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
    clock.sync('write', () => {
      for (const [folder, files] of folders) write(folder, files, changes.get(folder));
    });
    cache.remember(targets, inputs, [...folders], operations);
  }
  print(`${operations} operations, ${summary(changes)} in ${clock.total()}`);
  return { changes, inputs, operations };
}

function summary(changes: Map<string, Changes>): string {
  const all = [...changes.values()];
  const count = (key: 'added' | 'changed' | 'removed') => all.reduce((sum, change) => sum + change[key].length, 0);
  const unchanged = all.reduce((sum, change) => sum + change.unchanged, 0);
  return `${count('added')} files added, ${count('changed')} changed, ${count('removed')} removed, ${unchanged} unchanged`;
}
