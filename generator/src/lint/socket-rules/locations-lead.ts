import { at, escapeKey, objectOf, pointerKeys, textOf } from '../../load/json.js';
import type { Source } from '../../load/source.js';
import type { Schema } from '../../model/schema/kinds.js';
import { resolved } from '../../model/schema/resolved.js';
import { fieldOf } from '../../model/sockets/channel.js';
import type { Channel, Message, Sockets } from '../../model/sockets/types.js';
import { below, rawOf, type SocketFinding, type SocketRule } from './socket-rule.js';

const FIX = 'write $message.payload# and the pointer of a field, such as $message.payload#/arg/symbol';

/**
 * Each location (of a parameter in a push, of the number that ties a reply to its request, of where a reply goes) leads to
 * a field of the payload (AsyncAPI 3.0, runtime expressions).
 */
export const locationsLead: SocketRule = (sockets, source) => {
  return [
    ...sockets.channels.flatMap((channel) => parameters(channel, source)),
    ...messagesOf(sockets).flatMap((message) => correlation(message, source)),
    ...replies(sockets),
  ];
};

/** Every message once, though channels share some. */
const messagesOf = ({ channels, messages }: Sockets): Message[] => [
  ...messages.values(),
  ...channels.flatMap(({ messages: own }) => own.filter(({ shared }) => shared === undefined)),
];

function parameters(channel: Channel, source: Source): SocketFinding[] {
  const push = channel.messages.find(({ name }) => name === 'push');
  const { file, pointer } = channel.location;
  return Object.entries(objectOf(rawOf(channel, source).parameters)).flatMap(([name, value]) => {
    const location = { file, pointer: `${pointer}/parameters/${escapeKey(name)}` };
    const expression = textOf(objectOf(source.follow({ ...location, value }).value).location);
    if (expression === undefined || !push || leads(expression, push.payload)) return [];
    return [{ location, what: `${expression} leads to no field of the pushes of ${channel.id}`, fix: FIX }];
  });
}

function correlation({ name, location, payload }: Message, source: Source): SocketFinding[] {
  const expression = textOf(objectOf(at(source.valueOf(location.file), `${location.pointer}/correlationId`)).location);
  if (expression === undefined || leads(expression, payload)) return [];
  const what = `${expression} leads to no field of the message ${name}`;
  return [{ location: below(location, '/correlationId/location'), what, fix: FIX }];
}

const replies = ({ channels, operations }: Sockets): SocketFinding[] =>
  operations.flatMap(({ id, location, channel, messages, reply }) => {
    const expression = reply?.location;
    if (expression === undefined) return [];
    const sent =
      channels.find((one) => one.id === channel)?.messages.filter(({ name }) => messages.includes(name)) ?? [];
    if (sent.every(({ payload }) => leads(expression, payload))) return [];
    const what = `the reply of ${id} goes to ${expression}, which is no field of what is sent`;
    return [{ location: below(location, '/reply/address/location'), what, fix: FIX }];
  });

function leads(expression: string, payload: Schema): boolean {
  const [, pointer] = /^\$message\.payload#(\/.*)$/.exec(expression) ?? [];
  if (pointer === undefined) return false;
  let here: Schema | undefined = payload;
  for (const key of pointerKeys(pointer)) here = here && step(here, key);
  return here !== undefined;
}

function step(schema: Schema, key: string): Schema | undefined {
  if (!/^\d+$/.test(key)) return fieldOf(schema, key);
  const shape = resolved(schema);
  return shape.kind === 'list' ? shape.items : undefined;
}
