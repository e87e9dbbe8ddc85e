import { capitalize, typeName } from '../model/names.js';
import type { Schema } from '../model/schema/kinds.js';
import { argOf, pushItemOf } from '../model/sockets/channel.js';
import type { Channel, Message, Sockets } from '../model/sockets/types.js';
import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { type NamedType, namedTypes } from './print/named-types.js';
import { comment, string } from './print/quote/index.js';
import { helperTypes, OPEN_TEXT, type PrinterOf, type TypePrinter } from './print/type-printer.js';
import { wrap } from './print/wrap.js';

/**
 * `channel-types.ts`: the messages of each channel. A schema that reads the same in REST is that of `types.ts`, so that
 * a price is one type wherever it comes from.
 */
export function emitChannelTypes(api: Api, sockets: Sockets, printerOf: PrinterOf): EmittedFile {
  const { schemas, readings } = sockets;
  const document = {
    components: { schemas: Object.fromEntries([...schemas].map(([name, { json }]) => [name, json])) },
  };
  const print = printerOf({ document, schemas, readings, operations: [] });
  const named = namedTypes(print, schemas, readings);
  const rest = sharedWith(api, sockets, named, printerOf(api));
  const parts: string[] = [];
  for (const [name, { about, declaration }] of named) if (!rest.has(name)) parts.push(about + declaration);
  for (const message of sockets.messages.values()) parts.push(...messageTypes(print, message, ''));
  for (const channel of sockets.channels) {
    const own = channel.messages.filter(({ shared }) => shared === undefined);
    parts.push(...own.flatMap((message) => messageTypes(print, message, channel.typeName, channel)));
  }
  parts.push(streamMap(print, sockets), topicMap(sockets.channels), requestMap(sockets.channels));
  const text = parts.join('\n\n');
  const used = [...rest]
    .concat(OPEN_TEXT)
    .sort()
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const imports = `import type {\n${used.map((name) => `  ${name},\n`).join('')}} from './types.js';\n`;
  return { path: 'src/channel-types.ts', text: `${header(sockets.source)}${imports}\n${helperTypes(text)}${text}\n` };
}

/** Names of types that are the same in both, with all that they lead to. */
function sharedWith(api: Api, sockets: Sockets, own: Map<string, NamedType>, print: TypePrinter): Set<string> {
  const named = [...api.schemas].filter(([key]) => own.has(typeName(api.readings.get(key)?.name ?? key)));
  const rest = namedTypes(print, new Map(named), api.readings);
  const shared = new Set([...own.keys()].filter((name) => rest.get(name)?.declaration === own.get(name)?.declaration));
  const nameOf = (ref: string) => typeName(sockets.readings.get(ref)?.name ?? ref);
  for (let size = -1; size !== shared.size; ) {
    size = shared.size;
    for (const name of shared) if (!own.get(name)?.refs.every((ref) => shared.has(nameOf(ref)))) shared.delete(name);
  }
  return shared;
}

/** The type of a message, unless it is that of its payload's schema. */
function messageTypes(print: TypePrinter, message: Message, prefix: string, channel?: Channel): string[] {
  if (message.payload.kind === 'reference') return [];
  const name = prefix + capitalize(message.name === 'subscribe' ? 'Subscribe' : (message.shared ?? message.name));
  const about = channel
    ? `What \`${channel.id}\` ${message.sent ? 'takes' : 'sends'} (\`${message.name}\`).`
    : `What any channel may ${message.sent ? 'take' : 'send'} (\`${message.name}\`).`;
  return [`${comment(wrap(about))}${print.declaration(typeName(name), message.payload)}`];
}

function streamMap(print: TypePrinter, { channels }: Sockets): string {
  const rows = channels
    .filter(({ kind }) => kind === 'stream')
    .map(({ id, typeName, messages }) => {
      const text = (schema: Schema | undefined) => (schema ? print.text(schema) : 'unknown');
      const [arg, item] = [text(argOf(messages)), text(pushItemOf(messages))];
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
