import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { EmittedFile } from './files.js';

/**
 * What a run shall do to the folder that its own folder stands in. Paths are relative to that one, with `/`.
 *
 * In the run's folder, `new/` holds what moves in and `old/` a second link to whatever that replaces. `journal` is there
 * from the moment that both are whole until the last file has moved: while it is there the old tree can be brought back,
 * and once it is gone the new one holds. Whoever moves or brings back first renames it to `journal.<its process id>`,
 * which only one can do.
 */
interface Journal {
  added: string[];
  changed: string[];
  removed: string[];
}

/** Does all that can fail for want of room or of rights, beside the files that are there. */
export function prepare(run: string, files: EmittedFile[], removed: string[]): void {
  const home = dirname(run);
  const journal: Journal = { added: [], changed: [], removed };
  for (const name of ['new', 'old']) rmSync(join(run, name), { recursive: true, force: true });
  for (const { path, text } of files) {
    journal[existsSync(join(home, path)) ? 'changed' : 'added'].push(path);
    writeFileSync(withFolder(join(run, 'new', path)), text);
  }
  for (const path of [...journal.changed, ...removed]) keep(join(home, path), withFolder(join(run, 'old', path)));
  writeFileSync(join(run, 'journal.part'), JSON.stringify(journal));
  renameSync(join(run, 'journal.part'), join(run, 'journal'));
}

/** Moves the prepared files in, each over the one that it replaces, unless somebody else is at it. */
export function moveIn(run: string): void {
  const home = dirname(run);
  const claimed = claim(run);
  if (!claimed) return;
  const { added, changed, removed } = claimed.journal;
  for (const path of changed) renameSync(join(run, 'new', path), join(home, path));
  for (const path of removed) remove(path, home);
  for (const path of added) renameSync(join(run, 'new', path), withFolder(join(home, path)));
  unlinkSync(claimed.file);
}

/**
 * Brings back what was there before, however far the moving went. Safe to repeat.
 * @returns false where somebody else is at it
 */
export function rollBack(run: string): boolean {
  const home = dirname(run);
  const claimed = claim(run);
  if (!claimed) return journalOf(run) === undefined;
  const { added, changed, removed } = claimed.journal;
  for (const path of added) {
    if (existsSync(join(run, 'new', path))) removeEmpty(dirname(join(home, path)), home);
    else remove(path, home);
  }
  for (const path of [...changed, ...removed])
    if (existsSync(join(run, 'old', path))) renameSync(join(run, 'old', path), withFolder(join(home, path)));
  unlinkSync(claimed.file);
  return true;
}

/** The journal of a run that has not ended, and the process that moves or brings back, if one does. */
export function journalOf(run: string): { file: string; pid?: number } | undefined {
  const name = namesIn(run).find((name) => /^journal(\.\d+)?$/.test(name));
  if (!name) return undefined;
  const pid = name.split('.')[1];
  return { file: join(run, name), ...(pid && { pid: Number(pid) }) };
}

/** Takes the journal for this process, unless another was faster. */
function claim(run: string): { file: string; journal: Journal } | undefined {
  const found = journalOf(run);
  if (!found) return undefined;
  const file = join(run, `journal.${process.pid}`);
  try {
    renameSync(found.file, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return { file, journal: JSON.parse(readFileSync(file, 'utf8')) };
}

/** A second link costs nothing and keeps the times; some file systems have none. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
    const { atime, mtime } = statSync(from);
    utimesSync(to, atime, mtime);
  }
}

function remove(path: string, home: string): void {
  rmSync(join(home, path), { force: true });
  removeEmpty(dirname(join(home, path)), home);
}

/** Removes a folder that holds nothing, and those above it that then hold nothing, below `top`. */
export function removeEmpty(folder: string, top: string): void {
  try {
    while (folder !== top && !relative(top, folder).startsWith('..')) {
      rmdirSync(folder);
      folder = dirname(folder);
    }
  } catch {} // holds something, or is gone
}

function withFolder(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  return file;
}

/** What a folder holds; nothing where it is gone. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
