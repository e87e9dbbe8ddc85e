import { flatten, isRecord, type Schemas } from '../core/schema.js';
import type { JsonSchema, MockOperation } from '../types.js';

type Keep = (value: unknown) => unknown;

/**
 * Leaves out of an operation's requests what the description does not declare, so that what is left is what the
 * request type says: the exchange takes any other field, of any type, and does not look at it.
 */
export function declaredOnly({ query, body }: MockOperation, schemas: Schemas): Keep {
  const parts = [query, body].filter((part) => part !== undefined);
  return keeperOf({ allOf: parts }, schemas);
}

function keeperOf(schema: JsonSchema | undefined, schemas: Schemas): Keep {
  const { properties, items } = flatten(schema, schemas);
  if (items !== undefined) {
    const keep = keeperOf(items, schemas);
    return (value) => (Array.isArray(value) ? value.map(keep) : value);
  }
  if (!properties) return (value) => value;
  const fields = new Map(Object.entries(properties).map(([name, field]) => [name, listKeeper(field, schemas)]));
  return (value) => (isRecord(value) && !isPlain(value, fields) ? kept(value, fields) : value);
}

type Fields = ReadonlyMap<string, Keep | undefined>;

/** Whether there is nothing to leave out, as in nearly every request: no copy is made then. */
function isPlain(value: Record<string, unknown>, fields: Fields): boolean {
  for (const name in value) {
    if (fields.get(name) !== undefined || !fields.has(name)) return false;
  }
  return true;
}

/** Of a list of objects its entries' own fields, of anything else nothing. */
function listKeeper(schema: JsonSchema, schemas: Schemas): Keep | undefined {
  const { items } = flatten(schema, schemas);
  return items !== undefined && flatten(items, schemas).properties ? keeperOf(schema, schemas) : undefined;
}

function kept(value: Record<string, unknown>, fields: Fields) {
  const found: Record<string, unknown> = {};
  for (const name in value) {
    if (!fields.has(name)) continue;
    const keep = fields.get(name);
    found[name] = keep ? keep(value[name]) : value[name];
  }
  return found;
}
