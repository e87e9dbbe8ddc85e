import { posix } from 'node:path';
import { topKeyOf } from '../../load/lines.js';

/** A definition at the top of a file, `common/scalars.yaml#/Price`, or a file that has none, `v3/trade/place-order.yaml#/`. */
export interface Unit {
  id: string;
  text: string;
  /** Definitions and whole files that it may lead to, as ids; those of files that are not there among them. */
  uses: ReadonlySet<string>;
}

/** A whole file. */
export const wholeOf = (path: string): string => `${path}#`;

/**
 * The definitions of a file, told by its lines alone: what stands before the first is part of each, since an anchor there may
 * lead anywhere. A text that is no mapping of definitions is one.
 */
export function unitsOf(path: string, text: string): Unit[] {
  const found = new Map<string, string[]>();
  let lines: string[] = [];
  const before = lines;
  for (const line of text.split('\n')) {
    const key = topKeyOf(line);
    if (key !== undefined) {
      lines = [];
      found.set(`${path}#/${escaped(key)}`, lines);
    }
    lines.push(line);
  }
  const head = before.filter((line) => line.trim() && !line.startsWith('#')).join('\n');
  // An anchor may be used anywhere below.
  if (!found.size || /(^|[\s[{,])&\w/.test(text)) return [unitOf(`${path}#/`, path, text)];
  return [...found].map(([id, own]) => unitOf(id, path, [head, ...own].join('\n')));
}

const unitOf = (id: string, path: string, text: string): Unit => ({ id, text, uses: usesIn(path, text) });

/** The end of anything that may be the path of a file, in a reference or not, and what it points to there. */
const END = /\.(?:ya?ml|json)\b(?:#\/([^/'"\s}\],]+))?|(?<=['"\s:])#\/([^/'"\s}\],]+)/g;

/** `-`, `.`, `/`, `@`, `_`, letters and digits, as a path has them before that. */
const isPart = (code: number): boolean =>
  (code >= 45 && code <= 57) || (code >= 64 && code <= 90) || code === 95 || (code >= 97 && code <= 122);

function usesIn(path: string, text: string): Set<string> {
  const uses = new Set<string>();
  const folder = posix.dirname(path);
  for (const match of text.matchAll(END)) {
    const [all, there, here] = match;
    if (here !== undefined) {
      uses.add(`${path}#/${here}`);
      continue;
    }
    let start = match.index;
    while (start > 0 && isPart(text.charCodeAt(start - 1))) start--;
    const end = match.index + all.length - (there === undefined ? 0 : there.length + 2);
    const file = posix.join(folder, text.slice(start, end));
    uses.add(there === undefined ? wholeOf(file) : `${file}#/${there}`);
  }
  return uses;
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
