import { isObject, type JsonObject, listOf, objectOf } from '../load/json.js';
import { isRef } from '../load/source.js';
import { isOpenEnum } from '../model/directions.js';
import { resolveIn } from '../model/resolve.js';

/** A schema with references followed and `allOf` put together. */
export interface Reading {
  /** The keys of all parts, those written later over those before. */
  schema: JsonObject;
  /** Types that pass, none where any does. */
  types: Set<string>;
  properties: Record<string, JsonObject>;
  required: Set<string>;
  /** Schema of the fields that have no name here, where there is one. */
  additional?: JsonObject;
  /** The alternatives of `oneOf` or `anyOf`. */
  alternatives: JsonObject[];
}

export function readingOf(given: JsonObject, document: JsonObject): Reading {
  const parts = partsOf(given, document, 0);
  const schema: JsonObject = Object.assign({}, ...parts);
  const properties: Record<string, JsonObject> = {};
  for (const part of parts) {
    for (const [name, child] of Object.entries(objectOf(part.properties)))
      if (isObject(child)) properties[name] = child;
  }
  const alternatives = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].filter(isObject);
  // Alternatives that only say which fields must be there describe nothing themselves.
  const shapes = alternatives.filter((part) => Object.keys(part).some((key) => key !== 'required'));
  return {
    schema,
    types: new Set([schema.type ?? []].flat().map(String)),
    properties,
    required: new Set(parts.flatMap((part) => listOf(part.required).map(String))),
    ...(isObject(schema.additionalProperties) && { additional: schema.additionalProperties }),
    alternatives: isOpenEnum(schema) || shapes.length ? alternatives : [],
  };
}

function partsOf(given: JsonObject, document: JsonObject, depth: number): JsonObject[] {
  if (depth > 20) return [];
  const { $ref, allOf, ...own } = given;
  const target = isRef(given) ? [objectOf(resolveIn(document, { $ref: given.$ref }))] : [];
  const inner = [...target, ...listOf(allOf).filter(isObject)].flatMap((part) => partsOf(part, document, depth + 1));
  return [...inner, own];
}
