import { isObject, type Json, type JsonObject, listOf, objectOf, pointerKeys, textOf } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import type { SocketOperation } from './types.js';

/** Reads an operation of the bundled document, where channels and their messages are named by one way alone. */
export function socketOperationOf(id: string, location: Location, document: JsonObject): SocketOperation {
  const { action, channel, messages, reply } = objectOf(objectOf(document.operations)[id]);
  const replyTo = textOf(objectOf(objectOf(reply).address).location);
  return {
    id,
    location,
    action: action === 'send' ? 'send' : 'receive',
    channel: lastOf(channel) ?? '',
    messages: namesOf(messages),
    ...(isObject(reply) && {
      reply: { messages: namesOf(reply.messages), ...(replyTo !== undefined && { location: replyTo }) },
    }),
  };
}

const namesOf = (messages: Json | undefined): string[] => listOf(messages).flatMap((message) => lastOf(message) ?? []);

/** The last key of an internal reference. */
const lastOf = (value: Json | undefined): string | undefined => pointerKeys(textOf(objectOf(value).$ref) ?? '').pop();
