import { posix } from 'node:path';
import { topKeyOf } from '../../load/lines.js';

/** A definition at the top of a file, `common/scalars.yaml#/Price`, or a file that has none, `v3/trade/place-order.yaml#/`. */
export interface Unit {
  id: string;
  text: string;
  /** Definitions and whole files that it refers to, as ids; {@link UNTOLD} among them where its lines alone do not tell all. */
  uses: ReadonlySet<string>;
}

/** Stands for whatever a text may refer to that only a parser would find: no file is called like this. */
const UNTOLD = '#';

/** A whole file. */
export const wholeOf = (path: string): string => `${path}#`;

/** The file of a unit. */
export const pathOf = (id: string): string => id.slice(0, id.indexOf('#'));

/**
 * The definitions of a file, told by its lines alone: what stands before the first is part of each. A text that is not plainly a
 * mapping of definitions is one.
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
  const units = [...found].map(([id, own]) => ({ id, text: [head, ...own].join('\n') }));
  const areApart = !ANCHOR.test(text) && (units.length === 1 || units.every((unit) => isClosed(unit.text)));
  const apart = units.length && areApart ? units : [{ id: `${path}#/`, text }];
  return apart.map((unit) => ({ ...unit, uses: usesIn(path, unit.text) }));
}

/** What it names may be used anywhere below. */
const ANCHOR = /(?:^|[\s[{,:])&[^\s,[\]{}]/;

/** Whether no bracket or quote goes on after it: what looks like the next key would be a part of it. */
function isClosed(text: string): boolean {
  const count = (mark: string) => text.split(mark).length - 1;
  if (count('{') !== count('}') || count('[') !== count(']') || count('"') % 2) return false;
  // What does not begin a value is an apostrophe.
  return !text.includes("'") || !/(?:^|[\s[{,:])'/.test(text.replaceAll(/(?:^|[\s[{,:])'(?:[^']|'')*'/g, ''));
}

/** What can spell `$ref` or a path otherwise, or leads on without it. */
const HIDES = /\\[xuU\n]|\r|discriminator/;

/** Between the word `$ref` and the end of its value: a path and a pointer of plain letters, in quotes or not. */
const VALUE = /^['"]?:[ \t]*(['"]?)((?!\/)[\w./@-]+)?(?:#\/([^/\s'"`,{}[\]#%\\]+)(?:\/[^\s'"`,{}[\]#%\\]*)?)?\1[ \t]*/;

/** What a reference at the end of its line does not go on with: the next key, entry or bracket. */
const NEXT =
  /^(?:[ \t]*(?:#[^\n]*)?\n)*([ \t]*)(?:$|[}\],]|(?:-[ \t]+)*(?:[^\s:,'"]+|'[^'\n]*'|"[^"\n]*"):(?=\s|$)|-[ \t]+[{[])/;

/** The files and definitions that the references of a text name. Where one is not spelt plainly, that is untold. */
export function usesIn(path: string, text: string): Set<string> {
  const uses = new Set<string>();
  if (HIDES.test(text)) uses.add(UNTOLD);
  const folder = posix.dirname(path);
  const [first = '', ...parts] = text.split('$ref');
  let before = first;
  for (const part of parts) {
    const [all = '', , file, key] = VALUE.exec(part) ?? [];
    const isPlain = (file || key) && endsAfter(before, part.slice(all.length));
    const used = file ? posix.join(folder, file) : path;
    uses.add(!isPlain ? UNTOLD : key ? `${used}#/${key}` : wholeOf(used));
    before = part;
  }
  return uses;
}

/** Whether the value of a reference ends: within brackets on its line, or with its line. */
function endsAfter(before: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/[{,][ \t]*['"]?$/.test(line)) return /^[,}\]]/.test(after);
  const [, column] = /^([ \t-]*)['"]?$/.exec(line) ?? [];
  const [, indent] = (/^(?:\n|$)/.test(after) && NEXT.exec(after)) || [];
  return column !== undefined && indent !== undefined && indent.length <= column.length;
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
