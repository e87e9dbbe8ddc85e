import { isObject, type Json, type JsonObject, listOf, objectOf, textsOf } from '../../load/json.js';
import { resolveIn } from '../resolve.js';

/** The fields of an object, whatever it is put together from. */
export interface Fields {
  properties: Map<string, JsonObject>;
  required: Set<string>;
}

/** Follows references and `allOf`. `document` holds the named schemas below `components`. */
export function fieldsOf(value: Json | undefined, document: JsonObject): Fields {
  const fields: Fields = { properties: new Map(), required: new Set() };
  collect(value, document, fields);
  return fields;
}

function collect(value: Json | undefined, document: JsonObject, fields: Fields): void {
  const schema = objectOf(resolveIn(document, objectOf(value)));
  for (const part of listOf(schema.allOf)) collect(part, document, fields);
  for (const [name, field] of Object.entries(objectOf(schema.properties)))
    if (isObject(field)) fields.properties.set(name, field);
  for (const name of textsOf(schema.required)) fields.required.add(name);
}

/** The schema of a list's entries, or the schema itself where it is no list. */
export function itemOf(value: JsonObject | undefined, document: JsonObject): JsonObject | undefined {
  if (!value) return undefined;
  const { items } = objectOf(resolveIn(document, value));
  return isObject(items) ? items : value;
}
