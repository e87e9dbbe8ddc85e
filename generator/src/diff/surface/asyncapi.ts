import { escapeKey, type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import { isRef, type Location, type Source } from '../../load/source.js';
import { SchemaReader } from '../../model/schema/read.js';
import { SocketBundler } from '../../model/sockets/bundle.js';
import type { ChannelSurface, MessageSurface, SocketSurface } from './types.js';

/** Whom an AsyncAPI document describes: the client, as ours do, or the server, whose consumers receive what it sends. */
export type Describes = 'client' | 'server';

/** Reads an AsyncAPI 3 document. `opens`: lists of values that are received may grow, as ours do. */
export function asyncapiSurface(source: Source, file: string, describes: Describes, opens = true): SocketSurface {
  const bundler = new SocketBundler(source, file, opens);
  const root = objectOf(source.valueOf(file));
  const written = (location: Location): JsonObject =>
    objectOf(source.follow({ ...location, value: { $ref: `#${location.pointer}` } }).value);
  const operations = bundler.operations().map(([id, location]) => {
    const raw = written(location);
    return { id, raw, sends: (raw.action === 'send') === (describes === 'client') };
  });
  const schemas = bundler.finish();
  const reader = new SchemaReader({ schemas, readings: bundler.readings, locations: bundler.locations });
  const servers = Object.entries(objectOf(root.servers)).map(([name, value]): [string, string] => {
    const { protocol, host, pathname } = objectOf(value);
    return [name, `${protocol}://${host}${pathname ?? ''}`];
  });
  const channels = bundler.channels.map(({ id, raw, location, messages }): [string, ChannelSurface] => {
    const named = listOf(raw.servers).map(nameOfRef);
    const found = messages.map((message): [string, MessageSurface] => [
      message.name,
      {
        sent: sends(operations, id, message.name, message.sent === (describes === 'client')),
        payload: payloadOf(message.payload),
        ...(message.headers && { headers: payloadOf(message.headers) }),
        contentType: textOf(written(message.location).contentType ?? root.defaultContentType),
        location: message.location,
      },
    ]);
    return [
      id,
      {
        id,
        raw,
        location,
        servers: named,
        parameters: parametersOf(source, raw, location),
        private: named.some((name) => /private$/i.test(name)),
        messages: new Map(found),
      },
    ];
  });
  return {
    servers: new Map(servers),
    channels: new Map(channels),
    operations: new Map(
      operations.map(({ id, raw, sends }) => [
        id,
        {
          channel: nameOfRef(raw.channel),
          sends,
          replies: listOf(objectOf(raw.reply).messages).map(nameOfRef),
        },
      ]),
    ),
    reader,
    document: { components: { schemas: Object.fromEntries(schemas) } },
  };
}

function parametersOf(source: Source, raw: JsonObject, { file, pointer }: Location): ChannelSurface['parameters'] {
  const parameters = Object.entries(objectOf(raw.parameters)).map(([name, value]) => {
    const found = source.follow({ file, pointer: `${pointer}/parameters/${escapeKey(name)}`, value });
    const parameter = objectOf(found.value);
    return [name, { values: textsOf(parameter.enum), default: textOf(parameter.default) }] as const;
  });
  return new Map(parameters);
}

interface Action {
  raw: JsonObject;
  sends: boolean;
}

/** An operation that names no messages speaks of all that its channel has (AsyncAPI 3.0, Operation Object). */
function sends(operations: Action[], channel: string, message: string, otherwise: boolean): boolean {
  const own = operations.filter(({ raw }) => nameOfRef(raw.channel) === channel);
  const naming = own.filter(
    ({ raw }) => raw.messages === undefined || listOf(raw.messages).map(nameOfRef).includes(message),
  );
  return naming.length ? naming.some((operation) => operation.sends) : otherwise;
}

/** The payload itself where it is wrapped to say its format. */
const payloadOf = (payload: JsonObject): JsonObject =>
  typeof payload.schemaFormat === 'string' ? objectOf(payload.schema) : payload;

/** `#/servers/private` → `private`. */
const nameOfRef = (value: unknown): string =>
  isRef(value)
    ? (value.$ref.split('/').pop() ?? '').replaceAll('~1', '/').replaceAll('~0', '~')
    : (textOf(value) ?? '');
