import { isObject, type Json, type JsonObject, listOf, objectOf } from '../src/load/json.js';
import { isRef } from '../src/load/source.js';
import { resolveIn } from '../src/model/resolve.js';
import { hasShape } from '../src/model/schema/facts.js';

/**
 * A difference between the types that the generator prints itself and those of openapi-typescript: it prints a document as
 * openapi-typescript prints the same document written in another way, and else alike, to the byte.
 */
export interface Difference {
  name: string;
  /** Why it prints otherwise. */
  reason: string;
  /** True where values of the one type are not those of the other. */
  narrows: boolean;
  /** Components that show it. */
  example: JsonObject;
  /** A schema in that other way, or itself. */
  rewrite(schema: JsonObject, document: JsonObject): JsonObject;
}

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'null stands last',
    reason: 'Whether a value may be null is a fact of the tree, not a word among others, and reads alike everywhere.',
    narrows: false,
    example: {
      A: { enum: ['x', null, 'y'] },
      B: { type: ['null', 'string'] },
      C: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/A' }] },
    },
    rewrite(schema) {
      const last = (key: string, isNull: (one: Json) => boolean): JsonObject =>
        listOf(schema[key]).some(isNull)
          ? { [key]: [...listOf(schema[key]).filter((one) => !isNull(one)), ...listOf(schema[key]).filter(isNull)] }
          : {};
      return {
        ...schema,
        ...last('type', (one) => one === 'null'),
        ...last('enum', (one) => one === null),
        ...last('oneOf', (one) => isObject(one) && one.type === 'null'),
        ...last('anyOf', (one) => isObject(one) && one.type === 'null'),
      };
    },
  },
  {
    name: 'what the only alternative says is said of the field',
    reason: 'A field that may be null has the words, the default and the example of what it is otherwise.',
    narrows: false,
    example: {
      A: {
        type: 'object',
        properties: { a: { anyOf: [{ type: 'string', description: 'Some day.', format: 'date' }, { type: 'null' }] } },
      },
    },
    rewrite(schema) {
      for (const key of ['oneOf', 'anyOf']) {
        const [only, ...more] = listOf(schema[key]).filter((one) => !isObject(one) || one.type !== 'null');
        const { [key]: _, ...own } = schema;
        if (!isObject(only) || more.length || hasShape(own)) continue;
        const said = Object.entries(only).filter(([fact]) => SAID.has(fact) && !(fact in schema));
        return { ...schema, ...Object.fromEntries(said) };
      }
      return schema;
    },
  },
  {
    name: 'a discriminator beside anyOf tells the alternatives apart',
    reason: 'It is legal there (OpenAPI 3.1, 4.8.25), and a switch over its field narrows as it does for oneOf.',
    narrows: true,
    example: {
      Cat: { type: 'object', properties: { kind: { type: 'string' } } },
      Dog: { type: 'object', properties: { kind: { type: 'string' } } },
      Pet: {
        anyOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
      },
    },
    rewrite(schema) {
      const { anyOf, ...rest } = schema;
      return anyOf && rest.discriminator && !rest.oneOf ? { ...rest, oneOf: anyOf } : schema;
    },
  },
  {
    name: 'words that the field of a discriminator has in a component hold over the name of the component',
    reason:
      'Without a mapping the name is the word (OpenAPI 3.1, 4.8.25.3), but where the field of the component says another, servers send that.',
    narrows: true,
    example: {
      Cat: { type: 'object', required: ['kind'], properties: { kind: { type: 'string', enum: ['cat'] } } },
      Dog: { type: 'object', properties: { kind: { type: 'string' } } },
      Pet: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind' },
      },
    },
    rewrite(schema, document) {
      const { propertyName, mapping } = objectOf(schema.discriminator);
      const known = Object.values(objectOf(mapping));
      // Only references are alternatives that openapi-typescript knows by name.
      const wrapped = (one: Json): Json =>
        isRef(one) && !known.includes(one.$ref) && statesWords(document, one.$ref, String(propertyName))
          ? { allOf: [one] }
          : one;
      return propertyName && schema.oneOf ? { ...schema, oneOf: listOf(schema.oneOf).map(wrapped) } : schema;
    },
  },
  {
    name: 'an alternative that is a union is told apart by its own discriminator',
    reason: 'Of a union of unions none is called by the name of the inner union.',
    narrows: true,
    example: {
      Cat: { type: 'object', properties: { kind: { type: 'string' } } },
      Dog: { type: 'object', properties: { kind: { type: 'string' } } },
      Pet: {
        type: 'object',
        oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      },
      Guest: {
        oneOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Cat' }],
        discriminator: { propertyName: 'kind' },
      },
    },
    rewrite({ type, ...schema }) {
      const bare =
        type === 'object' && (listOf(schema.oneOf).length || listOf(schema.anyOf).length) && !schema.properties;
      return bare ? schema : { ...(type !== undefined && { type }), ...schema };
    },
  },
  {
    name: 'a word that both a union and what its alternatives extend say stands once',
    reason: 'Both say the same of the same field.',
    narrows: false,
    example: {
      Pet: {
        type: 'object',
        properties: { kind: { type: 'string' } },
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
      Cat: {
        allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties: { age: { type: 'number' } } }],
      },
      Guest: {
        oneOf: [{ $ref: '#/components/schemas/Cat' }],
        type: 'object',
        discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
      },
    },
    rewrite(schema, document) {
      const { discriminator, ...rest } = schema;
      const names = listOf(schema.oneOf).map(objectOf);
      return discriminator && names.length && names.every(({ $ref }) => isToldByBase(document, $ref)) ? rest : schema;
    },
  },
  {
    name: 'nullable holds beside a reference',
    reason: 'Documents say so and mean it, though a reference of OpenAPI 3.0 has nothing beside it (3.0.3, 4.7.23).',
    narrows: true,
    example: {
      A: { type: 'string', description: 'A word.' },
      B: { type: 'object', properties: { a: { $ref: '#/components/schemas/A', nullable: true } } },
    },
    rewrite(schema, document) {
      if (!isRef(schema) || schema.nullable !== true) return schema;
      const { $ref, nullable: _, ...all } = schema;
      if (hasShape(all) && !isOld(document)) return schema;
      const beside = without(all, [...PARTS, ...COMPOSITION, 'type', 'enum']);
      const { description } = objectOf(resolveIn(document, schema));
      return { ...(description && { description }), ...beside, anyOf: [{ $ref }, { type: 'null' }] };
    },
  },
  {
    name: 'what stands beside a reference holds as well',
    reason:
      'A schema of OpenAPI 3.1 is one with or without a reference (3.1, 4.8.24); in 3.0 neither printer reads it.',
    narrows: true,
    example: {
      A: { type: 'object', properties: { a: { type: 'string' } } },
      B: { $ref: '#/components/schemas/A', type: 'object', required: ['a'] },
    },
    rewrite(schema, document) {
      if (!isRef(schema) || isOld(document)) return schema;
      const { $ref, ...beside } = schema;
      return hasShape(beside) ? { ...beside, allOf: [...listOf(beside.allOf), { $ref }] } : schema;
    },
  },
  {
    name: 'the constant null is null',
    reason: 'It is a constant as any other.',
    narrows: true,
    example: { A: { type: 'string', const: null } },
    rewrite(schema) {
      if (schema.const !== null) return schema;
      const others = compositionOf(schema);
      return others.length ? { allOf: [{ type: 'null' }, ...others] } : { type: 'null' };
    },
  },
  {
    name: '`$defs` is no field',
    reason: 'It names schemas for references.',
    narrows: true,
    example: { A: { type: 'object', $defs: { B: { type: 'string' } } } },
    rewrite: ({ $defs: _, ...schema }) => schema,
  },
  {
    name: 'words hold over what is said of fields and entries',
    reason: 'A list of words is all that a value may be.',
    narrows: true,
    example: { A: { enum: ['x'], properties: { a: { type: 'string' } } } },
    rewrite: (schema) => (hasWords(schema) ? without(schema, PARTS) : schema),
  },
  {
    name: 'what stands beside words holds as well',
    reason: 'Both hold (JSON Schema 2020-12, 10.2).',
    narrows: true,
    example: {
      A: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
      B: { const: 'x', allOf: [{ $ref: '#/components/schemas/A' }] },
    },
    rewrite(schema) {
      const others = compositionOf(schema);
      if (isRef(schema) || !hasWords(schema) || !others.length) return schema;
      return ifNull(without(schema, COMPOSITION), (words) => ({ allOf: [words, ...others] }));
    },
  },
  {
    name: 'null among the types is of the whole, whatever stands beside them',
    reason: 'Documents that were of OpenAPI 3.0 say so and mean what `nullable` meant.',
    narrows: true,
    example: {
      A: { type: 'object', properties: { a: { type: 'string' } } },
      B: { type: ['object', 'null'], allOf: [{ $ref: '#/components/schemas/A' }] },
    },
    rewrite(schema) {
      const others = compositionOf(schema);
      if (isRef(schema) || !saysNull(schema)) return schema;
      if (!others.length && !(schema.enum && schema.type === 'null')) return schema;
      return ifNull(schema, (rest) => {
        const own = without(rest, COMPOSITION);
        if (!others.length) return without(own, ['type']);
        return hasShape(own.type === 'object' ? without(own, ['type']) : own) ? { allOf: [own, ...others] } : rest;
      });
    },
  },
  {
    name: 'several types hold with each of the alternatives beside them',
    reason: 'Both hold (JSON Schema 2020-12, 10.2).',
    narrows: true,
    example: { A: { type: ['string', 'number'], oneOf: [{ type: 'string', enum: ['x'] }, { type: 'number' }] } },
    rewrite(schema) {
      const others = compositionOf(schema);
      if (!Array.isArray(schema.type) || !others.length) return schema;
      return { allOf: [...others, without(schema, COMPOSITION)] };
    },
  },
  {
    name: 'binary text is a Blob, whatever else a value may be',
    reason: 'So it is where it may be nothing else.',
    narrows: true,
    example: { A: { type: ['string', 'null'], format: 'binary' } },
    rewrite(schema) {
      if (!Array.isArray(schema.type) || schema.format !== 'binary') return schema;
      const { type: types, format, ...rest } = schema;
      return { oneOf: listOf(types).map((type) => ({ ...rest, type, ...(type === 'string' && { format }) })) };
    },
  },
  {
    name: 'a constant may be null where that is said',
    reason: '`nullable` is read wherever it stands.',
    narrows: true,
    example: { A: { const: 'x', nullable: true } },
    rewrite(schema) {
      const { nullable, ...rest } = schema;
      return 'const' in rest && rest.const !== null && nullable === true ? { anyOf: [rest, { type: 'null' }] } : schema;
    },
  },
];

const COMPOSITION = ['allOf', 'oneOf', 'anyOf'];
/** Keys that say what fields and entries are. */
const PARTS = ['properties', 'patternProperties', 'additionalProperties', 'required', 'items', 'prefixItems'];

const hasWords = (schema: JsonObject): boolean => Array.isArray(schema.enum) || (schema.const ?? null) !== null;
const without = (schema: JsonObject, keys: string[]): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([key]) => !keys.includes(key)));
/** What it is put together from; lists that hold nothing say nothing. */
const compositionOf = (schema: JsonObject): JsonObject[] =>
  COMPOSITION.filter((key) => listOf(schema[key]).length).map((key) => ({ [key]: schema[key] ?? null }));

/** Whether references of a document hold alone. */
const isOld = ({ openapi }: JsonObject): boolean => String(openapi).startsWith('3.0');

const saysNull = ({ type, enum: words, nullable }: JsonObject): boolean =>
  nullable === true || [type ?? []].flat().includes('null') || listOf(words).includes(null);

/** A schema made from one of which null is said aside, where it is said among its types or its words. */
function ifNull(schema: JsonObject, make: (rest: JsonObject) => JsonObject): JsonObject {
  if (!saysNull(schema)) return make(schema);
  const types = [schema.type ?? []].flat();
  const { nullable: _, ...rest } = schema;
  const others = types.filter((type) => type !== 'null');
  if (types.includes('null') && others.length) rest.type = others.length > 1 ? others : (others[0] ?? null);
  if (rest.enum) rest.enum = listOf(rest.enum).filter((word) => word !== null);
  return { anyOf: [make(rest), { type: 'null' }] };
}

/** Keys that a comment is made of. */
const SAID = new Set(['title', 'description', 'format', 'deprecated', 'default', 'example', 'examples']);

/** Whether a component itself gives words to a field. */
function statesWords(document: JsonObject, $ref: string, property: string): boolean {
  const component = objectOf(resolveIn(document, { $ref }));
  return [component, ...listOf(component.allOf).map(objectOf)].some((part) => {
    const field = objectOf(resolveIn(document, objectOf(part.properties)[property]));
    const [only = field, ...more] = [...listOf(field.anyOf), ...listOf(field.oneOf)]
      .map((one) => objectOf(resolveIn(document, one)))
      .filter(({ type }) => type !== 'null');
    return !more.length && (only.const !== undefined || Array.isArray(only.enum));
  });
}

/** Whether what a component extends maps a word to it. */
function isToldByBase(document: JsonObject, $ref: Json | undefined): boolean {
  if (typeof $ref !== 'string') return false;
  return listOf(objectOf(resolveIn(document, { $ref })).allOf).some((part) => {
    const { discriminator } = objectOf(resolveIn(document, part));
    return Object.values(objectOf(objectOf(discriminator).mapping)).includes($ref);
  });
}

/** A document in which all schemas are written as these differences say. */
export function rewritten(document: JsonObject, differences: readonly Difference[]): JsonObject {
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isObject(value)) return value;
    const inner: JsonObject = {};
    for (const [key, child] of Object.entries(value)) {
      if (DATA.has(key)) inner[key] = child;
      else if (NAMED.has(key) && isObject(child))
        inner[key] = Object.fromEntries(Object.entries(child).map(([name, one]) => [name, visit(one)]));
      else inner[key] = visit(child);
    }
    return differences.reduce((schema, { rewrite }) => rewrite(schema, document), inner);
  };
  return objectOf(visit(document));
}

/** Keys whose values are data, and those whose keys are names. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const', 'mapping', 'required', 'type']);
const NAMED = new Set(['properties', 'patternProperties', 'schemas', 'parameters', 'responses', 'paths', 'headers']);
