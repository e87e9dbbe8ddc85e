import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { UsageError } from '../../options.js';

/** Files of a git revision, written to a folder of their own. */
export interface Checkout {
  /** What stands for the working directory. */
  folder: string;
  remove(): void;
}

/** Whether git knows a commit by that name here. */
export const isRevision = (name: string): boolean => commitOf(name) !== undefined;

/** The commit that a name stands for; undefined where git knows none here. */
export function commitOf(name: string): string | undefined {
  if (name.startsWith('-')) return undefined;
  try {
    return git(['rev-parse', '--quiet', '--verify', `${name}^{commit}`])
      .toString('utf8')
      .trim();
  } catch {
    return undefined;
  }
}

/**
 * Writes the files below a folder of a revision.
 * @param path - from the working directory, `spec`
 * @throws UsageError where the revision has none
 */
export function checkout(revision: string, path: string): Checkout {
  const listing = git(['ls-tree', '-r', '-z', revision, '--', path]).toString('utf8');
  const files = listing.split('\0').flatMap((line) => {
    const [, type, id, name] = /^\d+ (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
    return type === 'blob' && id && name && /\.(ya?ml|json)$/.test(name) ? [{ id, name }] : [];
  });
  if (!files.length)
    throw new UsageError(`${revision} has no descriptions in ${path}: name a folder or file that it has`);
  const top = mkdtempSync(join(tmpdir(), 'bitget-spec-'));
  // Below the top of the repository, so that what lies beside the working directory stays inside.
  const folder = join(top, git(['rev-parse', '--show-prefix']).toString('utf8').trim());
  const texts = git(['cat-file', '--batch'], files.map(({ id }) => `${id}\n`).join(''));
  let offset = 0;
  for (const { name } of files) {
    const end = texts.indexOf(10, offset);
    const size = Number(texts.toString('latin1', offset, end).split(' ')[2]);
    const target = join(folder, name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, texts.subarray(end + 1, end + 1 + size));
    offset = end + size + 2;
  }
  return { folder, remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** A file as a revision has it; undefined where it has none, and where the name is none of a revision. */
export function fileAt(revision: string, path: string): string | undefined {
  if (!isRevision(revision)) return undefined;
  try {
    return git(['show', `${revision}:./${path}`]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The newest tag of a release that the working tree comes from; undefined in a clone that has none. */
export function lastRelease(): string | undefined {
  try {
    const args = [
      'describe',
      '--tags',
      '--abbrev=0',
      '--match',
      'v[0-9]*',
      '--match',
      '@bitget-spec/*',
      '--match',
      'bitget-spec@*',
    ];
    return git(args).toString('utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function git(args: string[], input = ''): Buffer {
  return execFileSync('git', args, { input, maxBuffer: 1 << 30, stdio: ['pipe', 'pipe', 'pipe'] });
}
