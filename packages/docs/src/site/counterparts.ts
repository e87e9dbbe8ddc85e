import type { PageMove } from '@bitget-spec/contract';
import { slugOf } from './urls.js';

/** What stands for an operation in another API. */
export interface Counterpart {
  /** `v3`. */
  api: string;
  /** Pages of the operations; empty where there is none. */
  pages: string[];
  /** Where it says what changes, with anchor. */
  section: string;
}

/** By page of an operation; each pair counts both ways. */
export function counterparts(moves: PageMove[], isKnown: (page: string) => boolean): Map<string, Counterpart[]> {
  const found = new Map<string, Counterpart[]>();
  const add = (page: string, counterpart: Counterpart) => {
    const all = found.get(page) ?? [];
    const same = all.find(({ api }) => api === counterpart.api);
    if (same) same.pages.push(...counterpart.pages.filter((other) => !same.pages.includes(other)));
    else found.set(page, [...all, { ...counterpart, pages: [...counterpart.pages] }]);
  };
  for (const { from, api, to, page, heading } of moves) {
    if (!isKnown(from)) continue;
    const targets = to.filter(isKnown);
    const section = `${page}${heading ? `#${slugOf(heading)}` : ''}`;
    if (api && !targets.length) add(from, { api, pages: [], section });
    for (const other of new Set(targets.map(apiOf)))
      add(from, { api: other, pages: targets.filter((target) => apiOf(target) === other), section });
    for (const target of targets) add(target, { api: apiOf(from), pages: [from], section });
  }
  return found;
}

const apiOf = (page: string): string => page.slice(0, page.indexOf('/'));
