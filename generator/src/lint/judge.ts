import type { Diagnostic } from '../load/diagnostic.js';
import type { Source } from '../load/source.js';
import type { Memory } from '../memory/memory.js';
import type { LintThread } from './beside.js';
import { type Part, partial, partsOf } from './parts.js';

/**
 * What the rules of files say of a description. Parts that they were content with before are left out, and the whole is
 * linted where they are not content with the others, so that what is said is always the same.
 */
export async function judge(
  source: Source,
  roots: string[],
  thread: LintThread,
  memory: Memory | undefined,
): Promise<Diagnostic[]> {
  const parts = memory && partsOf(source);
  if (!memory || !parts) return thread.lint({ roots, source: source.parts });
  const all = [...parts.paths.values(), ...(parts.sockets ? [parts.sockets] : [])];
  const isNew = ({ key }: Part) => !memory.isLinted(key);
  const unseen = all.filter(isNew).length;
  const few =
    unseen && unseen < all.length
      ? await thread.lint({ roots, source: partial(source, parts, isNew), isPartial: true })
      : [];
  const isWhole = unseen === all.length || few.length > 0;
  const found = isWhole ? await thread.lint({ roots, source: source.parts }) : [];
  if (!found.length) memory.keepLinted(all.map(({ key }) => key));
  return found;
}
