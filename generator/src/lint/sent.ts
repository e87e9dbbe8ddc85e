import { isObject, type JsonObject, listOf } from '../load/json.js';
import { METHODS } from '../model/types.js';
import { type Context, deref, type NodeLocation, type Placed, type Rule } from './rule.js';

/** A schema of something that a caller sends. */
export interface Sent {
  /** The field or parameter that it belongs to; empty for a body. */
  name: string;
  /** With its reference followed. */
  schema: JsonObject;
  /** Where the schema is written, in another file where it is referred to. */
  location: NodeLocation;
  /** Where it is used. */
  use: NodeLocation;
  /** False for a part of `allOf`, `anyOf` or `oneOf`, which may say something of the whole only. */
  whole: boolean;
}

/**
 * Every schema that the calls of a path send, however deep. Redocly's nested visitors stop at the first
 * schema, and do not distinguish a schema that is sent from one that is received once it is shared.
 */
function* sentBy(item: unknown, context: Context): Generator<Sent> {
  const path = deref({ value: item, location: context.location }, context);
  const seen = new Set<string>();
  yield* parameters(path, context, seen);
  for (const method of METHODS) {
    if (!isObject(path.node[method])) continue;
    const operation = { node: path.node[method], location: path.location.child([method]) };
    yield* parameters(operation, context, seen);
    yield* body(operation, context, seen);
  }
}

/** Every schema of the messages that a client sends in an operation of a socket, however deep. */
function* sentIn(operation: unknown, context: Context): Generator<Sent> {
  const { node, location } = deref({ value: operation, location: context.location }, context);
  if (node.action !== 'send') return;
  const seen = new Set<string>();
  for (const [index, value] of listOf(node.messages).entries()) {
    const message = deref({ value, location: location.child(['messages', index]) }, context);
    const at = message.location.child(['payload']);
    if (message.node.payload !== undefined) yield* schemas('', message.node.payload, at, true, context, seen);
  }
}

/** A rule that looks at each schema of what is sent, by the calls of a path or over a socket. */
export const overSent =
  (check: (sent: Sent, context: Context) => void): Rule =>
  () => ({
    PathItem(item, context) {
      for (const sent of sentBy(item, context)) check(sent, context);
    },
    Operation(operation, context) {
      for (const sent of sentIn(operation, context)) check(sent, context);
    },
  });

function* parameters({ node, location }: Placed, context: Context, seen: Set<string>): Generator<Sent> {
  for (const [index, value] of listOf(node.parameters).entries()) {
    const parameter = deref({ value, location: location.child(['parameters', index]) }, context);
    const name = String(parameter.node.name);
    if (parameter.node.schema === undefined) continue; // described by `content`
    yield* schemas(name, parameter.node.schema, parameter.location.child(['schema']), true, context, seen);
  }
}

function* body({ node, location }: Placed, context: Context, seen: Set<string>): Generator<Sent> {
  const request = deref({ value: node.requestBody, location: location.child(['requestBody']) }, context);
  for (const [type, media] of Object.entries(isObject(request.node.content) ? request.node.content : {})) {
    const at = request.location.child(['content', type, 'schema']);
    if (isObject(media) && media.schema !== undefined) yield* schemas('', media.schema, at, true, context, seen);
  }
}

function* schemas(
  name: string,
  value: unknown,
  use: NodeLocation,
  whole: boolean,
  context: Context,
  seen: Set<string>,
): Generator<Sent> {
  if (seen.has(use.absolutePointer)) return;
  seen.add(use.absolutePointer);
  const { node: schema, location } = deref({ value, location: use }, context);
  yield { name, schema, location, use, whole };
  const inner = (inside: string, below: (string | number)[], child: unknown, complete: boolean) =>
    schemas(inside, child, location.child(below), complete, context, seen);
  for (const [field, child] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
    yield* inner(field, ['properties', field], child, true);
  }
  if (isObject(schema.items)) yield* inner(name, ['items'], schema.items, true);
  if (isObject(schema.additionalProperties))
    yield* inner(name, ['additionalProperties'], schema.additionalProperties, true);
  for (const [index, child] of listOf(schema.prefixItems).entries())
    yield* inner(name, ['prefixItems', index], child, true);
  for (const { below, child } of partsOf(schema)) yield* inner(name, below, child, false);
}

/** The parts that a schema is put together from. */
export const partsOf = (schema: JsonObject): { below: (string | number)[]; child: unknown }[] =>
  ['allOf', 'anyOf', 'oneOf'].flatMap((kind) =>
    listOf(schema[kind]).map((child, index) => ({ below: [kind, index], child })),
  );
