import { execFileSync } from 'node:child_process';

/** What git would lose track of: files of a folder that are changed or new. Undefined where the folder is in no repository. */
export function uncommitted(dir: string): string[] | undefined {
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
