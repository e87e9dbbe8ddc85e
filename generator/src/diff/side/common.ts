import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';

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

/** Anything that may be the path of a file, in a reference or not. */
const PATH = /[\w@./-]+\.(?:ya?ml|json)\b/g;

/**
 * What two folders of our descriptions have in common. It is told by texts alone: parsing them is what takes the time.
 * Operations that are left out of both sides have not changed, whatever else has.
 * @param documents - their documents, from the folders
 */
export function skippedOf(base: string, head: string, documents: readonly string[]): [Skipped, Skipped] {
  const sides: [Texts, Texts] = [textsIn(base), textsIn(head)];
  const touched = touchedIn(sides, documents);
  const skipped = (texts: Texts, other: Texts, folder: string): Skipped => {
    const lines = new Map<string, Set<string>>();
    const needed = new Set<string>();
    const need = (path: string, text: string): void => {
      for (const used of usedIn(path, text, texts)) {
        if (needed.has(used) || documents.includes(used)) continue;
        needed.add(used);
        need(used, texts.get(used) ?? '');
      }
    };
    for (const path of documents) {
      const same = new Set(other.get(path)?.split('\n'));
      const left = (line: string): boolean => {
        const [, target] = ENTRY.exec(line) ?? [];
        return target !== undefined && same.has(line) && !touched.has(posix.join(posix.dirname(path), target));
      };
      const all = texts.get(path)?.split('\n') ?? [];
      lines.set(join(folder, path), new Set(all.filter(left)));
      // What a document names beside its references are its companions: those that have changed are touched.
      const refs = all.filter((line) => !left(line) && line.includes('$ref'));
      need(path, refs.join('\n'));
    }
    for (const path of touched) {
      needed.add(path);
      need(path, texts.get(path) ?? '');
    }
    const files = [...texts.keys()].filter((path) => !needed.has(path) && !documents.includes(path));
    return { files: new Set(files.map((path) => join(folder, path))), lines };
  };
  return [skipped(sides[0], sides[1], base), skipped(sides[1], sides[0], head)];
}

/** Files that differ, and those that lead to one. A document leads to all of its entries, which are looked at one by one. */
function touchedIn([base, head]: [Texts, Texts], documents: readonly string[]): Set<string> {
  const touched = new Set<string>();
  const users = new Map<string, string[]>();
  for (const texts of [base, head]) {
    for (const [path, text] of texts) {
      const isDocument = documents.includes(path);
      if (isDocument ? bare(base.get(path)) !== bare(head.get(path)) : base.get(path) !== head.get(path))
        touched.add(path);
      if (!isDocument)
        for (const used of usedIn(path, text, texts)) users.set(used, [...(users.get(used) ?? []), path]);
    }
  }
  for (const path of touched) for (const user of users.get(path) ?? []) touched.add(user);
  return touched;
}

/** A document without its entries. */
const bare = (text = ''): string =>
  text
    .split('\n')
    .filter((line) => !ENTRY.test(line))
    .join('\n');

function usedIn(path: string, text: string, texts: Texts): Set<string> {
  const folder = posix.dirname(path);
  const found = [...text.matchAll(PATH)].map(([word]) => posix.join(folder, word));
  return new Set(found.filter((one) => texts.has(one) && one !== path));
}

function textsIn(folder: string): Texts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(ya?ml|json)$/.test(name),
  );
  return new Map(names.map((name) => [name.split(sep).join('/'), readFileSync(join(folder, name), 'utf8')]));
}
