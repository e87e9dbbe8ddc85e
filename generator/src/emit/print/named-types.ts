import { type JsonObject, textOf } from '../../load/json.js';
import { typeName } from '../../model/names.js';
import type { Schema } from '../../model/schema/kinds.js';
import type { Api } from '../../model/types.js';
import { comment } from './quote/index.js';
import type { SchemaTypes } from './schema-types.js';
import { wrap } from './wrap.js';

/** A named type, printed. */
export interface NamedType {
  /** Doc comment, with a line end, or nothing. */
  about: string;
  declaration: string;
  /** Names of the components that stand in it. */
  refs: string[];
}

/** Each name once: a scalar is one type to TypeScript, sent or received. */
export function namedTypes(print: SchemaTypes, schemas: Map<string, JsonObject>, readings: Api['readings']) {
  const emptied = new Set([...readings.values()].flatMap(({ name, variant }) => (variant === 'empty' ? [name] : [])));
  const types = new Map<string, NamedType>();
  for (const [key, schema] of schemas) {
    const name = readings.get(key)?.name ?? key;
    if (types.has(typeName(name))) continue;
    const about = [textOf(schema.description)?.trim(), emptied.has(name) ? EMPTY : ''].filter(Boolean).join(' ');
    const refs = [...JSON.stringify(schema).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, to = '']) => to);
    types.set(typeName(name), { about: comment(wrap(about)), declaration: print.component(key), refs });
  }
  return types;
}

/** Components as JSON Schema, which types are printed from. */
export const jsonOf = (schemas: ReadonlyMap<string, Schema>): Map<string, JsonObject> =>
  new Map([...schemas].map(([name, { json }]) => [name, json]));

const EMPTY = 'Empty in a response where there is nothing to say.';
