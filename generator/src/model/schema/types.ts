import type { Json } from '../../load/json.js';
import type { Schema } from './kinds.js';

/** How deep parts of parts are looked at: a type may be one of its own alternatives. */
const DEPTH = 20;

/** The type of a value, as JSON Schema calls it. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** The JSON types that a schema lets through, undefined where it names none. */
export function typesOf(schema: Schema, depth = 0): Set<string> | undefined {
  const types = depth > DEPTH ? undefined : ownTypes(schema, depth);
  return types && schema.nullable ? new Set([...types, 'null']) : types;
}

function ownTypes(schema: Schema, depth: number): Set<string> | undefined {
  switch (schema.kind) {
    case 'reference':
      return typesOf(schema.target(), depth + 1);
    case 'intersection':
      return schema.parts.map((part) => typesOf(part, depth + 1)).find((types) => types !== undefined);
    case 'union': {
      const types = schema.alternatives.map((part) => typesOf(part, depth + 1));
      if (!types.length || types.some((one) => one === undefined)) return undefined;
      return new Set(types.flatMap((one) => [...(one ?? [])]));
    }
    case 'choice':
      return new Set(schema.types);
    case 'number':
      return new Set([schema.integer ? 'integer' : 'number']);
    case 'anything':
      return undefined;
    default:
      return schema.untyped ? undefined : new Set([TYPES[schema.kind]]);
  }
}

const TYPES = { object: 'object', map: 'object', list: 'array', tuple: 'array', text: 'string', boolean: 'boolean' };

/** The words of a closed list, undefined where other text passes. */
export function wordsOf(schema: Schema, depth = 0): Json[] | undefined {
  if (depth > DEPTH) return undefined;
  if (schema.kind === 'choice')
    return schema.open || schema.constant || !schema.words.length ? undefined : schema.words;
  if (schema.kind === 'reference') return wordsOf(schema.target(), depth + 1);
  if (schema.kind === 'intersection')
    return schema.parts.map((part) => wordsOf(part, depth + 1)).find((words) => words !== undefined);
  if (schema.kind !== 'union') return undefined;
  const words = schema.alternatives.map((part) => wordsOf(part, depth + 1));
  return words.length && words.every((list) => list !== undefined) ? words.flatMap((list) => list ?? []) : undefined;
}
