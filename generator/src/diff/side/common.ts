import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { type Unit, unitsOf, wholeOf } from './units.js';

/** What need not be parsed of a folder of descriptions, since the other side has the same. */
export interface Skipped {
  /** Files that say the same on both sides, and lead to nothing that does not. */
  files: ReadonlySet<string>;
  /** Lines of documents that name such files, by document. */
  lines: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Text by path below the folder. */
type Texts = Map<string, string>;

/** An operation or channel in a file of its own: `  /pets: { $ref: ./pets.yaml }`. */
const ENTRY = /^\s+\S+:\s*\{\s*\$ref:\s*['"]?([^#'"\s}]+)[^}]*\}\s*$/;

/**
 * What two folders of our descriptions have in common. It is told by texts alone: parsing them is what takes the time.
 * Operations that are left out of both sides have not changed, whatever else has.
 * @param documents - their documents, from the folders
 */
export function skippedOf(base: string, head: string, documents: readonly string[]): [Skipped, Skipped] {
  const sides: [Texts, Texts] = [textsIn(base), textsIn(head)];
  // Most texts are the same on both sides, and are looked through once.
  const known = new Map<string, { text: string; units: Unit[] }>();
  const units = (path: string, text: string): Unit[] => {
    const before = known.get(path);
    if (before?.text === text) return before.units;
    const found = unitsOf(path, text);
    known.set(path, { text, units: found });
    return found;
  };
  const touched = touchedIn(sides, documents, units);
  const skipped = (texts: Texts, other: Texts, folder: string): Skipped => {
    const lines = new Map<string, Set<string>>();
    const needed = new Set<string>();
    const need = (uses: Iterable<string>): void => {
      for (const use of uses) {
        const path = pathOf(use);
        const text = texts.get(path);
        if (text === undefined || needed.has(path) || documents.includes(path)) continue;
        needed.add(path);
        for (const unit of units(path, text)) need(unit.uses);
      }
    };
    for (const path of documents) {
      const same = new Set(settingsOf(path, texts) === settingsOf(path, other) ? other.get(path)?.split('\n') : []);
      const left = (line: string): boolean => {
        const [, target] = ENTRY.exec(line) ?? [];
        return target !== undefined && same.has(line) && !touched.has(posix.join(posix.dirname(path), target));
      };
      const all = texts.get(path)?.split('\n') ?? [];
      lines.set(join(folder, path), new Set(all.filter(left)));
      // What a document names beside its references are its companions: those that have changed are touched.
      const refs = all.filter((line) => !left(line) && line.includes('$ref'));
      need(unitsOf(path, refs.join('\n')).flatMap(({ uses }) => [...uses]));
    }
    need([...touched].map(wholeOf));
    const files = [...texts.keys()].filter((path) => !needed.has(path) && !documents.includes(path));
    return { files: new Set(files.map((path) => join(folder, path))), lines };
  };
  return [skipped(sides[0], sides[1], base), skipped(sides[1], sides[0], head)];
}

/**
 * Files of which a part differs, or leads to one that does. A document leads to all of its entries, which are looked at one by
 * one.
 */
function touchedIn(
  [base, head]: [Texts, Texts],
  documents: readonly string[],
  units: (path: string, text: string) => Unit[],
): Set<string> {
  const touched = new Set<string>();
  const all: Unit[] = [];
  const users = new Map<string, string[]>();
  const uses = (user: string, used: string) => users.set(used, [...(users.get(used) ?? []), user]);
  for (const path of new Set([...base.keys(), ...head.keys()])) {
    if (documents.includes(path)) {
      if (bare(base.get(path)) !== bare(head.get(path))) touched.add(wholeOf(path));
      continue;
    }
    const [was, now] = [base.get(path), head.get(path)].map((text) => (text === undefined ? [] : units(path, text)));
    const other = new Map(was?.map(({ id, text }) => [id, text]));
    for (const { id, text } of now ?? []) {
      if (other.get(id) !== text) touched.add(id);
      other.delete(id);
    }
    // What is left is gone from the head.
    for (const id of other.keys()) touched.add(id);
    all.push(...(was ?? []).filter((unit) => !now?.includes(unit)), ...(now ?? []));
  }
  const ids = new Set(all.map(({ id }) => id));
  for (const { id, uses: used } of all) {
    uses(wholeOf(pathOf(id)), id);
    // Where it is not plain which definition is meant, all of the file are.
    for (const one of used) uses(id, ids.has(one) ? one : wholeOf(pathOf(one)));
  }
  for (const id of touched) for (const user of users.get(id) ?? []) touched.add(user);
  return new Set([...touched].filter((id) => id.endsWith('#')).map((id) => id.slice(0, -1)));
}

const pathOf = (id: string): string => id.slice(0, id.indexOf('#'));

/** What a document says of all its operations at once: where that changes, each of them has changed. */
const settingsOf = (path: string, texts: Texts): string =>
  unitsOf(path, bare(texts.get(path)))
    .filter(({ id }) => /#\/(security|x-bitget-spec)?$/.test(id))
    .map(({ text }) => text)
    .join('\n');

/** A document without its entries. */
const bare = (text = ''): string =>
  text
    .split('\n')
    .filter((line) => !ENTRY.test(line))
    .join('\n');

function textsIn(folder: string): Texts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ya?ml|json)$/.test(name),
  );
  return new Map(names.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}
