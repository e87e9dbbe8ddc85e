import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { type Unit, unitsOf, wholeOf } from './units.js';

/** What need not be parsed of a folder of descriptions, since the other side has the same. */
export interface Skipped {
  /** Files that say the same on both sides, and lead to nothing that does not. */
  files: ReadonlySet<string>;
  /** Lines of documents that name such files, by document, counted from 0. */
  lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Text by path below the folder. */
type Texts = Map<string, string>;

/** An operation or channel in a file of its own: `  /pets: { $ref: ./pets.yaml }`. */
const ENTRY = /^\s+\S+:\s*\{\s*\$ref:\s*['"]?([^#'"\s}]+)[^}]*\}\s*$/;

/**
 * What two folders of our descriptions have in common. It is told by texts alone: parsing them is what takes the time.
 * Operations that are left out of both sides have not changed, whatever else has. Nothing where all may have.
 * @param documents - their documents, from the folders
 */
export function skippedOf(base: string, head: string, documents: readonly string[]): [Skipped, Skipped] | [] {
  const sides: [Texts, Texts] = [textsIn(base), textsIn(head)];
  // Where that changes, each of their operations has changed, and they may have other companions.
  if (documents.some((path) => settingsOf(path, sides[0]) !== settingsOf(path, sides[1]))) return [];
  if (mostDiffer(...sides)) return [];
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
  const needed = new Set<string>();
  // What one side needs, both do: where it is not the same on both, that it is there at all is a change.
  const need = (uses: Iterable<string>): void => {
    for (const use of uses) {
      const path = pathOf(use);
      if (needed.has(path) || documents.includes(path)) continue;
      needed.add(path);
      for (const texts of sides) for (const unit of units(path, texts.get(path) ?? '')) need(unit.uses);
    }
  };
  need([...touched].map(wholeOf));
  const lines = sides.map((texts, side) => {
    const found = new Map<string, Set<number>>();
    for (const path of documents) {
      const other = new Set(placedLines(sides[1 - side]?.get(path)));
      const all = texts.get(path)?.split('\n') ?? [];
      const left = new Set<number>();
      for (const [index, placed] of placedLines(texts.get(path)).entries()) {
        const [, target] = ENTRY.exec(all[index] ?? '') ?? [];
        if (target && other.has(placed) && !touched.has(posix.join(posix.dirname(path), target))) left.add(index);
      }
      found.set(path, left);
      // What a document names beside its references are its companions: those that have changed are touched.
      const refs = all.filter((line, index) => !left.has(index) && line.includes('$ref'));
      need(unitsOf(path, refs.join('\n')).flatMap(({ uses }) => [...uses]));
    }
    return found;
  });
  const skipped = (side: 0 | 1, folder: string): Skipped => ({
    files: new Set(
      [...sides[side].keys()]
        .filter((path) => !needed.has(path) && !documents.includes(path))
        .map((path) => join(folder, path)),
    ),
    lines: new Map([...(lines[side] ?? [])].map(([path, left]) => [join(folder, path), left])),
  });
  return [skipped(0, base), skipped(1, head)];
}

/** Whether to look for what has not changed would take longer than it saves. */
function mostDiffer(base: Texts, head: Texts): boolean {
  const same = [...head].filter(([path, text]) => base.get(path) === text);
  return same.length < Math.max(base.size, head.size) / 2;
}

/** Each line of a YAML text after those that it stands below: `paths:`, `  /pets: { $ref: ./pets.yaml }`. */
function placedLines(text = ''): string[] {
  const above: string[] = [];
  return text.split('\n').map((line) => {
    const indent = line.search(/\S/);
    if (indent < 0) return line;
    while (above.length && (above.at(-1)?.search(/\S/) ?? 0) >= indent) above.pop();
    above.push(line);
    return above.join('\n');
  });
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

/** What a document says of all its operations at once. */
const settingsOf = (path: string, texts: Texts): string =>
  unitsOf(path, bare(texts.get(path)))
    .filter(({ id }) => /#\/(security|x-bitget-spec|openapi|asyncapi)?$/.test(id))
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
