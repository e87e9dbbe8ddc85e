import { dirname } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { generate } from './generate.js';
import { formatDiagnostic, SpecError } from './load/diagnostic.js';
import type { GenerateOptions } from './options.js';

/** How long to wait for more after a change: editors write a file in several steps. */
const SETTLE_MS = 60;

/**
 * Generates whenever a file changes, until the process is asked to stop. Only the APIs that a change touches are done
 * again; bad input is reported, and what was generated before stays.
 * @returns the exit code
 */
export async function watch(options: GenerateOptions): Promise<number> {
  const { print = () => {}, targets } = options;
  const models: NonNullable<GenerateOptions['models']> = new Map();
  const reads = new Map<string, Set<string>>();
  const make = async (target: GenerateOptions['targets'][number]) => {
    const read = await run({ ...options, models, targets: [target] }, print);
    if (read.size) reads.set(target.name, read);
  };
  for (const target of targets) await make(target);

  const changed = new Set<string>();
  const again = async () => {
    const files = [...changed];
    changed.clear();
    for (const target of targets) {
      const known = reads.get(target.name) ?? new Set();
      if (files.some((file) => known.has(file) || file.startsWith(dirname(target.input)))) await make(target);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  // What is written is not listened to, unless the description lies there.
  const made = [
    ...targets.flatMap(({ output, docs }) => [output, docs]),
    ...(options.shared ? [options.shared.folder] : []),
  ];
  const quiet = made.filter((folder) => !targets.some(({ input }) => input.startsWith(`${folder}/`)));
  const watcher = watchFiles(foldersOf(options, reads), {
    ignoreInitial: true,
    ignored: (path) => quiet.some((folder) => path === folder || path.startsWith(`${folder}/`)),
  });
  watcher.on('all', (_event, file) => {
    if (!/\.(ya?ml|json)$/.test(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(again);
    }, SETTLE_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  print('watching; press Ctrl+C to stop');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  clearTimeout(timer);
  await Promise.all([watcher.close(), working]);
  return 0;
}

async function run(options: GenerateOptions, print: (line: string) => void): Promise<Set<string>> {
  try {
    return new Set((await generate({ ...options, cache: false })).inputs);
  } catch (error) {
    if (error instanceof SpecError) for (const diagnostic of error.diagnostics) print(formatDiagnostic(diagnostic));
    else if (error instanceof Error && 'syscall' in error) print(`[bitget-spec] ${error.message}`);
    else throw error;
    print('nothing was written; waiting for the next change');
    return new Set();
  }
}

/** The folders to listen to: those of the inputs, and of what they share. */
function foldersOf(options: GenerateOptions, reads: Map<string, Set<string>>): string[] {
  const all = new Set([
    ...options.targets.map(({ input }) => dirname(input)),
    ...[...reads.values()].flatMap((files) => [...files].map(dirname)),
  ]);
  return [...all].filter((folder) => ![...all].some((other) => other !== folder && folder.startsWith(`${other}/`)));
}
