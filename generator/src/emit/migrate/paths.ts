import type { Renames } from '../../model/types.js';

/** `orderList[]` of `orderList[].size`; undefined for the whole. */
export function parentOf(path: string): string | undefined {
  if (path === '') return undefined;
  const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
  return cut < 0 ? '' : path.slice(0, cut);
}

/** What a path adds to its parent, without the dot: `size`, `[]`, `[7]`. */
export const lastOf = (path: string): string => path.slice(parentOf(path)?.length ?? 0).replace(/^\./, '');

/**
 * Where the lists of the folder `migration` put a path: in the line of its own, else beside what the longest line above
 * it says. Several where the value goes to several places, none where it has no counterpart.
 */
export function targetsOf(path: string, renames: Renames): string[] {
  const own = renames[path];
  if (own) return own.map(plain);
  const entries = renames[`${path}[]`];
  if (entries) return entries.flatMap((to) => (to.endsWith('[]') ? [to.slice(0, -2)] : []));
  const parent = parentOf(path);
  if (parent === undefined) return [''];
  return targetsOf(parent, renames).map((to) => joined(to, path.slice(parent.length)));
}

const plain = (to: string): string => (to === 'data' ? '' : to);
const joined = (to: string, more: string): string => (to === '' ? more.replace(/^\./, '') : to + more);
