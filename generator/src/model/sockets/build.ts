import { relative } from 'node:path';
import { SpecError } from '../../load/diagnostic.js';
import { isObject, type JsonObject, objectOf, textOf } from '../../load/json.js';
import type { Source } from '../../load/source.js';
import { statefulOf } from '../companions.js';
import { SchemaReader } from '../schema/read.js';
import { type RawMessage, SocketBundler } from './bundle.js';
import { channelOf } from './channel.js';
import { socketOperationOf } from './operation.js';
import type { Message, SocketServer, Sockets } from './types.js';

/**
 * Reads the AsyncAPI document that a description names as `sockets`; undefined where it names none.
 * @throws SpecError on what is no AsyncAPI 3.0, and on schemas that no emitter could express
 */
export function buildSockets(source: Source, api: string, cwd: string): Sockets | undefined {
  const file = source.companionPath('sockets');
  const root = source.companion('sockets');
  if (file === undefined) return undefined;
  if (!isObject(root) || !/^3\.0\./.test(String(root.asyncapi))) {
    const pointer = isObject(root) && root.asyncapi !== undefined ? '/asyncapi' : '';
    const fix = 'start it with `asyncapi: 3.0.0`';
    throw new SpecError([source.diagnose({ file, pointer }, 'is no AsyncAPI 3.0 document', fix)]);
  }
  const bundler = new SocketBundler(source, file);
  const schemas = bundler.finish();
  const tree = new SchemaReader({ schemas, readings: bundler.readings, locations: bundler.locations });
  const read = (message: RawMessage): Message => ({ ...message, payload: tree.read(message.payload) });
  const document = bundler.document(schemas);
  if (bundler.problems.length) throw new SpecError(bundler.problems);
  const info = objectOf(root.info);
  const stateful = statefulOf(source);
  return {
    title: textOf(info.title) ?? api,
    description: textOf(info.description)?.trim() ?? '',
    servers: serversOf(root),
    channels: bundler.channels.map((channel) => channelOf(channel, channel.messages.map(read), api, cwd, stateful)),
    operations: bundler.operations().map(([id, location]) => socketOperationOf(id, location, document)),
    messages: new Map([...bundler.shared].map(([name, message]) => [name, read(message)])),
    schemas: new Map([...schemas.keys()].map((name) => [name, tree.component(name)])),
    readings: bundler.readings,
    document,
    source: relative(cwd, file),
  };
}

const serversOf = (root: JsonObject): SocketServer[] =>
  Object.entries(objectOf(root.servers)).map(([name, value]) => {
    const { protocol, host, pathname, description } = objectOf(value);
    return { name, url: `${protocol}://${host}${pathname ?? ''}`, description: textOf(description) ?? '' };
  });
