import { type Schema as JsonSchema, type ValidationResult, validate } from '@cfworker/json-schema';
import type { Json } from '../load/json.js';
import { COMPONENT } from '../model/schema/facts.js';
import type { Schema } from '../model/schema/kinds.js';

/** Named schemas as the validator finds them: by the references that lead there. */
export type Named = Record<string, JsonSchema | boolean>;

/** The model has no other references. The validator could find them by itself, which takes longer than to validate. */
export const namedSchemas = (schemas: ReadonlyMap<string, Schema>): Named =>
  Object.fromEntries([...schemas].map(([name, { json }]) => [`${COMPONENT}${name}`, json as unknown as JsonSchema]));

/** Why a value does not fit a schema, and where, as deep as that can be told; undefined where it fits. */
export function misfit(value: Json, { json }: Schema, named: Named): { pointer: string; why: string } | undefined {
  const result = validated(value, json as unknown as JsonSchema, named);
  if (!result) return { pointer: '', why: 'that refers to itself without end' };
  const { valid, errors } = result;
  if (valid) return undefined;
  const deepest = errors.reduce((a, b) => (b.instanceLocation.length >= a.instanceLocation.length ? b : a));
  return { pointer: deepest.instanceLocation.replace(/^#/, ''), why: deepest.error.replace(/\.$/, '') };
}

/** Undefined where a schema is a part of itself by `allOf` or its like, so that no value is ever held against all of it. */
function validated(value: Json, schema: JsonSchema, named: Named): ValidationResult | undefined {
  try {
    return validate(value, schema, '2020-12', named, false);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
