import { canonical, type JsonObject, textOf } from '../load/json.js';
import { isRef } from '../load/source.js';
import { capitalize, typeName } from '../model/names.js';
import { argOf, pushItemOf } from '../model/sockets/channel.js';
import type { Channel, Message, Sockets } from '../model/sockets/types.js';
import type { Api } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { comment, string } from './print/quote/index.js';
import { helperTypes, OPEN_TEXT, SchemaTypes } from './print/schema-types.js';

/**
 * `channel-types.ts`: the messages of each channel. A schema that reads the same in REST is that of `types.ts`, so that
 * a price is one type wherever it comes from.
 */
export function emitChannelTypes(api: Api, sockets: Sockets): EmittedFile {
  const document = { components: { schemas: Object.fromEntries(sockets.schemas) } };
  const print = new SchemaTypes(document);
  const rest = sharedWith(api.schemas, sockets.schemas);
  const parts: string[] = [];
  for (const [name, schema] of sockets.schemas)
    if (!rest.has(name)) parts.push(`${comment(textOf(schema.description) ?? '')}${print.component(name)}`);
  for (const message of sockets.messages.values()) parts.push(...messageTypes(print, message, ''));
  for (const channel of sockets.channels) {
    const own = channel.messages.filter(({ shared }) => shared === undefined);
    parts.push(...own.flatMap((message) => messageTypes(print, message, channel.typeName, channel)));
  }
  parts.push(streamMap(print, sockets, document), topicMap(sockets.channels), requestMap(sockets.channels));
  const text = parts.join('\n\n');
  const used = [...rest]
    .map(typeName)
    .concat(OPEN_TEXT)
    .sort()
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const imports = `import type {\n${used.map((name) => `  ${name},\n`).join('')}} from './types.js';\n`;
  return { path: 'src/channel-types.ts', text: `${header(sockets.source)}${imports}\n${helperTypes(text)}${text}\n` };
}

/** Names of schemas that are the same in both, with all that they lead to. */
function sharedWith(rest: Map<string, JsonObject>, own: Map<string, JsonObject>): Set<string> {
  const shared = new Set([...own.keys()].filter((name) => sameIn(rest, own, name)));
  for (let size = -1; size !== shared.size; ) {
    size = shared.size;
    for (const name of shared) if (!refsOf(own.get(name)).every((ref) => shared.has(ref))) shared.delete(name);
  }
  return shared;
}

function sameIn(rest: Map<string, JsonObject>, own: Map<string, JsonObject>, name: string): boolean {
  const [theirs, ours] = [rest.get(name), own.get(name)];
  return theirs !== undefined && ours !== undefined && canonical(theirs) === canonical(ours);
}

const refsOf = (schema: JsonObject | undefined): string[] =>
  [...JSON.stringify(schema ?? {}).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');

/** The type of a message, unless it is that of its payload's schema. */
function messageTypes(print: SchemaTypes, message: Message, prefix: string, channel?: Channel): string[] {
  if (isRef(message.payload)) return [];
  const name = prefix + capitalize(message.name === 'subscribe' ? 'Subscribe' : (message.shared ?? message.name));
  const about = channel
    ? `What \`${channel.id}\` ${message.sent ? 'takes' : 'sends'} (\`${message.name}\`).`
    : `What any channel may ${message.sent ? 'take' : 'send'} (\`${message.name}\`).`;
  return [`${comment(about)}${print.declaration(typeName(name), message.payload)}`];
}

function streamMap(print: SchemaTypes, { channels }: Sockets, document: JsonObject): string {
  const rows = channels
    .filter(({ kind }) => kind === 'stream')
    .map(({ id, typeName, messages }) => {
      const arg = print.text(argOf(messages, document) ?? {});
      const item = print.text(pushItemOf(messages, document) ?? {});
      return `  ${string(id)}: { arg: ${arg}; push: ${typeName}Push; item: ${item} };`;
    });
  return `${comment('What names a stream, a push of it and an entry of its data, by channel.')}export interface Streams {\n${rows.join('\n')}\n}`;
}

/** Names on the wire may stand for several channels, `ticker` of v2 for spot and futures. */
function topicMap(channels: Channel[]): string {
  const byTopic = new Map<string, string[]>();
  for (const { kind, id, topics } of channels)
    for (const topic of kind === 'stream' ? topics : []) byTopic.set(topic, [...(byTopic.get(topic) ?? []), id]);
  const rows = [...byTopic].map(([topic, ids]) => `  ${string(topic)}: Streams[${ids.map(string).join(' | ')}];`);
  return `${comment('The same by what a stream is called on the wire.')}export interface StreamsByTopic {\n${rows.join('\n')}\n}`;
}

function requestMap(channels: Channel[]): string {
  const rows = channels
    .filter(({ kind }) => kind === 'trade')
    .map(({ id, typeName }) => `  ${string(id)}: { request: ${typeName}Request; reply: ${typeName}Reply };`);
  return `${comment('Request and reply of each way to order, by channel.')}export interface Requests {\n${rows.join('\n')}\n}`;
}
