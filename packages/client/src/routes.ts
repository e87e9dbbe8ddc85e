import type { Codes } from './codes.js';
import { callPath } from './names.js';

/** The table that is generated for an API. */
export interface Routes {
  /** What all paths begin with: `/api/v3/`. */
  base: string;
  /**
   * Lines of method, path below `base`, and what the client must know: `POST trade/place-order signed order`. Calls of
   * a folder of which the same must be known share one: `GET market/tickers,candles 20/1/ip`.
   */
  table: string;
  /** What codes mean to a client, a class a line: `clock 40005 40008`. Without them no code is special. */
  codes?: Codes | undefined;
}

export type Effect = 'read' | 'write' | 'order' | 'funds';

/** A call, as its line says. */
export interface Route {
  /** `['trade', 'placeOrder']` */
  name: string[];
  /** `v3:trade.placeOrder` */
  key: string;
  method: string;
  /** `/api/v3/trade/place-order` */
  path: string;
  /** Without what all paths begin with: `trade/place-order`. */
  below: string;
  signed: boolean;
  effect: Effect;
  /** All words after the path: limits, order id and paging are read by those who need them. */
  words: string[];
}

/** A line for each call, with its method and path; the rest is left for {@link parseRoute}. */
export const routeLines = ({ table }: Routes): string[] =>
  table.split('\n').flatMap((line) => {
    const [, before = '', last = '', after = ''] = /^(\w+ (?:[^ ]*\/)?)([^ ]+)(.*)/.exec(line.trim()) ?? [];
    return before ? last.split(',').map((name) => before + name + after) : [];
  });

const isEffect = (word: string): word is Effect => /^(read|write|order|funds)$/.test(word);

/** Reads a line. Unknown words do no harm, so that a newer table works with an older client. */
export function parseRoute(base: string, line: string): Route {
  const [method = '', below = '', ...words] = line.trim().split(/\s+/);
  const path = base + below;
  const name = callPath(below);
  const api = path.split('/').find((segment) => /^v\d+$/.test(segment));
  return {
    name,
    key: `${api ? `${api}:` : ''}${name.join('.')}`,
    method,
    path,
    below,
    signed: words.includes('signed'),
    effect: words.find(isEffect) ?? (method === 'GET' ? 'read' : 'write'),
    words,
  };
}

/** Every call of a table. */
export const parseRoutes = (routes: Routes): Route[] => routeLines(routes).map((line) => parseRoute(routes.base, line));

/** What follows `name=` among a route's words, once for each. */
export const wordsOf = ({ words }: Route, name: string): string[] =>
  words.filter((word) => word.startsWith(`${name}=`)).map((word) => word.slice(name.length + 1));
