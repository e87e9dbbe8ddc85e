import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder that is gone at the end, unless `keep` is set.
 * @template T
 * @param {boolean} keep
 * @param {(folder: string) => Promise<T>} work
 */
export async function inTempFolder(keep, work) {
  const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-bench-'));
  try {
    return await work(folder);
  } finally {
    if (keep) console.log(`kept ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Files and bytes below a folder; a file counts as one.
 * @param {string} path
 * @returns {{ files: number, bytes: number }}
 */
export function sizeOf(path) {
  if (!existsSync(path)) return { files: 0, bytes: 0 };
  const stat = statSync(path);
  if (!stat.isDirectory()) return { files: 1, bytes: stat.size };
  const all = readdirSync(path).map((name) => sizeOf(join(path, name)));
  return {
    files: all.reduce((sum, { files }) => sum + files, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

let asides = 0;

/**
 * Takes a folder out of the way until its own folder is removed. It is not deleted: for each new file ext4 looks at every one that
 * was deleted in the last minutes, which is half of what the system does for a thousand of them.
 * @param {string} path
 */
export function setAside(path) {
  if (existsSync(path)) renameSync(path, `${path}-aside-${++asides}`);
}
