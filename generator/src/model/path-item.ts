import { escapeKey, isObject, type JsonObject, objectOf } from '../load/json.js';
import { type Found, isRef, type Location, type Source } from '../load/source.js';
import type { Bundler } from './bundle.js';
import { METHODS, type Method } from './types.js';

/** The operations of one path, with internal references, and where each is written. */
export interface PathItem {
  item: JsonObject;
  locations: Map<Method, Location>;
  /** The files that were looked into for it; what components say aside. */
  files: ReadonlySet<string>;
  /** The components that it refers to, as {@link Bundler.takeUses} says it. */
  uses: string[];
}

/** `paths` of a document. */
export const pathsOf = (paths: ReadonlyMap<string, PathItem>): JsonObject =>
  Object.fromEntries([...paths].map(([path, { item }]) => [path, item]));

type Operations = Pick<PathItem, 'item' | 'locations'>;

/** Reads a path, which may be a reference with keys beside it; so may each of its operations, though OpenAPI does not say so. */
export function pathItemOf(path: string, source: Source, bundler: Bundler): PathItem {
  const files = new Set<string>();
  const operations = source.noting(files, () => wholeItemOf(path, source, bundler));
  return { ...operations, files, uses: bundler.takeUses() };
}

function wholeItemOf(path: string, source: Source, bundler: Bundler): Operations {
  const pointer = `/paths/${escapeKey(path)}`;
  const written: Found = { file: source.file, pointer, value: objectOf(objectOf(source.root).paths)[path] ?? null };
  const { item, locations } = itemOf(source.follow(written), source, bundler);
  if (!isRef(written.value)) return { item, locations };
  const { $ref: _, ...beside } = written.value;
  const own = itemOf({ ...written, value: beside }, source, bundler);
  return { item: { ...item, ...own.item }, locations: new Map([...locations, ...own.locations]) };
}

function itemOf({ file, pointer, value }: Found, source: Source, bundler: Bundler): Operations {
  const direction = bundler.direction('request');
  const copied = bundler.node(withoutRefs(value), { file, pointer, direction });
  const item = objectOf(copied);
  const locations = new Map<Method, Location>();
  for (const method of METHODS) {
    const operation = objectOf(value)[method];
    if (operation === undefined) continue;
    const place = { file, pointer: `${pointer}/${method}`, value: operation };
    const found = isRef(operation) ? source.follow(place) : place;
    if (found !== place)
      item[method] = bundler.node(found.value, { file: found.file, pointer: found.pointer, direction });
    locations.set(method, { file: found.file, pointer: found.pointer });
  }
  return { item, locations };
}

/** A path item without the operations that are references. */
const withoutRefs = (value: Found['value']): JsonObject =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter(([key, child]) => !(isRef(child) && METHODS.some((m) => m === key))),
      )
    : {};
