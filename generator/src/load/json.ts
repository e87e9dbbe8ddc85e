/** What YAML and JSON can hold. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** True for a mapping, false for lists, scalars, null and undefined. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a mapping, an empty one where it is something else. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The value as a list, an empty one where it is something else. */
export const listOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);

/** The value where it is text. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The texts of a list. */
export const textsOf = (value: unknown): string[] => listOf(value).filter((item) => typeof item === 'string');

/** Escapes one key for a JSON pointer (RFC 6901). */
export const escapeKey = (key: string | number): string =>
  typeof key === 'string' && ESCAPED.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : String(key);

const ESCAPED = /[~/]/;

/** The keys of a JSON pointer such as `/paths/~1a/get`. */
export const pointerKeys = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The value that a pointer leads to, or undefined. */
export function at(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value;
  for (const key of pointerKeys(pointer)) {
    if (Array.isArray(here)) here = here[Number(key)];
    else if (isObject(here) && Object.hasOwn(here, key)) here = here[key];
    else return undefined;
  }
  return here;
}

/** JSON that no other value has: YAML has infinite numbers and none at all, of which JSON says `null`. */
export function exactJson(value: unknown, replacer?: (key: string, inner: unknown) => unknown): string {
  const json = JSON.stringify(value, replacer);
  if (!/(^|[:,[])null/.test(json) || !(replacer || isInexact(value))) return json;
  return JSON.stringify(value, (key, given) => {
    const inner = replacer ? replacer(key, given) : given;
    return typeof inner === 'number' && isInexact(inner) ? { number: String(inner) } : inner;
  });
}

/** Whether a value holds a number of which JSON says `null`. */
export function isInexact(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isInexact);
}

/** JSON with keys in order, so that equal values have equal text. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return isInexact(value) ? String(value) : JSON.stringify(value);
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`;
}
