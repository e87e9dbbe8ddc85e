import { relative } from 'node:path';
import { escapeKey, isObject, listOf, objectOf } from '../load/json.js';
import type { Found, Source } from '../load/source.js';
import type { Operation } from '../model/types.js';
import type { Drift } from './drift.js';

/** `spec/v3/market/tickers.yaml:47:15`: where the schema that a difference is about is written. */
export function locationOf(
  { keys, kind }: Drift,
  { location }: Operation,
  source: Source,
): { file: string; line: number; column: number } {
  const pointer = `${location.pointer}/responses/200/content/application~1json/schema`;
  const found = source.target(`#${encodeURI(pointer)}`, location.file);
  const start: Found = found ?? { ...location, value: null };
  // A field that is missing or unknown belongs to the object that holds it.
  const way = kind === 'missing' || kind === 'unknown field' ? keys.slice(0, -1) : keys;
  const deepest = walk(start, way, source);
  const end = kind === 'unknown word' ? enumAt(deepest, source) : deepest;
  const { file, line, column } = source.diagnose(end, '');
  return { file: relative(process.cwd(), file), line, column };
}

/** Follows the way through the files, and stops at the last one that is known. */
function walk(from: Found, keys: Drift['keys'], source: Source): Found {
  let here = from;
  for (const key of keys) {
    const next = step(here, key, source, 0);
    if (!next) return here;
    here = next;
  }
  return here;
}

function step(from: Found, key: string | number, source: Source, depth: number): Found | undefined {
  const here = source.follow(from);
  if (!isObject(here.value) || depth > 20) return undefined;
  const below = (way: (string | number)[], value: unknown): Found | undefined =>
    isObject(value)
      ? { file: here.file, pointer: here.pointer + way.map((word) => `/${escapeKey(word)}`).join(''), value }
      : undefined;
  const { properties, prefixItems, items, additionalProperties } = here.value;
  const own =
    typeof key === 'number'
      ? (below(['prefixItems', key], listOf(prefixItems)[key]) ?? below(['items'], items))
      : (below(['properties', key], objectOf(properties)[key]) ??
        below(['additionalProperties'], additionalProperties));
  if (own) return own;
  for (const kind of ['allOf', 'oneOf', 'anyOf']) {
    for (const [index, part] of listOf(here.value[kind]).entries()) {
      const inner = below([kind, index], part);
      const found = inner && step(inner, key, source, depth + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** The list of words behind a field, which may stand in a file that all share. */
function enumAt(found: Found, source: Source): Found {
  const here = source.follow(found);
  const value = objectOf(here.value);
  if (Array.isArray(value.enum)) return { ...here, pointer: `${here.pointer}/enum`, value: value.enum };
  for (const kind of ['oneOf', 'anyOf', 'allOf']) {
    for (const [index, part] of listOf(value[kind]).entries()) {
      const inner = enumAt({ file: here.file, pointer: `${here.pointer}/${kind}/${index}`, value: part }, source);
      if (Array.isArray(inner.value)) return inner;
    }
  }
  return found;
}
