import { UsageError } from '../../options.js';
import type { Span } from './revision-files.js';

/** A file of a revision, as `git ls-tree` lists it. */
export interface Listed {
  name: string;
  blob: string;
}

/**
 * Where each file stands in what `git cat-file --batch` prints for all of them: a line `<blob> blob <size>`, the text and an end of
 * line for each, or `<blob> missing`.
 * @throws UsageError where one is missing, as in a clone of a part, and where the text of one is cut short
 */
export function spansIn(printed: Buffer, files: readonly Listed[], revision: string): Map<string, Span> {
  const spans = new Map<string, Span>();
  let offset = 0;
  for (const { name, blob } of files) {
    const start = printed.indexOf('\n', offset) + 1;
    const header = printed.toString('latin1', offset, start);
    if (header === `${blob} missing\n`)
      throw new UsageError(
        `git has no object ${blob}, which is ${name} of ${revision}: fetch it, or clone again without --depth and --filter`,
      );
    const [, size] = /^\w+ blob (\d+)\n$/.exec(header) ?? [];
    const end = start + Number(size);
    if (!header.startsWith(`${blob} `) || printed.toString('latin1', end, end + 1) !== '\n')
      throw new UsageError(
        `git does not print all of ${name} of ${revision}: try again, and look for damage with \`git fsck\``,
      );
    spans.set(name, { start, end, blob });
    offset = end + 1;
  }
  return spans;
}
