import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { UsageError } from '../../../options.js';

/** Signs that a path may hold on every system. */
const PLAIN = /^(?!.*(?:^|\/)(?:\.{0,2}|\.git)(?:\/|$))[\w.@/-]+$/;

/**
 * The files, once it is certain that each lies in the folder: by its path, and by where the links of the file system lead.
 * @throws Error for a path that does not, as the names of files come from descriptions; UsageError for a link
 */
export function within<File extends { path: string }>(folder: string, files: File[]): File[] {
  const top = realOf(resolve(folder));
  const checked = new Set<string>();
  for (const { path } of files) {
    const target = resolve(folder, path);
    if (!PLAIN.test(path) || !target.startsWith(resolve(folder) + sep)) throw outside(path, folder);
    const parent = dirname(target);
    if (checked.has(parent)) continue;
    checked.add(parent);
    const real = realOf(parent);
    if (real !== top && !real.startsWith(top + sep))
      throw new UsageError(`${parent} is a link out of ${folder}: remove it, or name another folder`);
  }
  return files;
}

const outside = (path: string, folder: string): Error =>
  new Error(
    `[bitget-spec] ${JSON.stringify(path)} is no file inside ${folder}; nothing was written: correct the path or tag that it is named after`,
  );

/** The path with every link followed, as far as it is there. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), path.slice(parent.length));
}
