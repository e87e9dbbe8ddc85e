import type { Json, JsonObject } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import type { Schema } from './kinds.js';

/** A schema of the tree as JSON: what it says and no more, references by name. */
export function schemaJson(schema: Schema, locate: (location: Location) => string): JsonObject {
  const {
    kind,
    json: _json,
    nullable,
    empty,
    deprecated,
    readOnly,
    untyped,
    bounds,
    examples,
    accepts,
    ...rest
  } = schema;
  const inner = (one: Schema): JsonObject => schemaJson(one, locate);
  const { title, description, discriminator, format, evidence, location } = rest;
  return {
    kind,
    ...said({ name: rest.name, scalar: rest.scalar === rest.name ? undefined : rest.scalar, title, description }),
    ...(nullable && { nullable }),
    ...(empty && { empty }),
    ...(deprecated && { deprecated }),
    ...(readOnly && { readOnly }),
    ...(discriminator && { discriminator: { ...discriminator } }),
    ...(untyped && kind !== 'reference' && kind !== 'anything' && { untyped }),
    ...said({ format }),
    ...(Object.keys(bounds).length > 0 && { bounds: { ...bounds } }),
    ...(rest.default !== undefined && { default: rest.default }),
    ...(examples.length > 0 && { examples }),
    ...(Object.keys(accepts).length > 0 && { accepts }),
    ...(evidence && { evidence }),
    ...ofKind(schema, inner),
    ...(location && { location: locate(location) }),
  };
}

const said = (texts: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** What a kind adds to the facts that all have. */
function ofKind(schema: Schema, inner: (one: Schema) => JsonObject): JsonObject {
  const each = (schemas: ReadonlyMap<string, Schema>): JsonObject =>
    Object.fromEntries([...schemas].map(([name, one]) => [name, inner(one)]));
  switch (schema.kind) {
    case 'object':
      return {
        ...(schema.required.size > 0 && { required: [...schema.required] }),
        properties: each(schema.properties),
        ...(schema.patterns.size > 0 && { patterns: each(schema.patterns) }),
        ...further('additional', schema.additional, inner),
      };
    case 'list':
      return further('items', schema.items, inner);
    case 'tuple':
      return { cells: schema.cells.map(inner), ...further('rest', schema.rest, inner) };
    case 'map':
      return { values: inner(schema.values) };
    case 'text':
      return { ...said({ mediaType: schema.mediaType }), ...further('content', schema.content, inner) };
    case 'number':
      return { integer: schema.integer };
    case 'choice': {
      const { words, types, open, constant } = schema;
      return { words, types, ...(open && { open }), ...(constant && { constant }) };
    }
    case 'union': {
      const { alternatives, byType } = schema;
      return { alternatives: alternatives.map(inner), ...(byType && { byType }) };
    }
    case 'intersection':
      return { parts: schema.parts.map(inner) };
    case 'reference':
      return { to: schema.to };
    default:
      return {};
  }
}

const further = (
  key: string,
  schema: Schema | false | undefined,
  inner: (one: Schema) => JsonObject,
): Record<string, Json> => (schema === undefined ? {} : { [key]: schema && inner(schema) });
