import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../generator/src/load/json.js';
import { root } from './description.js';

/** Where the project's reference data lies: beside the repository, and not in every copy of it. */
export const folder = join(root, '../shared/facts');

/** False where there is nothing to hold the spec against. */
export const present = existsSync(join(folder, 'rest-v2.jsonl'));

/** The shape that a client declares. */
export interface Shape {
  type?: string;
  /** `decimal`, `ms-timestamp`: what a text carries. */
  format?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
  enum?: string[];
}

interface Row {
  name: string;
  depth: number;
}

/** What the public sources say of one endpoint; ../shared/facts/README.md explains the keys. */
export interface Fact {
  method: string;
  path: string;
  documentedRequest?: Row[];
  documentedResponse?: Row[];
  exampleRequest?: { query?: JsonObject | null; body?: JsonObject | Json[] | null };
  exampleResponse?: JsonObject;
  moreExampleResponses?: JsonObject[];
  goRequest?: Record<string, { t?: Shape }>;
  goResponse?: Shape;
}

/** A path that the project's reference documents name. */
export interface Requested {
  method: string;
  path: string;
  status: 'same' | 'renamed' | 'legacy';
  /** The URL that is meant. */
  canonical: string | null;
}

const textOf = (file: string): string => (present ? readFileSync(join(folder, file), 'utf8') : '');

export const readFacts = (): Fact[] =>
  ['rest-v2.jsonl', 'rest-v3.jsonl'].flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Fact),
  );

export const readRequested = (): Requested[] => JSON.parse(textOf('requested-paths.json') || '[]');

/** Every path of a value: `list.price`. */
export function pathsOfValue(value: unknown, before = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsOfValue(item, before));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = before ? `${before}.${name}` : name;
    return [path, ...pathsOfValue(inner, path)];
  });
}

/** Every path of a declared shape. */
export function pathsOfShape(shape: Shape | undefined, before = ''): string[] {
  if (!shape) return [];
  const own = Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => {
    const path = before ? `${before}.${name}` : name;
    return [path, ...pathsOfShape(inner, path)];
  });
  const inner = [shape.items, ...(shape.anyOf ?? [])].flatMap((part) => pathsOfShape(part, before));
  return [...own, ...inner];
}

/** A value of a declared shape; undefined where the shape leaves it open. */
export function sampleOf(shape: Shape | undefined): Json | undefined {
  if (!shape) return undefined;
  if (shape.enum) return shape.enum[0];
  if (shape.type === 'array') {
    const item = sampleOf(shape.items);
    return item === undefined ? [] : [item];
  }
  if (shape.type === 'object') {
    const fields = Object.entries(shape.properties ?? {}).map(([name, inner]) => [name, sampleOf(inner)] as const);
    return Object.fromEntries(fields.filter((field): field is [string, Json] => field[1] !== undefined));
  }
  return { string: TEXTS[shape.format ?? ''] ?? '1', number: 1, boolean: true }[shape.type ?? ''];
}

const TEXTS: Record<string, string> = { decimal: '1.5', 'ms-timestamp': '1761998400000' };
