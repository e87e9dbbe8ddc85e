import { basename, dirname } from 'node:path';
import { nearest } from '@bitget-spec/contract/spelling';
import { escapeKey, isObject, type Json, pointerKeys } from './json.js';

/** The pointer that a broken one is spelt like, to something that is there: `/components/schemas/Price` for `…/Pirce`. */
export function nearPointer(document: Json, pointer: string): string | undefined {
  let here: Json | undefined = document;
  const names: string[] = [];
  for (const key of pointerKeys(pointer)) {
    if (!isObject(here)) return undefined;
    const name: string | undefined = Object.hasOwn(here, key) ? key : nearest(key, Object.keys(here));
    if (name === undefined) return undefined;
    names.push(escapeKey(name));
    here = here[name];
  }
  return names.map((name) => `/${name}`).join('');
}

/** The name of the file beside a missing one that is spelt like it. */
export function nearFile(file: string, reader: { namesIn(folder: string): string[] }): string | undefined {
  try {
    return nearest(basename(file), reader.namesIn(dirname(file)));
  } catch {
    return undefined; // the folder is missing too
  }
}
