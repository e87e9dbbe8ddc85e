import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import { resolveIn } from '../../model/resolve.js';
import type { SchemaReader } from '../../model/schema/read.js';
import type { BodySurface, Contents, OperationSurface, ParameterSurface, ResponseSurface } from './types.js';

export interface RawOperation {
  raw: JsonObject;
  /** Parameters of the path item. */
  shared: Json[];
  servers: string[] | undefined;
  method: string;
  path: string;
  location: Location;
  /** Of the whole document, where the operation says nothing. */
  security: Json | undefined;
  /** What references lead into. */
  document: JsonObject;
  reader: SchemaReader;
}

/** One operation of a bundled document; what it takes and gives is read once, when it is asked for. */
export class Operation implements OperationSurface {
  readonly title: string;
  readonly path: string;
  readonly raw: JsonObject;
  readonly shared: Json[];
  readonly servers: string[] | undefined;
  readonly location: Location;
  private known: Partial<Pick<OperationSurface, 'parameters' | 'body' | 'responses' | 'callbacks'>> = {};

  constructor(private readonly input: RawOperation) {
    this.title = `${input.method.toUpperCase()} ${input.path}`;
    this.path = input.path;
    this.raw = input.raw;
    this.shared = input.shared;
    this.servers = input.servers;
    this.location = input.location;
  }

  get security(): Map<string, string[]>[] {
    const ways = listOf(this.raw.security ?? this.input.security).map(objectOf);
    return ways.map((way) => new Map(Object.entries(way).map(([scheme, scopes]) => [scheme, textsOf(scopes)])));
  }

  get parameters(): Map<string, ParameterSurface> {
    this.known.parameters ??= parametersOf(this.input);
    return this.known.parameters;
  }

  get body(): BodySurface | undefined {
    this.known.body ??= bodyOf(this.input);
    return this.known.body;
  }

  get responses(): Map<string, ResponseSurface> {
    this.known.responses ??= responsesOf(this.input);
    return this.known.responses;
  }

  get callbacks(): Map<string, OperationSurface> {
    this.known.callbacks ??= callbacksOf(this.input);
    return this.known.callbacks;
  }
}

/** URLs that a document, path or operation names. */
export const serversOf = ({ servers }: JsonObject): string[] | undefined =>
  servers === undefined ? undefined : listOf(servers).flatMap((server) => textsOf([objectOf(server).url ?? null]));

function responsesOf(input: RawOperation): Map<string, ResponseSurface> {
  const responses = Object.entries(objectOf(input.raw.responses));
  return new Map(
    responses.map(([status, value]) => [status, responseOf(objectOf(resolveIn(input.document, value)), input)]),
  );
}

function parametersOf({ raw, shared, path, document, reader }: RawOperation): Map<string, ParameterSurface> {
  const names = [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]);
  const found = new Map<string, ParameterSurface>();
  for (const item of [...shared, ...listOf(raw.parameters)]) {
    const value = objectOf(resolveIn(document, item));
    const parameter = parameterOf(value, textOf(value.name) ?? '', textOf(value.in) ?? '', document, reader);
    const position = names.indexOf(parameter.name);
    const inPath = parameter.in === 'path' && position >= 0;
    found.set(inPath ? `path ${position}` : `${parameter.in} ${parameter.name}`, parameter);
  }
  return found;
}

function parameterOf(
  raw: JsonObject,
  name: string,
  place: string,
  document: JsonObject,
  reader: SchemaReader,
): ParameterSurface {
  const [mediaType] = Object.keys(objectOf(raw.content));
  const json = raw.schema ?? (mediaType && objectOf(resolveIn(document, objectOf(raw.content)[mediaType])).schema);
  return {
    name,
    in: place,
    required: raw.required === true || place === 'path',
    raw,
    ...(mediaType !== undefined && { mediaType }),
    ...(isObject(json) && { schema: reader.read(json) }),
  };
}

function bodyOf({ raw, document, reader }: RawOperation): BodySurface | undefined {
  const value = resolveIn(document, raw.requestBody);
  if (!isObject(value)) return undefined;
  return { required: value.required === true, contents: contentsOf(value.content, document, reader) };
}

function contentsOf(content: Json | undefined, document: JsonObject, reader: SchemaReader): Contents {
  return new Map(
    Object.entries(objectOf(content)).map(([mediaType, value]) => {
      const media = objectOf(resolveIn(document, value));
      const schema = isObject(media.schema) ? reader.read(media.schema) : undefined;
      return [mediaType, { ...(schema && { schema }), encoding: objectOf(media.encoding) }];
    }),
  );
}

function responseOf(value: JsonObject, { document, reader }: RawOperation): ResponseSurface {
  const headers = Object.entries(objectOf(value.headers)).map(([name, header]): [string, ParameterSurface] => [
    name.toLowerCase(),
    parameterOf(objectOf(resolveIn(document, header)), name, 'header', document, reader),
  ]);
  return {
    description: textOf(value.description) ?? '',
    headers: new Map(headers),
    contents: contentsOf(value.content, document, reader),
    links: Object.keys(objectOf(value.links)),
  };
}

/** By name, expression and method: `onEvent {$request.body#/url} POST`. */
function callbacksOf(input: RawOperation): Map<string, OperationSurface> {
  const found = new Map<string, OperationSurface>();
  for (const [name, callback] of Object.entries(objectOf(input.raw.callbacks))) {
    for (const [expression, value] of Object.entries(objectOf(resolveIn(input.document, callback)))) {
      for (const [method, raw] of Object.entries(objectOf(value))) {
        if (!isObject(raw) || method.startsWith('x-')) continue;
        const inner = { ...input, raw, shared: [], servers: undefined, method, path: expression, security: undefined };
        found.set(`${name} ${method.toUpperCase()} ${expression}`, new Operation(inner));
      }
    }
  }
  return found;
}
