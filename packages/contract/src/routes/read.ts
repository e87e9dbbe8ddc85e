import { apiOf, callPath, keyOf } from '../names.js';
import type { Effect } from '../vocabulary.js';
import type { Route, Routes } from './types.js';

/** A line for each operation, with its method and path; the rest is left for {@link parseRoute}. */
export const routeLines = ({ table }: Pick<Routes, 'table'>): string[] =>
  table.split('\n').flatMap((line) => {
    const [, before = '', last = '', after = ''] = /^(\S+ (?:[^ ]*\/)?)([^ ]*)(.*)/.exec(line.trim()) ?? [];
    return before ? last.split(',').map((name) => before + name + after) : [];
  });

/** What a method does, unless the line says otherwise. */
export const usualEffect = (method: string): Effect => (method === 'GET' ? 'read' : 'write');

const isEffect = (word: string): word is Effect => /^(read|write|order|funds)$/.test(word);

/** Reads a line. Words that it does not know stay among `words`: what they say is lost on an older client. */
export function parseRoute(base: string, line: string): Route {
  const [method = '', below = '', ...words] = line.trim().split(/\s+/);
  const path = base + below;
  const name = callPath(below);
  return {
    name,
    key: keyOf(apiOf(path), name),
    method,
    path,
    below,
    signed: !words.includes('public'),
    effect: words.find(isEffect) ?? usualEffect(method),
    words,
  };
}

/** Every operation of a table. */
export const parseRoutes = (routes: Routes): Route[] => routeLines(routes).map((line) => parseRoute(routes.base, line));

/** What follows `name=` among a route's words, once for each. */
export const valuesOf = ({ words }: Pick<Route, 'words'>, name: string): string[] =>
  words.filter((word) => word.startsWith(`${name}=`)).map((word) => word.slice(name.length + 1));
