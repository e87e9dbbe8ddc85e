import type { Diagnostic } from '../load/diagnostic.js';
import { holds, recall, type Seen } from '../load/disk.js';
import type { Source, SourceParts } from '../load/source.js';
import type { Memory } from '../memory/memory.js';
import type { Stamps } from '../stamps.js';
import type { LintThread } from './beside.js';
import { type Part, partial, partsOf } from './parts.js';

/** What a description is judged with. */
interface Judging {
  /** The folders that it may be read from. */
  roots: string[];
  thread: Pick<LintThread, 'lint'>;
  memory: Memory | undefined;
  stamps: Stamps;
}

/**
 * What the rules of files say of a description. Parts that they were content with before are left out while all else that they
 * read is what it was, and the whole is linted where they are not content with the others, so that what is said is always the same.
 */
export async function judge(source: Source, { roots, thread, memory, stamps }: Judging): Promise<Diagnostic[]> {
  const seen: Seen = new Map();
  const run = async (parts: SourceParts, isPartial = false) => {
    const judged = await thread.lint({ roots, source: parts, isPartial });
    recall(judged.seen);
    for (const [question, response] of judged.seen) seen.set(question, response);
    return judged.found;
  };
  const parts = memory && partsOf(source);
  if (!memory || !parts) return run(source.parts());
  const all = [...parts.paths.values(), ...(parts.sockets ? [parts.sockets] : [])];
  const before = memory.linted;
  const isRead = holds(before.seen, stamps);
  const isNew = ({ key }: Part) => !isRead || !before.keys.has(key);
  const unseen = all.filter(isNew).length;
  const few = unseen && unseen < all.length ? await run(partial(source, parts, isNew), true) : [];
  const isWhole = unseen === all.length || few.length > 0;
  const found = isWhole ? await run(source.parts()) : [];
  if (!found.length)
    memory.keepLinted({
      keys: new Set(all.map(({ key }) => key)),
      seen: new Map([...(isWhole ? [] : before.seen), ...seen]),
    });
  return found;
}
