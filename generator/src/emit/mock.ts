import { isObject, type Json, type JsonObject } from '../load/json.js';
import type { Api, Operation } from '../model/types.js';
import { type EmittedFile, header } from './files.js';

/** `mock.ts`: what a mock needs of each call: route, schemas, examples. Prose is left out. */
export function emitMock(api: Api): EmittedFile {
  const schemas = Object.fromEntries([...api.schemas].map(([name, schema]) => [name, lean(schema)]));
  const aliases = api.aliases.map(({ path, use }) => ({ path, use }));
  const operations = api.operations.map((operation) => rowOf(operation, api.ours));
  const data = { api: api.name, schemas: used(schemas, api), operations, ...(aliases.length && { aliases }) };
  const json = JSON.stringify(data).replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  const text = `${header(api.source)}
/** JSON Schema 2020-12; references are \`#/schemas/Name\`. */
export type JsonSchema = boolean | { readonly [key: string]: unknown };

/** One call as a mock sees it. */
export interface MockOperation {
  id: string;
  key: string;
  method: string;
  path: string;
  signed: boolean;
  account: 'classic' | 'unified' | 'any';
  effect: 'read' | 'write' | 'order' | 'funds';
  permission: string;
  limits: { count: number; seconds: number; by: 'uid' | 'ip' | 'unknown'; when?: string }[];
  orderId?: string;
  paging?: { style: string; next?: string; limit?: string; max?: number; windowDays?: number };
  errors: string[];
  /** \`stateful\` where the mock keeps state for it, \`validated\` where it answers from the schema. */
  fidelity: 'stateful' | 'validated';
  /** Object schema of the query parameters. */
  query?: JsonSchema;
  /** Schema of the JSON body. */
  body?: JsonSchema;
  /** Schema of what the call returns. */
  answer: JsonSchema;
  /** Example request: query and body in one object, or the body where it is a list. */
  request?: unknown;
  /** Example of what the call returns. */
  example?: unknown;
}

export interface MockData {
  /** \`v3\`. */
  api: string;
  schemas: Record<string, JsonSchema>;
  operations: MockOperation[];
  /** Wrong and old paths, and the key of the call that is meant. */
  aliases?: { path: string; use: string }[];
}

// Text, not an object literal: engines read JSON faster than code, and the type checker skips it.
export const mock = JSON.parse(\`${json}\`) as MockData;
`;
  return { path: 'src/mock.ts', text };
}

function rowOf(o: Operation, ours: boolean) {
  const query = o.request.parameters.filter((parameter) => parameter.in === 'query');
  const required = query.filter((parameter) => parameter.required).map(({ name }) => name);
  const properties = Object.fromEntries(query.map(({ name, schema }) => [name, lean(schema)]));
  const example = ours && o.answer.schema ? dataOf(o.answer.example as Json) : o.answer.example;
  return {
    id: o.id,
    key: o.key,
    method: o.method.toUpperCase(),
    path: o.path,
    signed: o.signed,
    account: o.account,
    effect: o.effect,
    permission: o.permission,
    limits: o.limits ?? [],
    ...(o.orderId && { orderId: o.orderId }),
    ...(o.paging && { paging: o.paging }),
    errors: o.errors,
    fidelity: 'validated',
    ...(query.length && { query: { type: 'object', properties, ...(required.length && { required }) } }),
    ...(o.request.body && { body: lean(o.request.body.schema) }),
    answer: lean(o.answer.schema ?? { type: 'null' }),
    ...(o.request.example !== undefined && { request: o.request.example }),
    ...(example !== undefined && { example }),
  };
}

const dataOf = (example: Json): Json =>
  isObject(example) && 'code' in example && 'data' in example ? (example.data ?? null) : example;

const PROSE = new Set(['description', 'summary', 'example', 'externalDocs', 'x-source', 'deprecated']);

/** Keys whose values are data. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'x-accepts']);

/** A schema without its prose, its references pointed at `#/schemas/`. */
function lean(schema: JsonObject): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (PROSE.has(key)) continue;
    if (key === '$ref') copy.$ref = String(value).replace('#/components/', '#/');
    else if ((key === 'properties' || key === 'patternProperties') && isObject(value)) {
      copy[key] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, leanAny(item)]));
    } else copy[key] = DATA.has(key) ? value : leanAny(value);
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
  return typeof schema.type === 'string' ? { ...schema, type: [schema.type, 'null'] } : { anyOf: [schema, { type: 'null' }] };
}

const STRICT_BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

const leanAny = (value: Json): Json =>
  Array.isArray(value) ? value.map(leanAny) : isObject(value) ? lean(value) : value;

/** Only the schemas that a request or an answer leads to. */
function used(schemas: Record<string, JsonObject>, api: Api): Record<string, JsonObject> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/(?:components\/)?schemas\/([^"]+)"/g)) {
      if (!name || found.has(name)) continue;
      found.add(name);
      visit(schemas[name] ?? null);
    }
  };
  visit(
    api.operations.map(({ request, answer }) => [
      request.schema ?? null,
      request.body?.schema ?? null,
      answer.schema ?? null,
    ]),
  );
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
