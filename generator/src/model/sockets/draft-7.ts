import { isObject, type Json, type JsonObject, listOf } from '../../load/json.js';

const DATA = new Set(['enum', 'const', 'default', 'examples']);
const MAPS = new Set(['properties', 'patternProperties']);

/**
 * A schema of JSON Schema 2020-12 as AsyncAPI 3.0 wants it, in draft 7: nothing counts beside a `$ref` there, and the
 * columns of a row are a list of `items`.
 */
export function draft7(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(draft7);
  if (!isObject(schema)) return schema;
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (DATA.has(key) || key.startsWith('x-')) copy[key] = value;
    else if (MAPS.has(key) && isObject(value)) copy[key] = mapped(value);
    else copy[key] = draft7(value);
  }
  return columns(besides(copy));
}

const mapped = (value: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(value).map(([name, item]) => [name, draft7(item)]));

function besides({ $ref, ...beside }: JsonObject): JsonObject {
  if ($ref === undefined) return beside;
  return Object.keys(beside).length ? { ...beside, allOf: [{ $ref }, ...listOf(beside.allOf)] } : { $ref };
}

function columns({ prefixItems, items, ...schema }: JsonObject): JsonObject {
  if (prefixItems === undefined) return items === undefined ? schema : { ...schema, items };
  return { ...schema, items: prefixItems, ...(items !== undefined && { additionalItems: items }) };
}
