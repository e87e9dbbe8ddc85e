import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type Entry, entriesOf } from './entries.js';
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

/**
 * Reads what there is in a folder.
 * @param documents - those that may have entries
 * @param known - files that were looked through already: most are the same on both sides
 */
export function textsIn(folder: string, documents: readonly string[], known: Texts = new Map()): Texts {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && /\.(ya?ml|json)$/.test(file.name),
  );
  return new Map(
    files.map((file): [string, Text] => {
      const place = join(file.parentPath, file.name);
      const path = relative(folder, place).split(sep).join('/');
      const text = readFileSync(place, 'utf8').replaceAll('\r\n', '\n');
      const before = known.get(path);
      return [path, before?.text === text ? before : textOf(path, text, documents.includes(path))];
    }),
  );
}

function textOf(path: string, text: string, isDocument: boolean): Text {
  const { entries, rest } = isDocument ? entriesOf(path, text) : { entries: [], rest: text };
  return { text, entries, units: unitsOf(path, rest) };
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
