import type { JsonObject } from '../../../load/json.js';
import type { Schema } from '../../../model/schema/kinds.js';

const KEPT = new Set([
  ...['if', 'then', 'else', 'not', 'contains', 'minContains', 'maxContains', 'propertyNames', 'dependentRequired'],
  ...['dependentSchemas', 'unevaluatedItems', 'unevaluatedProperties', 'minProperties', 'maxProperties'],
  ...['contentEncoding', 'contentMediaType', 'contentSchema', 'readOnly', 'writeOnly'],
  ...['x-extensible-enum', 'x-stability-level', 'x-sunset'],
]);

const DEPTH = 20;
const known = new WeakMap<Schema, JsonObject>();

/** The keywords that have no place in the tree, references followed and parts of intersections put together. */
export function keywordsOf(schema: Schema, depth = 0): JsonObject {
  const before = known.get(schema);
  if (before) return before;
  const result: JsonObject = {};
  if (depth <= DEPTH) {
    if (schema.kind === 'reference') Object.assign(result, keywordsOf(schema.target(), depth + 1));
    if (schema.kind === 'intersection')
      for (const part of schema.parts) Object.assign(result, keywordsOf(part, depth + 1));
  }
  for (const key in schema.json) if (KEPT.has(key)) result[key] = schema.json[key] ?? null;
  known.set(schema, result);
  return result;
}
