import { canonical, type Json, type JsonObject, objectOf } from '../../../load/json.js';
import type { Schema } from '../../../model/schema/kinds.js';
import { alternativesOf, type Resolved, resolved } from '../../../model/schema/resolved.js';
import { keywordsOf } from './keywords-of.js';

const known = new WeakMap<Schema, string>();

/**
 * A text that two schemas share where they let the same values through, whatever they are put together from, in what order
 * and by what names. A schema that holds itself is described down to where it does.
 */
export function fingerprint(schema: Schema): string {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const text = canonical(shapeOf(schema, []));
  known.set(schema, text);
  return text;
}

function shapeOf(schema: Schema, above: Resolved[]): Json {
  const here = resolved(schema);
  const turns = above.indexOf(here);
  if (turns >= 0) return { again: above.length - turns };
  const inside = [...above, here];
  const inner = (one: Schema): Json => shapeOf(one, inside);
  const { kind, nullable, format, bounds } = here;
  return {
    kind,
    nullable,
    ...(format !== undefined && { format }),
    bounds: { ...bounds },
    ...ofKind(here, inner),
    ...(alternativesOf(here).length > 0 && { alternatives: alternativesOf(here).map(inner).map(canonical).sort() }),
    keywords: withoutNames(keywordsOf(schema)),
  };
}

function ofKind(schema: Resolved, inner: (one: Schema) => Json): JsonObject {
  const each = (schemas: ReadonlyMap<string, Schema>): JsonObject =>
    Object.fromEntries([...schemas].map(([name, one]) => [name, inner(one)]));
  switch (schema.kind) {
    case 'object': {
      const { properties, required, patterns, additional } = schema;
      const more = additional === undefined ? {} : { additional: additional && inner(additional) };
      return { properties: each(properties), required: [...required].sort(), patterns: each(patterns), ...more };
    }
    case 'map':
      return { values: inner(schema.values) };
    case 'list':
      return schema.items ? { items: inner(schema.items) } : {};
    case 'tuple':
      return {
        cells: schema.cells.map(inner),
        ...(schema.rest !== undefined && { rest: schema.rest && inner(schema.rest) }),
      };
    case 'text':
      return schema.content ? { content: inner(schema.content) } : {};
    case 'number':
      return { integer: schema.integer };
    case 'choice':
      return { words: schema.words.map(canonical).sort(), open: schema.open };
    case 'union':
      return schema.byType ? { types: schema.alternatives.map(inner).map(canonical).sort() } : {};
    default:
      return {};
  }
}

/** Keywords hold schemas as JSON, whose references are names. */
const withoutNames = (keywords: JsonObject): Json => {
  const bare = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(bare);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref: _name, description: _description, ...rest } = objectOf(value);
    return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, bare(inner)]));
  };
  return bare(keywords);
};
