import type { Schema } from './schema/kinds.js';
import { followed } from './schema/resolved.js';
import { wordsOf } from './schema/types.js';
import type { NullWhen, OperationResponse, Request } from './types.js';

/**
 * What `x-null-when` says of a response, as far as types can depend on it: fields that both sides write out themselves,
 * since a shared schema has one type for all calls, and a closed list of words in the request, with a default.
 */
export function nullWhenOf(request: Request, response: OperationResponse): NullWhen | undefined {
  if (!response.schema || !request.body || !request.flat || request.parameters.length) return undefined;
  const records = new Set(response.records.map(({ schema }) => schema));
  const dependent = [...ownFields(response.schema, records)].filter(({ schema }) => schema.nullWhen);
  const [first] = dependent;
  if (!first?.schema.nullWhen) return undefined;
  const { field, word } = first.schema.nullWhen;
  const decides = [...ownFields(request.body.schema)].find(({ path }) => path === field)?.schema;
  const leftOut = decides?.default ?? (decides && followed(decides).default);
  if (!decides || typeof leftOut !== 'string' || !wordsOf(decides)?.includes(word)) return undefined;
  const fields = dependent.filter(({ schema }) => schema.nullWhen?.field === field && schema.nullWhen.word === word);
  return { field, word, leftOut, request: decides, fields };
}

interface OwnField {
  /** From the top, `orderList[].reduceOnly`. */
  path: string;
  schema: Schema;
  required: boolean;
}

/** The fields that a schema writes out itself, not by reference. */
function* ownFields(schema: Schema, named = new Set<Schema>(), path = ''): Generator<OwnField> {
  if (named.has(schema)) return;
  if (schema.kind === 'list' && schema.items) yield* ownFields(schema.items, named, `${path}[]`);
  if (schema.kind !== 'object') return;
  for (const [name, child] of schema.properties) {
    const here = path ? `${path}.${name}` : name;
    yield { path: here, schema: child, required: schema.required.has(name) };
    yield* ownFields(child, named, here);
  }
}
