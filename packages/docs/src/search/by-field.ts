import { fieldId } from '../site/field-id.js';
import type { CallEntry, Hit, SearchIndex } from './types.js';
import { weightOf } from './weights.js';
import { stem, wordsOf } from './words.js';

/**
 * Calls that take or give a field. Placing calls come first: whoever types `clientOid` wants to know how to pass it.
 * An exact name outweighs words, the beginning of one does not.
 */
export function byField(text: string, { fields, calls }: SearchIndex): Hit[] {
  if (!/^[\w.[\]]{3,}$/.test(text)) return [];
  const asked = text.toLowerCase();
  const exact = new Set<number>();
  const begins = new Set<number>();
  fields.forEach((name, id) => {
    const whole = name.toLowerCase();
    const leaf = whole.slice(whole.search(/[^.]*$/));
    if (leaf === asked || whole === asked) exact.add(id);
    else if (leaf.startsWith(asked)) begins.add(id);
  });
  if (!exact.size && !begins.size) return [];
  // `transfer` in a response is not what somebody looks for who types a word that titles have.
  const isTopic = /^[a-z]+$/.test(text) && calls.some(([title]) => wordsOf(title).includes(stem(text)));
  return calls.flatMap((call) => {
    const hit = inCall(call, exact, isTopic ? new Set() : begins, fields, isTopic ? 3 : 44);
    // Whoever types `leverage` wants the call that is about it.
    const title = hit ? wordsOf(hit.title) : [];
    const about = title.includes(asked) ? 1.4 + 0.1 / title.length : 1;
    return hit ? [{ ...hit, score: hit.score * about }] : [];
  });
}

function inCall(
  call: CallEntry,
  exact: Set<number>,
  begins: Set<number>,
  fields: string[],
  received: number,
): Hit | undefined {
  const [title, url, page, effect, request, response] = call;
  const first = (ids: number[], wanted: Set<number>) => ids.find((id) => wanted.has(id));
  const ways = [
    [first(request, exact), 'request', 60],
    [first(response, exact), 'response', received],
    [first(request, begins), 'request', 5],
    [first(response, begins), 'response', 4],
  ] as const;
  const way = ways.find(([id]) => id !== undefined);
  if (!way || way[0] === undefined) return undefined;
  const [id, direction, base] = way;
  const name = fields[id] ?? '';
  const places =
    effect === 'o' && /\/place-order$/.test(url)
      ? 1.35
      : effect === 'o'
        ? 1.12
        : /pending|unfilled/.test(url)
          ? 1.05
          : /\/(order|trade)\//.test(url)
            ? 1.04
            : 1;
  const deep = name.includes('.') ? 0.92 : 1;
  return {
    title,
    page: `${page}#${fieldId(direction, name)}`,
    kind: 'field',
    detail: `${name} · ${direction} of ${url}`,
    score: base * places * deep * weightOf(url) ** 2,
  };
}
