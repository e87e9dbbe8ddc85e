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

/**
 * Brings the folder to hold these files. Everything that can fail for want of room or of rights
 * happens beside the folder first; then each file moves in whole. Unchanged files keep their times.
 */
export function write(folder: string, files: EmittedFile[], changes = compare(folder, files)): Changes {
  const touched = new Set([...changes.added, ...changes.changed]);
  if (!touched.size && !changes.removed.length) return changes;
  const staging = `${folder}.new-${process.pid}`;
  try {
    const staged = withManifest(files).filter(({ path }) => touched.has(path));
    for (const { path, text } of staged) {
      const target = join(staging, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    for (const { path } of staged) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      renameSync(join(staging, path), join(folder, path));
    }
    for (const path of changes.removed) {
      rmSync(join(folder, path));
      removeEmpty(dirname(join(folder, path)), folder);
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return changes;
}

/** The files and the list of them. */
function withManifest(files: EmittedFile[]): EmittedFile[] {
  const paths = files.map(({ path }) => path).sort();
  return [...files, { path: MANIFEST, text: `${paths.join('\n')}\n` }];
}

/** Every file below a folder but builds, installs and the like. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (LEFT_ALONE.has(entry.name)) return [];
    const path = join(folder, entry.name);
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
