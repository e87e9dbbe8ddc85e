import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { UsageError } from '../options.js';

/**
 * Sees to it that what is written to files can be taken back: each is as git has it, in the repository that it lies in.
 * @throws UsageError that names the others, and what git lacks of them
 */
export function refuseUncommitted(files: Iterable<string>): void {
  const repositories = new Map<string | undefined, string[]>();
  for (const file of files) {
    const path = realpathSync(file);
    const repository = repositoryOf(dirname(path));
    repositories.set(repository, [...(repositories.get(repository) ?? []), path]);
  }
  const lost = [...repositories].flatMap(([repository, paths]) => lostIn(repository, paths));
  if (!lost.length) return;
  const named = lost.slice(0, MOST).map(({ path, why }) => `${relative('', path)} (${why})`);
  const more = lost.length > MOST ? ` and ${lost.length - MOST} more` : '';
  throw new UsageError(
    `git could not take back what is written to ${named.join(', ')}${more}: commit first, or use --force`,
  );
}

/** How many files are named. */
const MOST = 10;

/** The folder of a repository, of a worktree or of a submodule, in which a folder lies. */
function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}

interface Lost {
  path: string;
  why: string;
}

/** The files that git has no copy of, or another one. */
function lostIn(repository: string | undefined, paths: string[]): Lost[] {
  const all = (why: string): Lost[] => paths.map((path) => ({ path, why }));
  if (repository === undefined) return all('in no git repository');
  const ask = (...args: string[]) =>
    execFileSync('git', ['--literal-pathspecs', ...args, '-z', '--', ...paths], {
      cwd: repository,
      encoding: 'utf8',
      maxBuffer: Number.POSITIVE_INFINITY,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\0')
      .filter(Boolean)
      .map((name) => join(repository, name));
  try {
    const tracked = new Set(ask('ls-files'));
    const changed = new Set(ask('diff', 'HEAD', '--name-only', '--no-renames', '--relative'));
    return paths.flatMap((path) => {
      if (!tracked.has(path)) return [{ path, why: 'not committed' }];
      return changed.has(path) ? [{ path, why: 'has changes that are not committed' }] : [];
    });
  } catch {
    // There is no commit yet, or no git.
    return all('not committed');
  }
}
