import { relative, sep } from 'node:path';
import { once } from '../../once.js';
import { type Entry, entriesOf } from './entries.js';
import type { Files } from './files.js';
import { pathOf, type Unit, unitsOf } from './units.js';

/** A file as its text tells. */
export interface Text {
  text: string;
  units: readonly Unit[];
  /** Of a document, whose units do not have them. */
  entries: readonly Entry[];
}

/** The files below a folder of descriptions, by their paths from there. */
export type Texts = ReadonlyMap<string, Text>;

/** A folder of descriptions. */
export interface Folder {
  files: Files;
  path: string;
}

/**
 * Reads what there is in a folder.
 * @param documents - those that may have entries
 * @param known - files that were looked through already: most are the same on both sides
 */
export function textsIn(
  { files, path: folder }: Folder,
  documents: readonly string[],
  known: Texts = new Map(),
): Texts {
  return new Map(
    files.below(folder).map((place): [string, Text] => {
      const path = relative(folder, place).split(sep).join('/');
      const text = files.text(place).replaceAll('\r\n', '\n');
      const before = known.get(path);
      return [path, before?.text === text ? before : textOf(path, text, documents.includes(path))];
    }),
  );
}

/** It is looked through when it is asked for: where most differ, nothing is. */
function textOf(path: string, text: string, isDocument: boolean): Text {
  const parts = once(() => (isDocument ? entriesOf(path, text) : { entries: [], rest: text }));
  const units = once(() => unitsOf(path, parts().rest));
  return {
    text,
    get entries() {
      return parts().entries;
    },
    get units() {
      return units();
    },
  };
}

/**
 * Whether each reference leads to a file that was read, and none to the entries of a document, or to all of it, by what it stands
 * in: then texts alone tell what leads where.
 */
export function isTold(texts: Texts): boolean {
  const isPlain = (use: string): boolean => {
    const file = texts.get(pathOf(use));
    return file !== undefined && (!file.entries.length || file.units.some(({ id }) => id === use && !isSection(id)));
  };
  return [...texts.values()].every(
    ({ units, entries }) =>
      units.every(({ uses }) => [...uses].every(isPlain)) && entries.every(({ leadsTo }) => isPlain(leadsTo)),
  );
}

/** Whether a unit of a document has entries. */
const isSection = (id: string): boolean => /#\/(paths|channels|operations)$/.test(id);
