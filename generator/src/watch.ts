import { watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import { type GenerateOptions, generate } from './generate.js';
import { formatDiagnostic, SpecError } from './load/diagnostic.js';

/** Generates whenever a file changes, until the process is told to stop. Only the APIs that a change touches are done again. */
export async function watch(options: GenerateOptions): Promise<number> {
  const print = options.print ?? (() => {});
  const reads = new Map<string, Set<string>>();
  for (const target of options.targets) reads.set(target.name, await run({ ...options, targets: [target] }, print));
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const again = async () => {
    const files = [...changed];
    changed.clear();
    for (const target of options.targets) {
      const known = reads.get(target.name) ?? new Set();
      const touched = files.filter((file) => known.has(file) || file.startsWith(dirname(target.input)));
      if (!touched.length) continue;
      const read = await run({ ...options, targets: [target] }, print);
      if (read.size) reads.set(target.name, read);
    }
  };
  for (const folder of foldersOf(options, reads)) {
    watchFolder(folder, { recursive: true }, (_event, name) => {
      if (!name || !/\.(ya?ml|json)$/.test(name)) return;
      changed.add(`${folder}/${name}`);
      clearTimeout(timer);
      timer = setTimeout(() => {
        working = working.then(again);
      }, 60);
    });
  }
  print('watching; press Ctrl+C to stop');
  return await new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
    void resolve;
  });
}

async function run(options: GenerateOptions, print: (line: string) => void): Promise<Set<string>> {
  try {
    return new Set((await generate({ ...options, cache: false })).inputs);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    for (const diagnostic of error.diagnostics) print(formatDiagnostic(diagnostic));
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
