import { isObject, type Json, type JsonObject, listOf, objectOf } from '../load/json.js';
import { parametersOf, type Reports, renamedIn, styleOf } from './parameters.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { resolveIn } from './resolve.js';
import type { ObjectSchema, Schema } from './schema/kinds.js';
import type { SchemaReader } from './schema/read.js';
import { followed } from './schema/resolved.js';
import type { Body, Field, Parameter, Request } from './types.js';

/** What a caller passes: parameters and body, and both as one object schema. */
export function requestOf(input: RawOperation, prefix: string, reports: Reports): Request {
  const described = parametersOf(input, reports);
  const body = bodyOf(input, reports);
  if (!described.length && !body) return { parameters: described, flat: true, optional: true };
  const fields = body && followed(body.schema);
  const known = fields?.kind === 'object' && fields.properties.size > 0;
  const plain = known && !fields.additional && !fields.nullable;
  const mixes = plain && described.some(({ argument }) => fields.properties.has(argument));
  const flat = !body || (body.kind === 'json' && (!described.length || (plain && body.required && !mixes)));
  const parameters = flat || !body ? described : apartFromBody(described);
  const schema = schemaOf(input.tree, parameters, body, flat && fields?.kind === 'object' ? fields : undefined, flat);
  const example = exampleOf(input, parameters, body, flat);
  return {
    typeName: freeName(input.taken, `${prefix}Request`, `${prefix}Arguments`),
    parameters,
    ...(body && { body }),
    schema,
    flat,
    optional: parameters.length || !body ? !needsFields(schema) : !body.required || (known && !needsFields(fields)),
    ...(example !== undefined && { example }),
  };
}

/** Where the body stands under `body`, a parameter of that name is called after its location. */
const apartFromBody = (parameters: Parameter[]): Parameter[] =>
  parameters.map((parameter) =>
    parameter.argument === 'body'
      ? renamedIn(parameter, new Set(parameters.map(({ argument }) => argument)))
      : parameter,
  );

/** True for an object some of whose fields must be there. */
const needsFields = (schema: Schema): boolean => schema.kind === 'object' && schema.required.size > 0;

/** The first that fits is preferred where a body may have several media types. */
const KINDS: [RegExp, Body['kind']][] = [
  [/[/+]json\b/, 'json'],
  [/x-www-form-urlencoded|^multipart\/(form-data|\*)/, 'form'],
  [/^text\/|[/+](xml|yaml|x-yaml|jsonl|x-ndjson)\b/, 'text'],
];

const TEXT = { type: 'string' };
/** What fetch takes as it is, by the names of the platform's types; no component has one of these (component-names.ts). */
const BYTES = {
  anyOf: [TEXT, ...['Blob', 'Uint8Array', 'ReadableStream'].map((name) => ({ $ref: `#/components/schemas/${name}` }))],
};

/** What fetch refuses a body of. */
const BODILESS = ['get', 'head', 'trace'];

function bodyOf({ raw, document, tree, method }: RawOperation, { problem, advise }: Reports): Body | undefined {
  const value = resolveIn(document, raw.requestBody);
  if (!isObject(value)) return undefined;
  if (BODILESS.includes(method)) {
    advise('/requestBody', `${method} has a body, which fetch cannot send: the call takes none`, 'use another method');
    return undefined;
  }
  const types = Object.keys(objectOf(value.content));
  const mediaType = KINDS.map(([pattern]) => types.find((type) => pattern.test(type))).find(Boolean) ?? types[0];
  if (!mediaType) {
    problem('/requestBody', 'the request body names no media type', 'add `content` with one, such as application/json');
    return undefined;
  }
  const media = objectOf(objectOf(value.content)[mediaType]);
  const form = KINDS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'binary';
  const kind = form === 'form' && mediaType.startsWith('multipart/') ? 'multipart' : form;
  const required = value.required === true;
  if (kind === 'text' || kind === 'binary') {
    const { description } = objectOf(media.schema);
    const schema = tree.read({
      ...(kind === 'text' ? TEXT : BYTES),
      ...(description !== undefined && { description }),
    });
    return { mediaType, kind, required, schema };
  }
  const fields = fieldsOf(media, kind);
  const schema = tree.read(objectOf(media.schema));
  const demanded = readOnlyIn(schema);
  if (demanded.length)
    advise(
      '/requestBody',
      `${demanded.join(', ')} of the body: readOnly and required, so that the call asks for what a request need not have`,
      'leave it out of `required`, or give the request a schema of its own',
    );
  return { mediaType, kind, required, schema, ...(fields && { fields }) };
}

/** Fields that only responses have to have (OpenAPI 3.0.3, 4.7.24.1), though the schema that both share requires them. */
function readOnlyIn(schema: Schema): string[] {
  const whole = followed(schema);
  const one = whole.kind === 'list' && whole.items ? followed(whole.items) : whole;
  const parts = one.kind === 'intersection' ? one.parts.map(followed) : [one];
  return parts.flatMap((part) =>
    part.kind === 'object' ? [...part.required].filter((name) => part.properties.get(name)?.readOnly) : [],
  );
}

/** What a form says of how its fields are written. */
function fieldsOf({ encoding }: JsonObject, kind: Body['kind']): Record<string, Field> | undefined {
  const fields = Object.entries(objectOf(encoding)).flatMap(([name, given]): [string, Field][] => {
    const { contentType } = objectOf(given);
    const one = typeof contentType === 'string' && !/[,*]/.test(contentType) ? contentType : undefined;
    const field = styleOf(objectOf(given));
    return one || Object.keys(field).length ? [[name, { ...field, ...(one && { contentType: one }) }]] : [];
  });
  return fields.length && kind !== 'json' ? Object.fromEntries(fields) : undefined;
}

function schemaOf(
  tree: SchemaReader,
  parameters: Parameter[],
  body: Body | undefined,
  fields: ObjectSchema | undefined,
  flat: boolean,
): Schema {
  if (flat && body && !parameters.length) return body.schema;
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const { argument, schema, description, evidence, required: needed } of parameters) {
    const source = evidence && { 'x-source': evidence };
    const { json } = schema;
    properties[argument] = description || source ? { ...json, ...(description && { description }), ...source } : json;
    if (needed) required.push(argument);
  }
  if (body && flat) {
    for (const [name, { json }] of fields?.properties ?? []) properties[name] = json;
    required.push(...(fields?.required ?? []));
  } else if (body) {
    properties.body = {
      ...body.schema.json,
      description: body.schema.description ?? `The body, ${body.mediaType}.`,
    };
    if (body.required) required.push('body');
  }
  return tree.read({ type: 'object', ...(required.length && { required }), properties });
}

function exampleOf(
  { raw, shared, document }: RawOperation,
  parameters: Parameter[],
  body: Body | undefined,
  flat: boolean,
): Json | undefined {
  const example: JsonObject = {};
  for (const item of [...shared, ...listOf(raw.parameters)]) {
    const value = objectOf(resolveIn(document, item));
    const known = parameters.find((parameter) => parameter.name === value.name && parameter.in === value.in);
    const given = value.example ?? objectOf(Object.values(objectOf(value.examples))[0]).value;
    if (given !== undefined && known) example[known.argument] = given;
  }
  if (body) {
    const media = objectOf(objectOf(objectOf(resolveIn(document, raw.requestBody)).content)[body.mediaType]);
    const first = objectOf(Object.values(objectOf(media.examples))[0]).value;
    const given: Json | undefined = media.example ?? first;
    if (given !== undefined && flat && !isObject(given)) return given;
    if (given !== undefined && flat) Object.assign(example, given);
    else if (given !== undefined) example.body = given;
  }
  const needed = parameters.filter((parameter) => parameter.required).every(({ argument }) => argument in example);
  return needed && Object.keys(example).length ? example : undefined;
}
