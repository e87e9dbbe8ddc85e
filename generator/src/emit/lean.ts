import { isObject, type Json, type JsonObject } from '../load/json.js';

const PROSE = new Set(['description', 'summary', 'example', 'externalDocs', 'x-source', 'deprecated']);

/** Keys whose values are data. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'x-accepts', 'x-null-when']);

const NONE: ReadonlySet<string> = new Set();

/** A schema without its prose and the keys of `silent`, its references pointed at `#/schemas/`. */
export function lean(schema: JsonObject, silent = NONE): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (PROSE.has(key) || silent.has(key)) continue;
    if (key === '$ref') copy.$ref = String(value).replace('#/components/', '#/');
    else if ((key === 'properties' || key === 'patternProperties') && isObject(value)) {
      copy[key] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, leanAny(item, silent)]));
    } else copy[key] = DATA.has(key) ? value : leanAny(value, silent);
  }
  return modern(copy);
}

/** OpenAPI 3.0 says null and strict bounds in its own way (3.0.3, 4.7.24.1); validators know that of JSON Schema. */
function modern({ nullable, ...schema }: JsonObject): JsonObject {
  for (const [strict, bound] of STRICT_BOUNDS) {
    if (typeof schema[strict] !== 'boolean') continue;
    if (schema[strict] && schema[bound] !== undefined) schema[strict] = schema[bound];
    else delete schema[strict];
  }
  if (nullable !== true) return schema;
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  return typeof schema.type === 'string'
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

const STRICT_BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

const leanAny = (value: Json, silent: ReadonlySet<string>): Json =>
  Array.isArray(value) ? value.map((one) => leanAny(one, silent)) : isObject(value) ? lean(value, silent) : value;

/** Names of the schemas that a value refers to. */
export const namesIn = (value: unknown): string[] => [
  ...new Set(
    [...JSON.stringify(value).matchAll(/"#\/(?:components\/)?schemas\/([^"]+)"/g)].map(([, name = '']) => name),
  ),
];

/** Those of the named schemas that these names lead to, however far. */
export function withUsed(schemas: Record<string, JsonObject>, names: readonly string[]): Record<string, JsonObject> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    for (const inner of namesIn(schemas[name] ?? null)) visit(inner);
  };
  for (const name of names) visit(name);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
