import { at, escapeKey, type JsonObject, objectOf, pointerKeys, textOf } from '../../load/json.js';
import type { Source } from '../../load/source.js';
import { resolveIn } from '../../model/resolve.js';
import { fieldsOf } from '../../model/sockets/fields.js';
import type { Channel, Message, Sockets } from '../../model/sockets/types.js';
import { below, rawOf, type SocketFinding, type SocketRule } from './socket-rule.js';

const FIX = 'write $message.payload# and the pointer of a field, such as $message.payload#/arg/symbol';

/**
 * Each location (of a parameter in a push, of the number that ties a reply to its request, of where a reply goes) leads to
 * a field of the payload (AsyncAPI 3.0, runtime expressions).
 */
export const locationsLead: SocketRule = (sockets, source) => {
  const document = { components: { schemas: Object.fromEntries(sockets.schemas) } };
  return [
    ...sockets.channels.flatMap((channel) => parameters(channel, source, document)),
    ...messagesOf(sockets).flatMap((message) => correlation(message, source, document)),
    ...replies(sockets, document),
  ];
};

/** Every message once, though channels share some. */
const messagesOf = ({ channels, messages }: Sockets): Message[] => [
  ...messages.values(),
  ...channels.flatMap(({ messages: own }) => own.filter(({ shared }) => shared === undefined)),
];

function parameters(channel: Channel, source: Source, document: JsonObject): SocketFinding[] {
  const push = channel.messages.find(({ name }) => name === 'push');
  const { file, pointer } = channel.place;
  return Object.entries(objectOf(rawOf(channel, source).parameters)).flatMap(([name, value]) => {
    const place = { file, pointer: `${pointer}/parameters/${escapeKey(name)}` };
    const location = textOf(objectOf(source.follow({ ...place, value }).value).location);
    if (location === undefined || !push || leads(location, push.payload, document)) return [];
    return [{ place, what: `${location} leads to no field of the pushes of ${channel.id}`, fix: FIX }];
  });
}

function correlation({ name, place, payload }: Message, source: Source, document: JsonObject): SocketFinding[] {
  const location = textOf(objectOf(at(source.valueOf(place.file), `${place.pointer}/correlationId`)).location);
  if (location === undefined || leads(location, payload, document)) return [];
  const what = `${location} leads to no field of the message ${name}`;
  return [{ place: below(place, '/correlationId/location'), what, fix: FIX }];
}

const replies = ({ channels, operations }: Sockets, document: JsonObject): SocketFinding[] =>
  operations.flatMap(({ id, place, channel, messages, reply }) => {
    const location = reply?.location;
    if (location === undefined) return [];
    const sent =
      channels.find((one) => one.id === channel)?.messages.filter(({ name }) => messages.includes(name)) ?? [];
    if (sent.every(({ payload }) => leads(location, payload, document))) return [];
    const what = `the reply of ${id} goes to ${location}, which is no field of what is sent`;
    return [{ place: below(place, '/reply/address/location'), what, fix: FIX }];
  });

function leads(location: string, payload: JsonObject, document: JsonObject): boolean {
  const [, pointer] = /^\$message\.payload#(\/.*)$/.exec(location) ?? [];
  if (pointer === undefined) return false;
  let here: JsonObject | undefined = payload;
  for (const key of pointerKeys(pointer)) here = here && step(here, key, document);
  return here !== undefined;
}

function step(schema: JsonObject, key: string, document: JsonObject): JsonObject | undefined {
  if (!/^\d+$/.test(key)) return fieldsOf(schema, document).properties.get(key);
  const { items } = objectOf(resolveIn(document, schema));
  return items === undefined ? undefined : objectOf(items);
}
