import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { Stamps } from '../stamps.js';
import { type EmittedFile, type KnownFile, textDigest } from './files.js';
import { journalOf, moveIn, prepare, rollBack } from './journal.js';
import type { MoverProcess } from './mover-process.js';
import { InterruptedError, RUN_PREFIX } from './turn.js';

/** What writing would do, or did. Paths are relative to the folder. */
export interface Changes {
  added: string[];
  changed: string[];
  /** Generated before, no longer wanted. */
  removed: string[];
  /** Neither generated now nor before: left alone, but a reason for `--check` to fail. */
  strange: string[];
  unchanged: number;
}

/** Lists what the generator wrote, so that it removes its own files later and nobody else's. */
export const MANIFEST = '.generated';

/** Builds, installs, and what Changesets writes. */
const LEFT_ALONE = new Set(['node_modules', 'dist', 'CHANGELOG.md', MANIFEST]);

/**
 * Compares the files with what the folder holds.
 * @param known what earlier runs emitted, by path: the text of a file that is made from the same is not asked for
 */
export function compare(
  folder: string,
  files: EmittedFile[],
  known?: ReadonlyMap<string, KnownFile>,
  stamps = Stamps.open(),
): Changes {
  const changes: Changes = { added: [], changed: [], removed: [], strange: [], unchanged: 0 };
  const wanted = new Set(files.map(({ path }) => path));
  for (const file of withManifest(files)) {
    const { path } = file;
    const target = join(folder, path);
    if (!existsSync(target)) changes.added.push(path);
    else if (stamps.digestOf(target) !== textDigest(file, known?.get(target))) changes.changed.push(path);
    else changes.unchanged++;
  }
  const before = generatedIn(folder);
  for (const path of filesIn(folder)) {
    if (!wanted.has(path)) changes[before.has(path) ? 'removed' : 'strange'].push(path);
  }
  return changes;
}

/** What the generator wrote there before. */
export const generatedIn = (folder: string): Set<string> =>
  new Set(existsSync(join(folder, MANIFEST)) ? readFileSync(join(folder, MANIFEST), 'utf8').split('\n') : []);

/** A folder and the files that it shall hold. */
export interface Plan {
  folder: string;
  files: EmittedFile[];
  /** What {@link compare} found. */
  changes: Changes;
}

/**
 * Brings the folders to hold these files, all or none. What can fail for want of room or of rights happens in the run's
 * own folder first; then each file is renamed over the one that it replaces, by a process of its own: killing this one
 * leaves the whole old or the whole new tree. Should both be killed, the journal shows the next run how to go back.
 * Unchanged files keep their times.
 * @param run the folder of a {@link Turn}, in a folder that holds those of the plans
 * @throws whatever kept a file from moving in, with everything as it was; InterruptedError where it could not go back
 */
export async function write(plans: Plan[], run: string, mover: MoverProcess): Promise<void> {
  const inHome = (folder: string, path: string) => relative(dirname(run), join(folder, path)).split(sep).join('/');
  const files = plans.flatMap((plan) =>
    touched(plan).map(({ path, text }) => ({ path: inHome(plan.folder, path), text })),
  );
  const removed = plans.flatMap(({ folder, changes }) => changes.removed.map((path) => inHome(folder, path)));
  if (!files.length && !removed.length) return;
  prepare(run, files, removed);
  await mover.move(run);
  if (!journalOf(run)) return; // the files are in
  // It could not be started, was killed, or met an error: whatever it is shows here too, where it can be reported.
  rollBack(run);
  prepare(run, files, removed);
  try {
    moveIn(run);
  } catch (error) {
    try {
      rollBack(run);
    } catch (inTheWay) {
      throw new InterruptedError(
        `${dirname(run)} is part old, part new, since files could not be moved back (${messageOf(inTheWay)}); mend that and generate again`,
      );
    }
    throw error;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const touched = ({ files, changes }: Plan): EmittedFile[] => {
  const paths = new Set([...changes.added, ...changes.changed]);
  return withManifest(files).filter(({ path }) => paths.has(path));
};

/** The files and the list of them. */
export function withManifest(files: EmittedFile[]): EmittedFile[] {
  const paths = files.map(({ path }) => path).sort();
  return [...files, { path: MANIFEST, text: `${paths.join('\n')}\n` }];
}

/** Every file below a folder but builds, installs and the like. Paths with `/`. */
export function filesIn(folder: string): string[] {
  const files: string[] = [];
  const add = (below: string) => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (LEFT_ALONE.has(entry.name) || entry.name.startsWith(RUN_PREFIX)) continue;
      const path = `${below}${entry.name}`;
      const isFolder = entry.isDirectory();
      // Generated too, but a folder of its own.
      if ((isFolder || entry.isSymbolicLink()) && existsSync(join(folder, path, MANIFEST))) continue;
      if (isFolder) add(`${path}/`);
      else files.push(path);
    }
  };
  if (existsSync(folder)) add('');
  return files;
}
