import { isObject, type Json, type JsonObject } from '../load/json.js';
import { type Found, isRef, type Source } from '../load/source.js';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMAS } from './schema-keys.js';

/** Whether callers send a value or receive it; `both` where a description makes no difference. */
export type Direction = 'request' | 'response' | 'both';

/**
 * How a shared schema is read: as written; as a list of words that may grow; as text that may be empty; or as an object
 * that holds such.
 */
export type Variant = 'written' | 'open' | 'empty' | 'holds';

const NARROWS = ['pattern', 'minLength', 'maxLength', 'format'];

/** A pattern of digits, signs and points only, as decimals, moments and counts have. */
const NUMERIC = /^(\\d|\\\.|[\^$?+*()|,.{}[\]\d-])+$/;

/** Any number as text, or nothing: absent moments come as `0` or `-1`, tiny numbers as `1E-8`. */
const ANY_NUMBER = '^$|^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$';

/**
 * Requests are strict, responses are tolerant. The exchange adds words to its lists without notice
 * and sends "" where it has nothing to say, so a received enum is open and received text may be empty.
 */
export function variantOf(source: Source, found: Found, direction: Direction): Variant {
  if (direction !== 'response') return 'written';
  const value = source.follow(found).value;
  if (!isObject(value)) return 'written';
  if (Array.isArray(value.enum)) return isText(value) ? 'open' : 'written';
  if (isText(value)) return NARROWS.some((key) => key in value) ? 'empty' : 'written';
  return holdsMore(value) ? 'holds' : 'written';
}

/**
 * Opens the enum or the pattern that stands in a response's own schema. Numbers as text stay numbers; the
 * form that text usually has is kept as `x-usual`.
 */
export function openInline(schema: JsonObject): JsonObject {
  if (!isText(schema)) return schema;
  if (Array.isArray(schema.enum)) {
    const { enum: words, type, ...rest } = schema;
    const known: JsonObject = { type: 'string', enum: (words as Json[]).filter((word) => word !== null) };
    return { ...rest, anyOf: [known, { type: type ?? 'string' }] };
  }
  const { pattern, minLength, maxLength, format, ...rest } = schema;
  if (typeof pattern !== 'string') return rest;
  return { ...rest, ...(NUMERIC.test(pattern) && { pattern: ANY_NUMBER }), 'x-usual': pattern };
}

/** True for `{ anyOf: [an enum, any text] }`, as {@link openInline} writes it. */
export function isOpenEnum(schema: JsonObject): boolean {
  const [known, other, ...more] = Array.isArray(schema.anyOf) ? schema.anyOf : [];
  return (
    !more.length && isObject(known) && Array.isArray(known.enum) && isObject(other) && isText(other) && !isRef(other)
  );
}

const isText = (schema: JsonObject): boolean =>
  schema.type === 'string' ||
  (Array.isArray(schema.type) && schema.type.every((type) => type === 'string' || type === 'null'));

const holdsMore = (schema: JsonObject): boolean =>
  Object.keys(schema).some((key) => SCHEMA_MAPS.has(key) || SCHEMA_LISTS.has(key) || SCHEMAS.has(key));
