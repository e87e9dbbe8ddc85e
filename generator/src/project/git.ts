import { execFileSync } from 'node:child_process';
import { UsageError } from '../options.js';

/** What git would lose track of: files of a folder that are changed or new. Undefined where the folder is in no repository. */
function uncommitted(dir: string): string[] | undefined {
  try {
    const out = execFileSync('git', ['status', '--porcelain', '--', '.'], {
      cwd: dir,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.slice(3));
  } catch {
    return undefined;
  }
}

/**
 * Sees to it that what is written to a folder can be taken back.
 * @throws UsageError where it is in no repository, or has changes that are not committed
 */
export function refuseUncommitted(dir: string): void {
  const dirty = uncommitted(dir);
  if (dirty === undefined)
    throw new UsageError(
      `${dir} is in no git repository, so what is written cannot be taken back: use --force to write all the same`,
    );
  if (dirty.length)
    throw new UsageError(
      `${dir} has changes that are not committed, ${dirty[0]} among them: commit them, or use --force`,
    );
}
