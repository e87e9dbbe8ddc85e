import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { EmittedFile } from './files.js';

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

/** Compares the files with what the folder holds. */
export function compare(folder: string, files: EmittedFile[]): Changes {
  const changes: Changes = { added: [], changed: [], removed: [], strange: [], unchanged: 0 };
  const wanted = new Set(files.map(({ path }) => path));
  for (const { path, text } of withManifest(files)) {
    const target = join(folder, path);
    if (!existsSync(target)) changes.added.push(path);
    else if (readFileSync(target, 'utf8') !== text) changes.changed.push(path);
    else changes.unchanged++;
  }
  const before = new Set(
    existsSync(join(folder, MANIFEST)) ? readFileSync(join(folder, MANIFEST), 'utf8').split('\n') : [],
  );
  for (const path of filesIn(folder)) {
    if (!wanted.has(path)) changes[before.has(path) ? 'removed' : 'strange'].push(path);
  }
  return changes;
}

/** A folder and the files that it shall hold. */
export interface Plan {
  folder: string;
  files: EmittedFile[];
  /** What {@link compare} found. */
  changes: Changes;
}

/**
 * Brings the folders to hold these files. What can fail for want of room or of rights happens beside them first; then
 * each file moves in whole, and should one not, those before it move back. Unchanged files keep their times.
 */
export function write(plans: Plan[]): void {
  const staging = (folder: string) => `${folder}.new-${process.pid}`;
  const undo: (() => void)[] = [];
  try {
    for (const plan of plans) stage(plan, staging(plan.folder));
    for (const plan of plans) moveIn(plan, staging(plan.folder), undo);
  } catch (error) {
    for (const back of undo.reverse()) tryTo(back);
    throw error;
  } finally {
    for (const { folder } of plans) rmSync(staging(folder), { recursive: true, force: true });
  }
  for (const { folder, changes } of plans)
    for (const path of changes.removed) removeEmpty(dirname(join(folder, path)), folder);
}

/** What fails on the way back must not keep the rest from going: the first error tells. */
function tryTo(back: () => void): void {
  try {
    back();
  } catch {}
}

const touched = ({ files, changes }: Plan): EmittedFile[] => {
  const paths = new Set([...changes.added, ...changes.changed]);
  return withManifest(files).filter(({ path }) => paths.has(path));
};

function stage(plan: Plan, staging: string): void {
  for (const { path, text } of touched(plan)) {
    mkdirSync(dirname(join(staging, 'new', path)), { recursive: true });
    writeFileSync(join(staging, 'new', path), text);
  }
}

/** Moves the staged files in and the unwanted ones out, and notes how to go back. */
function moveIn(plan: Plan, staging: string, undo: (() => void)[]): void {
  const { folder, changes } = plan;
  for (const path of [...changes.changed, ...changes.removed])
    move(join(folder, path), join(staging, 'old', path), undo);
  for (const { path } of touched(plan)) {
    const target = join(folder, path);
    undo.push(() => removeEmpty(dirname(target), folder));
    move(join(staging, 'new', path), target, undo);
  }
}

function move(from: string, to: string, undo: (() => void)[]): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
  undo.push(() => renameSync(to, from));
}

/** The files and the list of them. */
function withManifest(files: EmittedFile[]): EmittedFile[] {
  const paths = files.map(({ path }) => path).sort();
  return [...files, { path: MANIFEST, text: `${paths.join('\n')}\n` }];
}

/** Every file below a folder but builds, installs and the like. Paths with `/`. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (LEFT_ALONE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (existsSync(join(path, MANIFEST))) return []; // generated too, but a folder of its own
    return entry.isDirectory()
      ? filesIn(path).map((inner) => `${entry.name}/${inner.split(sep).join('/')}`)
      : [entry.name];
  });
}

function removeEmpty(folder: string, top: string): void {
  if (folder === top || relative(top, folder).startsWith('..') || readdirSync(folder).length) return;
  rmSync(folder, { recursive: true });
  removeEmpty(dirname(folder), top);
}

/** A digest of texts, in their order. */
export function digest(...texts: string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
}
