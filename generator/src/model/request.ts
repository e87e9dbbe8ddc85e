import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { resolveIn } from './resolve.js';
import type { ObjectSchema, Schema } from './schema/kinds.js';
import type { SchemaReader } from './schema/read.js';
import { followed } from './schema/resolved.js';
import type { Body, Parameter, Request } from './types.js';

type Problem = (pointer: string, message: string, fix?: string) => void;

const PLACES = ['query', 'path', 'header', 'cookie'];

/** What a caller passes: parameters and body, and both as one object schema. */
export function requestOf(input: RawOperation, prefix: string, problem: Problem): Request {
  const parameters = parametersOf(input, problem);
  const body = bodyOf(input, problem);
  if (!parameters.length && !body) return { parameters, flat: true, optional: true };
  const fields = body && followed(body.schema);
  const known = fields?.kind === 'object' && fields.properties.size > 0;
  const plain = known && !fields.additional && !fields.nullable;
  const mixes = plain && parameters.some(({ name }) => fields.properties.has(name));
  const flat = !body || (body.kind === 'json' && (!parameters.length || (plain && body.required && !mixes)));
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

/** True for an object some of whose fields must be there. */
const needsFields = (schema: Schema): boolean => schema.kind === 'object' && schema.required.size > 0;

function parametersOf({ raw, shared, document, tree, path }: RawOperation, problem: Problem): Parameter[] {
  const own = listOf(raw.parameters).map((item, index) => ({ item, pointer: `/parameters/${index}` }));
  const found = new Map<string, Parameter>();
  for (const { item, pointer } of [...shared.map((item) => ({ item, pointer: '' })), ...own]) {
    const value = objectOf(resolveIn(document, item));
    const place = textOf(value.in) ?? '';
    const name = textOf(value.name) ?? '';
    if (!name) problem(pointer, 'a parameter has no name', 'give it `name`');
    else if (!PLACES.includes(place)) {
      problem(
        `${pointer}/in`,
        `parameter ${name} is in "${place}", an unknown place`,
        `write one of ${PLACES.join(', ')}`,
      );
    } else {
      const content = Object.values(objectOf(value.content))[0];
      const schema = tree.read(objectOf(value.schema ?? objectOf(content).schema));
      found.set(`${place} ${name}`, {
        name,
        in: place as Parameter['in'],
        required: value.required === true || place === 'path',
        description: textOf(value.description) ?? schema.description ?? followed(schema).description ?? '',
        schema,
        ...(value['x-source'] !== undefined && { evidence: textsOf(value['x-source']) }),
      });
    }
  }
  const parameters = [...found.values()];
  for (const name of [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1])) {
    if (!parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) {
      problem('', `the path has {${name}}, which no parameter describes`, `add a parameter ${name} with \`in: path\``);
    }
  }
  const seen = new Map<string, Parameter>();
  for (const parameter of parameters) {
    const other = seen.get(parameter.name);
    if (other) {
      const places = `${other.in} and ${parameter.in}`;
      problem(
        '/parameters',
        `parameter ${parameter.name} stands in ${places}: one call cannot take both`,
        'rename one',
      );
    }
    seen.set(parameter.name, parameter);
  }
  return parameters;
}

const KINDS: [RegExp, Body['kind']][] = [
  [/json/, 'json'],
  [/x-www-form-urlencoded/, 'form'],
  [/multipart/, 'multipart'],
  [/^text\//, 'text'],
];

function bodyOf({ raw, document, tree }: RawOperation, problem: Problem): Body | undefined {
  const value = resolveIn(document, raw.requestBody);
  if (!isObject(value)) return undefined;
  const types = Object.keys(objectOf(value.content));
  const mediaType = types.find((type) => /json/.test(type)) ?? types[0];
  if (!mediaType) {
    problem('/requestBody', 'the request body names no media type', 'add `content` with one, such as application/json');
    return undefined;
  }
  const media = objectOf(objectOf(value.content)[mediaType]);
  const kind = KINDS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'binary';
  return { mediaType, kind, required: value.required === true, schema: tree.read(objectOf(media.schema)) };
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
  for (const { name, schema, description, evidence, required: needed } of parameters) {
    const source = evidence && { 'x-source': evidence };
    const { json } = schema;
    properties[name] = description || source ? { ...json, ...(description && { description }), ...source } : json;
    if (needed) required.push(name);
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
    if (value.example !== undefined && typeof value.name === 'string') example[value.name] = value.example;
  }
  if (body) {
    const media = objectOf(objectOf(objectOf(resolveIn(document, raw.requestBody)).content)[body.mediaType]);
    const first = objectOf(Object.values(objectOf(media.examples))[0]).value;
    const given: Json | undefined = media.example ?? first;
    if (given !== undefined && flat && !isObject(given)) return given;
    if (given !== undefined && flat) Object.assign(example, given);
    else if (given !== undefined) example.body = given;
  }
  const needed = parameters.filter((parameter) => parameter.required).every(({ name }) => name in example);
  return needed && Object.keys(example).length ? example : undefined;
}
