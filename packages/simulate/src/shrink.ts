import type { History } from './history.js';

/** Leaves out steps as long as what is left still fails: first many at once, then one by one. */
export async function shrink(history: History, fails: (history: History) => Promise<boolean>): Promise<History> {
  let found = history;
  for (let size = Math.ceil(history.steps.length / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let from = 0; from < found.steps.length; ) {
      const fewer = { ...found, steps: found.steps.toSpliced(from, size) };
      if (await fails(fewer)) found = fewer;
      else from += size;
    }
  }
  return found;
}
