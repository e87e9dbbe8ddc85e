import type { JsonSchema } from '@bitget-spec/contract';

/** The keywords that the mock reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  propertyNames?: JsonSchema;
  minProperties?: number;
  maxProperties?: number;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  additionalProperties?: JsonSchema;
  allOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
  /** Other spellings that are taken, and what each stands for. */
  'x-accepts'?: Record<string, unknown>;
  /** Fields of the request, and the word in each, under which alone a field of the response is null. */
  'x-null-when'?: Record<string, unknown>;
  title?: string;
  examples?: unknown[];
  default?: unknown;
}

export type Schemas = Readonly<Record<string, JsonSchema>>;

const PREFIX = '#/schemas/';

/** Whether a value is a plain object (or at least neither `null` nor an array). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a schema is an object of keywords; `true` and `false` are schemas as well. */
export function isSchema(value: JsonSchema | undefined): value is Extract<JsonSchema, object> & Schema {
  return typeof value === 'object' && value !== null;
}

/**
 * The schema with its references followed and its `allOf` parts folded in, so that one object says all.
 * `oneOf` and `anyOf` stay as they are.
 */
export function flatten(schema: JsonSchema | undefined, schemas: Schemas, depth = 0): Schema {
  if (!isSchema(schema) || depth > 32) return {};
  const { $ref, allOf, ...own } = schema;
  if ($ref === undefined && allOf === undefined) return schema;
  const parts = (allOf ?? []).map((part) => flatten(part, schemas, depth + 1));
  if ($ref !== undefined) parts.unshift(flatten(lookUp($ref, schemas), schemas, depth + 1));
  return [...parts, own].reduce(merge, {});
}

function lookUp($ref: string, schemas: Schemas): JsonSchema | undefined {
  return $ref.startsWith(PREFIX) ? schemas[$ref.slice(PREFIX.length)] : undefined;
}

function merge(left: Schema, right: Schema): Schema {
  const merged: Schema = { ...left, ...right };
  if (left.required && right.required) merged.required = [...new Set([...left.required, ...right.required])];
  if (left.properties && right.properties) {
    merged.properties = { ...left.properties };
    for (const [name, schema] of Object.entries(right.properties)) {
      const before = left.properties[name];
      merged.properties[name] = before === undefined ? schema : { allOf: [before, schema] };
    }
  }
  return merged;
}

/** The types a schema allows, `['string', 'null']`; derived from its other keywords where it names none. */
export function typesOf(schema: Schema): string[] {
  if (schema.type !== undefined) return Array.isArray(schema.type) ? schema.type : [schema.type];
  if (schema.properties || schema.additionalProperties !== undefined) return ['object'];
  if (schema.items !== undefined || schema.prefixItems) return ['array'];
  if (schema.pattern !== undefined) return ['string'];
  const words = schema.enum ?? ('const' in schema ? [schema.const] : []);
  return [...new Set(words.map(typeName))];
}

/** The JSON Schema type of a value; whole numbers are `integer`. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** Whether a value can be meant for a schema: its type and, for words, the list they come from. */
export function fits(value: unknown, schema: Schema): boolean {
  const types = typesOf(schema);
  const type = typeName(value);
  if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if ('const' in schema && schema.const !== value) return false;
  if (isRecord(value)) return (schema.required ?? []).every((name) => Object.hasOwn(value, name));
  return true;
}
