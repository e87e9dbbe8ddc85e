import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { buildPackages } from './build-packages.js';
import { count } from './commands/count.js';
import { MoverProcess } from './emit/mover-process.js';
import type { Changes } from './emit/write.js';
import { generate, type Kept } from './generate.js';
import { LintThread } from './lint/beside.js';
import { formatDiagnostic, SpecError } from './load/diagnostic.js';
import { filesHold, placesOf, type Seen } from './load/disk.js';
import { rootsOf } from './load/root-of.js';
import type { GenerateOptions, Target } from './options.js';
import { Stamps } from './stamps.js';

/** How long to wait for more after a change: editors write a file in several steps. */
const SETTLE_MS = 60;

/**
 * Generates whenever a file changes, until the process is asked to stop. Only the APIs that a change touches are done
 * again, and their packages built; bad input is reported, and what was generated before stays. A line tells of each
 * change, what is wrong follows it.
 * @returns the exit code
 */
export async function watch(options: GenerateOptions): Promise<number> {
  const { print = () => {}, targets } = options;
  const seen = new Map<string, Seen>();
  const [stamps, mover] = [Stamps.open(), new MoverProcess()];
  const kept: Kept = {
    memories: new Map(),
    seen,
    stamps,
    mover,
    ...(options.lint !== false && { thread: new LintThread() }),
  };
  const make = async (what: string, wanted: Target[]) => {
    const started = performance.now();
    const changes = new Map<string, Changes>();
    const problems: string[] = [];
    for (const target of wanted) {
      const result = await run({ ...options, targets: [target], print: () => {} }, kept);
      if ('problems' in result) {
        problems.push(...result.problems);
        continue;
      }
      for (const [folder, change] of result.changes) changes.set(folder, change);
    }
    const touched = [...changes].filter(
      ([, { added, changed, removed }]) => added.length + changed.length + removed.length,
    );
    const { errors, skipped } = await buildPackages(touched.map(([folder]) => folder));
    if (problems.length) {
      const written = touched.length ? summaryOf(touched) : 'nothing was written';
      print(`${what}: ${count(problems.length, 'problem')}; ${written}; waiting for the next change`);
      for (const problem of [...errors, ...problems]) print(problem);
      return;
    }
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const built = skipped ?? (errors.length ? `${count(errors.length, 'error')} of the compiler` : '');
    print(`${what}: ${[summaryOf(touched), built, seconds].filter(Boolean).join(', ')}`);
    for (const error of errors) print(error);
  };
  await make(targets.map(({ name }) => name).join(', '), targets);

  const changed = new Set<string>();
  const again = async () => {
    const files = [...changed];
    changed.clear();
    const wanted = targets.filter(({ name }) => {
      const places = placesOf(seen.get(name) ?? new Map());
      return files.some((file) => places.some((place) => isAbout(place, file)));
    });
    const [first = '', ...more] = files.map((file) => relative(process.cwd(), file));
    if (!wanted.length) return;
    await make(more.length ? `${first} and ${more.length} more` : first, wanted);
    watcher.add(others());
  };
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  // What is written is not listened to, unless the description lies there.
  const made = [
    ...targets.flatMap(({ output, docs }) => [output, docs]),
    ...(options.shared ? [options.shared.folder] : []),
  ];
  const quiet = made.filter((folder) => !targets.some(({ input }) => input.startsWith(`${folder}/`)));
  const roots = targets.flatMap(({ input, roots }) => roots ?? rootsOf(input));
  /** What was asked about elsewhere. */
  const others = () =>
    [...seen.values()]
      .flatMap(placesOf)
      .map(({ path }) => path)
      .filter((path) => !roots.some((root) => isIn(root, path)));
  // chokidar counts what is missing twice, and would be ready too early
  const watcher = watchFiles([...roots, ...others().filter((path) => existsSync(path))], {
    ignoreInitial: true,
    ignored: (path) =>
      quiet.some((folder) => isIn(folder, path)) ||
      roots.some((root) => isIn(root, path) && /(^|[\\/])(node_modules|\.git)([\\/]|$)/.test(relative(root, path))),
  });
  watcher.on('all', (_event, file) => {
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(again);
    }, SETTLE_MS);
  });
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  watcher.add(others());
  const missed = targets.filter(({ name }) => !filesHold(seen.get(name) ?? new Map(), stamps));
  if (missed.length) await make(missed.map(({ name }) => name).join(', '), missed);
  print('watching; press Ctrl+C to stop');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  clearTimeout(timer);
  await Promise.all([watcher.close(), working]);
  await kept.thread?.end();
  mover.end();
  return 0;
}

type Run = { changes: Map<string, Changes> } | { problems: string[] };

async function run(options: GenerateOptions, kept: Kept): Promise<Run> {
  try {
    return await generate(options, kept);
  } catch (error) {
    if (error instanceof SpecError)
      return { problems: error.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)) };
    if (error instanceof Error && 'syscall' in error) return { problems: [`[bitget-spec] ${error.message}`] };
    // A defect of ours, which half of an edit may lead to: what comes next may not.
    return { problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}

/** `4 files changed in generated/v3, generated/docs`, or that nothing is. */
function summaryOf(touched: [string, Changes][]): string {
  const files = touched.reduce(
    (sum, [, { added, changed, removed }]) => sum + added.length + changed.length + removed.length,
    0,
  );
  const folders = touched.map(([folder]) => relative(process.cwd(), folder) || '.');
  return files ? `${count(files, 'file')} changed in ${folders.join(', ')}` : 'nothing changed';
}

/** Whether a file that changed, or a folder that came or went, is what was asked about. */
const isAbout = ({ path, isFolder }: { path: string; isFolder: boolean }, changed: string): boolean =>
  isIn(changed, path) || (isFolder && isIn(path, changed));

/** Whether a path is a folder, or lies in it. */
const isIn = (folder: string, path: string): boolean => path === folder || path.startsWith(join(folder, sep));
