import { byField } from './by-field.js';
import { byUrl } from './by-url.js';
import { byWords, type Prepared, prepare } from './by-words.js';
import type { Hit, SearchIndex } from './types.js';

export type { Hit, SearchIndex } from './types.js';

/** Searches an index; the ways to ask are tried side by side and the best hit of each page counts. */
export function createSearch(index: SearchIndex): (query: string, limit?: number) => Hit[] {
  const prepared: Prepared = prepare(index);
  return (query, limit = 30) => {
    const text = query.trim().slice(0, 200);
    if (!text) return [];
    const hits = [...byCode(text, index), ...byUrl(text, index), ...byField(text, index), ...byWords(text, prepared)];
    const best = new Map<string, Hit>();
    for (const hit of hits) {
      const page = hit.kind === 'field' || hit.kind === 'call' ? hit.page.replace(/#.*/, '') : hit.page;
      const before = best.get(page);
      if (!before || before.score < hit.score) best.set(page, hit);
    }
    return [...best.values()].sort((a, b) => b.score - a.score).slice(0, limit);
  };
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
