import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { UsageError } from '../../options.js';
import { isDescription } from './files.js';
import { RevisionFiles } from './revision-files.js';
import { spansIn } from './spans.js';

/** Whether git knows a commit by that name here. */
export const isRevision = (name: string): boolean => commitOf(name) !== undefined;

/** The commit that a name stands for; undefined where git knows none here. */
export function commitOf(name: string): string | undefined {
  try {
    return git(['rev-parse', '--quiet', '--verify', commitCalled(name)])
      .toString('utf8')
      .trim();
  } catch {
    return undefined;
  }
}

/** The name as a word for git, which no option can be. */
function commitCalled(name: string): string {
  if (name.startsWith('-')) throw new UsageError(`${name} is no revision: name a branch, a tag or a commit`);
  return `${name}^{commit}`;
}

/** The files below a folder of a revision, and what stands for the working directory among them. */
export interface RevisionFolder {
  files: RevisionFiles;
  folder: string;
}

/**
 * Reads the files below a folder of a revision. Their paths lie below `main:` in the working directory, so that messages show
 * `main:/spec/v3/openapi.yaml`, and nothing is written.
 * @param path - from the working directory, `spec`
 * @throws UsageError where the revision has none; what git says where it knows no such revision
 */
export async function readRevision(revision: string, path: string): Promise<RevisionFolder> {
  const [listing, prefix] = await Promise.all([
    output(['ls-tree', '-r', '-z', commitCalled(revision), '--', path]),
    // Below the top of the repository, so that what lies beside the working directory stays inside.
    output(['rev-parse', '--show-prefix']),
  ]);
  const found = listing
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [, type, blob, name] = /^\d+ (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
      return type === 'blob' && blob && name && isDescription(name) ? [{ name, blob }] : [];
    });
  if (!found.length)
    throw new UsageError(`${revision} has no descriptions in ${path}: name a folder or file that it has`);
  const top = join(process.cwd(), `${revision}:`);
  const folder = join(top, prefix.toString('utf8').trim());
  const texts = await output(['cat-file', '--batch'], found.map(({ blob }) => `${blob}\n`).join(''));
  const spans = [...spansIn(texts, found, revision)].map(([name, span]) => [join(folder, name), span] as const);
  return { files: new RevisionFiles(top, new Map(spans), texts), folder };
}

/** A file as a revision has it; undefined where it has none, and where the name is none of a revision. */
export function fileAt(revision: string, path: string): string | undefined {
  const commit = commitOf(revision);
  if (commit === undefined) return undefined;
  try {
    return git(['show', `${commit}:./${path}`]).toString('utf8');
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

/** What a run of git prints. @throws what git says of why it fails */
function output(args: string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', maxBuffer: 1 << 30 } as const;
    const child = execFile('git', args, options, (error, stdout, stderr) => {
      const [said] = stderr
        .toString('utf8')
        .replace(/^fatal: /, '')
        .split('\n');
      if (error) reject(new Error(said || error.message));
      else resolve(stdout);
    });
    child.stdin?.on('error', () => {}); // git has ended before it has read all, and says why
    child.stdin?.end(input);
  });
}
