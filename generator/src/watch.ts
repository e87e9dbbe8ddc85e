import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FSWatcher, watch as watchFiles } from 'chokidar';
import { buildPackages } from './build-packages.js';
import { count } from './commands/count.js';
import { MoverProcess } from './emit/mover-process.js';
import type { Changes } from './emit/write.js';
import { generate, type Kept } from './generate.js';
import { LintThread } from './lint/beside.js';
import { formatDiagnostic, SpecError } from './load/diagnostic.js';
import { askedAbout, filesHold, holds, isIn, placesOf, type Seen } from './load/disk.js';
import { rootsOf } from './load/root-of.js';
import type { GenerateOptions, Target } from './options.js';
import { Stamps } from './stamps.js';

/** How long to wait for more after a change: editors write a file in several steps. */
const SETTLE_MS = 20;

/** chokidar says nothing of what follows on a change of a file within 50 ms: after that what was read is looked at again. */
const UNTOLD_MS = 60;

/**
 * Generates whenever a file changes, until the process is asked to stop. Only the APIs that a change touches are done
 * again, and their packages built; bad input is reported, and what was generated before stays. A line tells of each
 * change, what is wrong follows it.
 * @returns the exit code
 */
export async function watch(options: GenerateOptions): Promise<number> {
  const { print = () => {}, targets } = options;
  const seen = new Map<string, Seen>();
  const seenOf = ({ name }: Target): Seen => seen.get(name) ?? new Map();
  const [stamps, mover] = [Stamps.open(), new MoverProcess()];
  const kept: Kept = {
    memories: new Map(),
    seen,
    stamps,
    mover,
    ...(options.lint !== false && { thread: new LintThread() }),
  };
  /** What changed, and has not been looked at. */
  const changed = new Set<string>();
  let lastChange = Number.NEGATIVE_INFINITY;
  const take = (): string[] => {
    const files = [...changed];
    changed.clear();
    return files;
  };
  const unchangedFor = async (ms: number) => {
    while (performance.now() < lastChange + ms) await sleep(lastChange + ms - performance.now());
  };

  /** Those of which the last run failed. */
  const failed = new Set<Target>();
  /** One that failed is tried again though what it read is what it was: a disk may be full no longer. */
  const concern = (files: string[], target: Target): boolean => {
    const asked = askedAbout(files, seenOf(target));
    return failed.has(target) ? asked.size > 0 : !holds(asked, stamps);
  };

  /**
   * Makes these, and whatever else has changed by the end, of which nothing may have been told. Of a state that has changed before all
   * was made from it, which may be half of an edit, nothing is said.
   */
  const make = async (first: Target[], changedFirst: string[] = []) => {
    let files = changedFirst;
    const started = performance.now();
    const touched: Touched = new Map();
    const problems = new Map<Target, string[]>();
    let wanted = first;
    do {
      for (const target of wanted) {
        const result = await run({ ...options, targets: [target], print: () => {} }, kept);
        const failure = 'problems' in result ? result.problems : undefined;
        failed[failure ? 'add' : 'delete'](target);
        problems.set(target, failure ?? []);
        if ('changes' in result) addTo(touched, result.changes);
      }
      watcher?.add(others());
      await unchangedFor(UNTOLD_MS);
      files = [...new Set([...files, ...take()])];
      wanted = targets.filter((target) =>
        problems.get(target)?.length ? !holds(seenOf(target), stamps) : concern(files, target),
      );
      if (wanted.length) lastChange = performance.now(); // or up to then
    } while (wanted.length);
    if (!problems.size) return; // told of late, and seen before
    const { errors, skipped } = await buildPackages([...touched.keys()]);
    const places = new Set([...seen.values()].flatMap(placesOf));
    const read = files.filter((file) => places.has(file)); // others came and went, as an editor's do
    const [file = '', ...more] = (read.length ? read : files).map((file) => relative(process.cwd(), file));
    const what = file
      ? `${file}${more.length ? ` and ${more.length} more` : ''}`
      : first.map(({ name }) => name).join(', ');
    const wrong = [...problems.values()].flat();
    if (wrong.length) {
      const written = touched.size ? summaryOf(touched) : 'nothing was written';
      print(`${what}: ${count(wrong.length, 'problem')}; ${written}; waiting for the next change`);
      for (const problem of [...errors, ...wrong]) print(problem);
      return;
    }
    const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
    const built = skipped ?? (errors.length ? `${count(errors.length, 'error')} of the compiler` : '');
    print(`${what}: ${[summaryOf(touched), built, seconds].filter(Boolean).join(', ')}`);
    for (const error of errors) print(error);
  };
  let watcher: FSWatcher | undefined;
  await make(targets);

  const again = async () => {
    await unchangedFor(SETTLE_MS);
    const files = take();
    await make(
      targets.filter((target) => concern(files, target)),
      files,
    );
  };
  let working = Promise.resolve();
  // What is written is not listened to, unless the description lies there.
  const made = [
    ...targets.flatMap(({ output, docs }) => [output, docs]),
    ...(options.shared ? [options.shared.folder] : []),
  ];
  const quiet = made.filter((folder) => !targets.some(({ input }) => input.startsWith(`${folder}/`)));
  const roots = targets.flatMap(({ input, roots }) => roots ?? rootsOf(input));
  /** What was asked about elsewhere. */
  const others = () => [...seen.values()].flatMap(placesOf).filter((path) => !roots.some((root) => isIn(root, path)));
  // chokidar counts what is missing twice, and would be ready too early
  const ears = watchFiles([...roots, ...others().filter((path) => existsSync(path))], {
    ignoreInitial: true,
    ignored: (path) =>
      quiet.some((folder) => isIn(folder, path)) ||
      roots.some((root) => isIn(root, path) && /(^|[\\/])(node_modules|\.git)([\\/]|$)/.test(relative(root, path))),
  });
  watcher = ears;
  ears.on('all', (_event, file) => {
    lastChange = performance.now();
    if (!changed.size) working = working.then(again);
    changed.add(file);
  });
  await new Promise<void>((resolve) => ears.once('ready', () => resolve()));
  ears.add(others());
  working = working.then(() => make(targets.filter((target) => !filesHold(seenOf(target), stamps))));
  await working;
  print('watching; press Ctrl+C to stop');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await Promise.all([ears.close(), working]);
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

/** Paths that were written or removed, by folder. */
type Touched = Map<string, Set<string>>;

function addTo(touched: Touched, changes: Map<string, Changes>): void {
  for (const [folder, { added, changed, removed }] of changes) {
    const paths = [...added, ...changed, ...removed];
    if (paths.length) touched.set(folder, new Set([...(touched.get(folder) ?? []), ...paths]));
  }
}

/** `4 files changed in generated/v3, generated/docs`, or that nothing is. */
function summaryOf(touched: Touched): string {
  const files = [...touched.values()].reduce((sum, { size }) => sum + size, 0);
  const folders = [...touched.keys()].map((folder) => relative(process.cwd(), folder) || '.');
  return files ? `${count(files, 'file')} changed in ${folders.join(', ')}` : 'nothing changed';
}
