import { join } from 'node:path';
import type { Entry } from './entries.js';
import { type Folder, isTold, type Texts, textsIn } from './texts.js';
import { pathOf, type Unit, wholeOf } from './units.js';

/** What need not be parsed of a folder of descriptions, since the other side has the same. */
export interface Skipped {
  /** Files that say the same on both sides, and lead to nothing that does not. */
  files: ReadonlySet<string>;
  /** Lines of documents that name such files, by document, counted from 0. */
  lines: ReadonlyMap<string, ReadonlySet<number>>;
}

/**
 * What two folders of our descriptions have in common. It is told by texts alone: parsing them is what takes the time.
 * Operations that are left out of both sides have not changed, whatever else has. Nothing where all may have, and where texts
 * alone do not tell what leads where.
 * @param documents - their documents, from the folders
 */
export function skippedOf(base: Folder, head: Folder, documents: readonly string[]): [Skipped, Skipped] | [] {
  const was = textsIn(base, documents);
  const now = textsIn(head, documents, was);
  if (mostDiffer(was, now) || !isTold(was) || !isTold(now)) return [];
  if (documents.some((path) => settingsOf(was, path) !== settingsOf(now, path))) return [];
  const needed = new Set<string>();
  // What one side needs, both do: where it is not the same on both, that it is there at all is a change.
  const need = (path: string): void => {
    if (needed.has(path)) return;
    needed.add(path);
    for (const texts of [was, now])
      for (const { uses } of texts.get(path)?.units ?? []) for (const use of uses) need(pathOf(use));
  };
  for (const path of [...documents, ...touchedIn(was, now)]) need(path);
  for (const path of documents) for (const { leadsTo } of differing(was, now, path)) need(pathOf(leadsTo));
  const skipped = ({ path: folder }: Folder, texts: Texts): Skipped => ({
    files: new Set([...texts.keys()].filter((path) => !needed.has(path)).map((path) => join(folder, path))),
    lines: new Map(
      documents.map((path) => {
        const left = texts.get(path)?.entries.filter(({ leadsTo }) => !needed.has(pathOf(leadsTo)));
        return [join(folder, path), new Set(left?.map(({ line }) => line))];
      }),
    ),
  });
  return [skipped(base, was), skipped(head, now)];
}

/** Whether to look for what has not changed would take longer than it saves. */
function mostDiffer(base: Texts, head: Texts): boolean {
  const same = [...head].filter(([path, { text }]) => base.get(path)?.text === text);
  return same.length < Math.max(base.size, head.size) / 2;
}

/** What a document says of all its operations at once. */
const settingsOf = (texts: Texts, path: string): string =>
  (texts.get(path)?.units ?? [])
    .filter(({ id }) => !OTHERS.test(id))
    .map(({ text }) => text)
    .join('\n');

/** What of a document is compared by itself, or where something refers to it. */
const OTHERS = /#\/(info|tags|x-tagGroups|servers|components|paths|channels|operations)$/;

/** Entries that only one side has. */
function differing(was: Texts, now: Texts, path: string): Entry[] {
  const [base = [], head = []] = [was, now].map((texts) => texts.get(path)?.entries);
  const others = (entries: readonly Entry[]) => new Set(entries.map(({ text }) => text));
  const [one, other] = [others(base), others(head)];
  return [...base.filter(({ text }) => !other.has(text)), ...head.filter(({ text }) => !one.has(text))];
}

/** Files of which a part differs, or leads to one that does. */
function touchedIn(base: Texts, head: Texts): ReadonlySet<string> {
  const touched = new Set<string>();
  const all: Unit[] = [];
  for (const path of new Set([...base.keys(), ...head.keys()])) {
    const [was, now] = [base, head].map((texts) => texts.get(path)?.units ?? []);
    const other = new Map(was?.map(({ id, text }) => [id, text]));
    for (const { id, text } of now ?? []) {
      if (other.get(id) !== text) touched.add(id);
      other.delete(id);
    }
    // What is left is gone from the head.
    for (const id of other.keys()) touched.add(id);
    all.push(...(was === now ? [] : (was ?? [])), ...(now ?? []));
  }
  const ids = new Set(all.map(({ id }) => id));
  const users = new Map<string, string[]>();
  const uses = (user: string, used: string): void => {
    const known = users.get(used);
    if (known) known.push(user);
    else users.set(used, [user]);
  };
  for (const { id, uses: used } of all) {
    uses(wholeOf(pathOf(id)), id);
    // Where it is not plain which definition is meant, all of the file are.
    for (const one of used) uses(id, ids.has(one) ? one : wholeOf(pathOf(one)));
  }
  for (const id of touched) for (const user of users.get(id) ?? []) touched.add(user);
  return new Set([...touched].filter((id) => id.endsWith('#')).map(pathOf));
}
