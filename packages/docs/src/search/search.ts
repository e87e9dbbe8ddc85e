import { nearest } from '@bitget-spec/contract/spelling';
import { byField } from './by-field.js';
import { byUrl } from './by-url.js';
import { allKnown, byWords, corrected, type Prepared, prepare } from './by-words.js';
import type { Hit, SearchIndex } from './types.js';

export type { Hit, SearchIndex } from './types.js';

/** What a query finds. */
export interface Found {
  /** The best first. */
  hits: Hit[];
  /** How many there are, of which `hits` may be the first. */
  total: number;
  /** What was looked for instead, where a word is misspelt. */
  meant?: string;
}

/** Searches an index; the ways to ask are tried side by side and the best hit of each page counts. */
export function createSearch(index: SearchIndex): (query: string, limit?: number) => Found {
  const prepared: Prepared = prepare(index);
  const fields = new Set(index.fields.map((name) => name.slice(name.lastIndexOf('.') + 1)));
  const exact = (text: string) => [...byCode(text, index), ...byUrl(text, index), ...byField(text, index)];
  return (query, limit = 30) => {
    const text = query.trim().slice(0, 200);
    if (!text) return { hits: [], total: 0 };
    const named = exact(text);
    const meant =
      named.length || allKnown(text, prepared) ? undefined : (nearest(text, fields) ?? corrected(text, prepared));
    const found =
      meant === undefined ? [...named, ...byWords(text, prepared)] : [...exact(meant), ...byWords(meant, prepared)];
    const hits = bestOfPages(found);
    return { hits: hits.slice(0, limit), total: hits.length, ...(meant !== undefined && { meant }) };
  };
}

function bestOfPages(hits: Hit[]): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const page = hit.kind === 'field' || hit.kind === 'call' ? hit.page.replace(/#.*/, '') : hit.page;
    const before = best.get(page);
    if (!before || before.score < hit.score) best.set(page, hit);
  }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

/** Business codes: `40762`, also by their beginning. */
function byCode(text: string, { errors, errorPage }: SearchIndex): Hit[] {
  const asked = /^(?:code|error)?\s*(\d{2,6})$/i.exec(text)?.[1];
  if (!asked) return [];
  return errors
    .filter(([code]) => code.startsWith(asked))
    .map(([code, message]) => ({
      title: code,
      page: `${errorPage}#${code}`,
      kind: 'error' as const,
      detail: message,
      score: code === asked ? 200 : 100 - code.length,
    }));
}
