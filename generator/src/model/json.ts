import { relative } from 'node:path';
import { isObject, type Json, type JsonObject } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import { schemaJson } from './schema/json.js';
import type { Schema } from './schema/kinds.js';
import type { Api, Operation, OperationResponse, Request } from './types.js';

type Locate = (location: Location) => string;

/**
 * A model as JSON, for people and for tests: what emitters read, in a stable order. References are names of `schemas`, so
 * that a type that holds itself ends; locations are `file:line:column`, relative to `cwd`.
 */
export function modelJson(api: Api, source: Source, cwd = process.cwd()): JsonObject {
  const { document: _document, profile, sockets, schemas, operations, ...facts } = api;
  const locate: Locate = (location) => {
    const { file, line, column } = source.diagnose(location, '');
    return `${relative(cwd, file)}:${line}:${column}`;
  };
  return {
    ...plainObject(facts),
    profile: profile.name,
    operations: operations.map((operation) => operationJson(operation, locate)),
    schemas: Object.fromEntries([...schemas].map(([name, schema]) => [name, schemaJson(schema, locate)])),
    ...(sockets && {
      channels: sockets.channels.map(({ location, messages, ...channel }) => ({
        ...plainObject(channel),
        messages: messages.map(({ name, sent }) => ({ name, sent })),
        location: locate(location),
      })),
    }),
  };
}

function operationJson({ location, request, response, ...facts }: Operation, locate: Locate): JsonObject {
  const inner = (schema: Schema): JsonObject => schemaJson(schema, locate);
  return {
    ...plainObject(facts),
    request: requestJson(request, inner),
    response: responseJson(response, inner),
    location: locate(location),
  };
}

type Inner = (schema: Schema) => JsonObject;

const requestJson = ({ schema, parameters, body, ...facts }: Request, inner: Inner): JsonObject => ({
  ...plainObject(facts),
  parameters: parameters.map(({ schema, ...parameter }) => ({ ...plainObject(parameter), schema: inner(schema) })),
  ...(body && { body: { ...plainObject({ ...body, schema: undefined }), schema: inner(body.schema) } }),
  ...(schema && { schema: inner(schema) }),
});

const responseJson = ({ schema, records, responses, ...facts }: OperationResponse, inner: Inner): JsonObject => ({
  ...plainObject(facts),
  ...(schema && { schema: inner(schema) }),
  records: records.map(({ schema, ...record }) => ({ ...plainObject(record), schema: inner(schema) })),
  responses: responses.map(({ content, ...response }) => ({
    ...plainObject(response),
    content: content.map(({ mediaType, schema }) => ({ mediaType, schema: inner(schema) })),
  })),
});

/** Facts as JSON: maps as objects, sets as lists, nothing for what is undefined. */
function plainObject(facts: object): JsonObject {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): Json {
  if (value instanceof Map) return plainObject(Object.fromEntries(value));
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value)) return plainObject(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
