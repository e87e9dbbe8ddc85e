import { isObject, type Json, type JsonObject } from '../load/json.js';

/** Facts that the table of calls says in bare words, where one with a space or a comma would be read as two. */
const FACTS = ['x-order-id', 'x-lookup', 'x-paging', 'x-effect', 'x-rate-limit'];
const WORD = /^[\w.:[\]-]+$/;

/** What is wrong with the words of a call that goes into the table, and where below it. */
export function* wordProblems(raw: JsonObject): Generator<{ pointer: string; message: string; fix: string }> {
  for (const fact of FACTS) {
    const word = strangeWord(raw[fact] ?? null);
    if (word !== undefined)
      yield {
        pointer: `/${fact}`,
        message: `${fact} holds ${JSON.stringify(word)}`,
        fix: 'write letters, digits, and any of . : - _ [ ]',
      };
  }
}

/** A URL in which each word can name a file and a member. */
export const isPlainUrl = (path: string): boolean => /^(\/[\w{}-]+)+$/.test(path);

/** The first text or name below that is no word; conditions in words (`when`) are not in the table. */
function strangeWord(value: Json): string | undefined {
  if (typeof value === 'string') return WORD.test(value) ? undefined : value;
  const inner = isObject(value)
    ? Object.entries(value)
        .filter(([name]) => name !== 'when')
        .flat()
    : value;
  if (!Array.isArray(inner)) return undefined;
  for (const one of inner) {
    const word = strangeWord(one);
    if (word !== undefined) return word;
  }
  return undefined;
}
