import { type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import { boundsOf } from './bounds.js';
import type { Discriminator, Facts, Schema } from './kinds.js';

/** Where references lead. */
export const COMPONENT = '#/components/schemas/';

/** What a schema says of itself, whatever its kind. */
export function factsOf(json: JsonObject, location?: Location): Facts {
  const title = textOf(json.title);
  const description = textOf(json.description);
  const format = textOf(json.format);
  const discriminator = json.discriminator === undefined ? undefined : discriminatorOf(json.discriminator);
  const facts: Facts = {
    nullable:
      json.nullable === true ||
      json.type === 'null' ||
      listOf(json.type).includes('null') ||
      listOf(json.enum).includes(null),
    empty: json['x-usual'] !== undefined,
    deprecated: json.deprecated === true,
    readOnly: json.readOnly === true,
    untyped: json.type === undefined,
    bounds: boundsOf(json),
    examples: json.example === undefined ? [...listOf(json.examples)] : [json.example, ...listOf(json.examples)],
    accepts: json['x-accepts'] === undefined ? {} : acceptsOf(json['x-accepts']),
    json,
  };
  // Assigned, since thousands are made and few of these are there: to spread an object for each takes longer than all else.
  if (title !== undefined) facts.title = title;
  if (description !== undefined) facts.description = description;
  if (discriminator) facts.discriminator = discriminator;
  if (format !== undefined) facts.format = format;
  if (json.default !== undefined) facts.default = json.default;
  if (json['x-null-when'] !== undefined) facts.nullWhen = nullWhenOf(json['x-null-when']);
  if (json['x-source'] !== undefined) facts.evidence = textsOf(json['x-source']);
  if (location) facts.location = location;
  return facts;
}

function acceptsOf(value: Json): Facts['accepts'] {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([spelling, word]) => [spelling, String(word)]));
}

function nullWhenOf(value: Json): NonNullable<Facts['nullWhen']> {
  const [field = '', word = ''] = Object.entries(objectOf(value))[0] ?? [];
  return { field, word: String(word) };
}

function discriminatorOf(value: Json): Discriminator | undefined {
  const { propertyName, mapping } = objectOf(value);
  if (typeof propertyName !== 'string') return undefined;
  const names = Object.entries(objectOf(mapping)).map(([word, ref]) => [word, String(ref).replace(COMPONENT, '')]);
  return { property: propertyName, mapping: Object.fromEntries(names) };
}

/** Keys that say what a value is made of; the others are {@link Facts}. */
const SHAPES = new Set([
  ...['type', 'enum', 'const', 'properties', 'patternProperties', 'additionalProperties', 'required', 'items'],
  ...['prefixItems', 'allOf', 'oneOf', 'anyOf', 'contentSchema'],
]);

/** What a reference of OpenAPI 3.0 may have beside it. */
export const besideAlone = (json: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([key]) => BESIDE_ALONE.has(key) || key.startsWith('x-')));

const BESIDE_ALONE = new Set([
  ...['title', 'description', 'default', 'example', 'deprecated', 'nullable', 'readOnly', 'writeOnly'],
]);

/** True where a schema says more than facts. */
export const hasShape = (json: JsonObject): boolean => Object.keys(json).some((key) => SHAPES.has(key));

/** A schema without what is said of it as a whole. */
export const shapeOf = (json: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(json).filter(([key]) => !PROSE.has(key)));

const PROSE = new Set([
  ...['title', 'description', 'default', 'example', 'examples', 'deprecated', 'x-source', 'x-accepts', 'discriminator'],
  'x-null-when',
]);

/** A schema with what is said beside it, which holds over what it says itself. */
export function overlaid<Of extends Schema>(schema: Of, beside: Facts): Of {
  return {
    ...schema,
    ...beside,
    nullable: schema.nullable || beside.nullable,
    empty: schema.empty || beside.empty,
    deprecated: schema.deprecated || beside.deprecated,
    readOnly: schema.readOnly || beside.readOnly,
    untyped: schema.untyped,
    bounds: { ...schema.bounds, ...beside.bounds },
    examples: beside.examples.length ? beside.examples : schema.examples,
    accepts: { ...schema.accepts, ...beside.accepts },
  };
}

/** The facts of a schema without what its kind adds. */
export function factsOnly(schema: Schema): Facts {
  const { nullable, empty, deprecated, readOnly, untyped, bounds, examples, accepts, json } = schema;
  const facts: Facts = { nullable, empty, deprecated, readOnly, untyped, bounds, examples, accepts, json };
  const { name, scalar, title, description, discriminator, format, nullWhen, evidence, location } = schema;
  return Object.assign(
    facts,
    name !== undefined && { name },
    scalar !== undefined && { scalar },
    title !== undefined && { title },
    description !== undefined && { description },
    discriminator && { discriminator },
    format !== undefined && { format },
    schema.default !== undefined && { default: schema.default },
    nullWhen && { nullWhen },
    evidence && { evidence },
    location && { location },
  );
}

/** True where a schema says nothing but, at most, which fields must be there. */
export function isBlank(schema: Schema): boolean {
  const { kind, description, title, examples, evidence, bounds, untyped } = schema;
  if (description || title || examples.length || evidence || schema.default !== undefined || !untyped) return false;
  if (Object.keys(bounds).length) return false;
  if (kind === 'object')
    return !schema.properties.size && !schema.patterns.size && schema.additional === undefined && !schema.forbidden;
  return kind === 'anything';
}
