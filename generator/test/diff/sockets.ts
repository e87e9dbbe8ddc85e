import type { KindId } from '../../src/diff/kinds/index.js';
import type { Json, JsonObject } from '../../src/load/json.js';

/** Two AsyncAPI documents between which one thing has changed. */
export interface SocketPair {
  kind: KindId;
  base: JsonObject;
  head: JsonObject;
}

const text: JsonObject = { type: 'string' };
const message = (schema: JsonObject = text): JsonObject => ({ payload: schema });
const ref = (path: string): JsonObject => ({ $ref: `#/${path}` });

interface Parts {
  channel?: JsonObject;
  messages?: JsonObject;
  channels?: JsonObject;
  operations?: JsonObject;
  servers?: JsonObject;
  subscribe?: JsonObject;
  id?: string;
}

/** One channel, `public.books`, whose pushes are received and whose subscription is sent. */
function document({
  channel = {},
  messages,
  channels = {},
  operations = {},
  servers = {},
  subscribe = {},
  id = 'public.books',
}: Parts): JsonObject {
  const all: JsonObject = messages ?? { subscribe: message(), push: message() };
  const one = (name: string): Json[] => (name in all ? [ref(`channels/${id}/messages/${name}`)] : []);
  return {
    asyncapi: '3.0.0',
    info: { title: 'Sockets', version: '1.0.0' },
    servers: {
      public: { host: 'ws.test', protocol: 'wss' },
      private: { host: 'ws.test', pathname: '/private', protocol: 'wss' },
      ...servers,
    },
    channels: { [id]: { address: 'books', servers: [ref('servers/public')], messages: all, ...channel }, ...channels },
    operations: {
      'books.subscribe': { action: 'send', channel: ref(`channels/${id}`), messages: one('subscribe'), ...subscribe },
      'books.push': { action: 'receive', channel: ref(`channels/${id}`), messages: one('push') },
      ...operations,
    },
  };
}

const pair = (kind: KindId, base: Parts, head: Parts): SocketPair => ({
  kind,
  base: document(base),
  head: document(head),
});
const push = (more: JsonObject): Parts => ({ channel: { 'x-push': { first: 'snapshot', merge: 'replace', ...more } } });
const extra = { subscribe: message(), push: message(), more: message() };
const sends: JsonObject = {
  action: 'send',
  channel: ref('channels/public.books'),
  messages: [ref('channels/public.books/messages/more')],
};
const gets: JsonObject = { ...sends, action: 'receive' };
const reply = { reply: { messages: [ref('channels/public.books/messages/push')] } };
const idle: JsonObject = { action: 'receive', channel: ref('channels/public.books'), messages: [] };
const served = (...names: string[]): Parts => ({ channel: { servers: names.map((name) => ref(`servers/${name}`)) } });
const addressed = (part: JsonObject): Parts => ({ channel: { parameters: { room: part } } });
const written = (contentType: string): Parts => ({
  messages: { subscribe: { ...message(), contentType }, push: message() },
});
const demo = { demo: { host: 'demo.test', protocol: 'wss' } };

export const SOCKET_PAIRS: SocketPair[] = [
  pair('channel-added', {}, { channels: { 'public.other': { address: 'other', messages: {} } } }),
  pair('channel-removed', { channels: { 'public.other': { address: 'other', messages: {} } } }, {}),
  pair('channel-moved', {}, { id: 'public.book' }),
  pair('channel-address-changed', {}, { channel: { address: 'book' } }),
  pair('channel-became-private', {}, served('private')),
  pair('channel-became-public', served('private'), {}),
  pair('channel-parameter-added', {}, addressed({})),
  pair('channel-parameter-removed', addressed({}), {}),
  pair('channel-parameter-opened', addressed({ enum: ['a'] }), addressed({})),
  pair('channel-parameter-closed', addressed({}), addressed({ enum: ['a'] })),
  pair('channel-value-added', addressed({ enum: ['a'] }), addressed({ enum: ['a', 'b'] })),
  pair('channel-value-removed', addressed({ enum: ['a', 'b'] }), addressed({ enum: ['a'] })),
  pair('channel-parameter-default-changed', addressed({ default: 'a' }), addressed({ default: 'b' })),
  pair('message-media-type-changed', written('application/json'), written('application/cbor')),
  pair('channel-server-added', { servers: demo }, { servers: demo, ...served('public', 'demo') }),
  pair('channel-server-removed', { servers: demo, ...served('public', 'demo') }, { servers: demo }),
  pair('topic-added', { channel: { 'x-topics': ['books'] } }, { channel: { 'x-topics': ['books', 'books5'] } }),
  pair('topic-removed', { channel: { 'x-topics': ['books', 'books5'] } }, { channel: { 'x-topics': ['books'] } }),
  pair('topic-respelt', { channel: { 'x-topics': ['rpi-books'] } }, { channel: { 'x-topics': ['rpiBooks'] } }),
  pair('message-received-added', {}, { messages: extra }),
  pair('message-received-removed', { messages: extra }, {}),
  pair(
    'message-sent-added',
    { operations: { more: { ...sends, messages: [] } } },
    { messages: extra, operations: { more: sends } },
  ),
  pair(
    'message-sent-removed',
    { messages: extra, operations: { more: sends } },
    { operations: { more: { ...sends, messages: [] } } },
  ),
  pair(
    'message-direction-changed',
    { messages: extra, operations: { more: sends } },
    { messages: extra, operations: { more: gets } },
  ),
  pair('socket-operation-added', {}, { operations: { idle } }),
  pair('socket-operation-removed', { operations: { idle } }, {}),
  pair('reply-added', {}, { subscribe: reply }),
  pair('reply-removed', { subscribe: reply }, {}),
  pair('push-first-changed', push({}), push({ first: 'change' })),
  pair('push-merge-changed', push({}), push({ merge: { books: 'levels', books5: 'replace' } })),
  pair('push-key-changed', push({ by: ['orderId'] }), push({ by: ['orderId', 'symbol'] })),
  pair('push-interval-lengthened', push({ intervals: [{ ms: 50 }] }), push({ intervals: [{ ms: 100 }] })),
  pair('push-interval-shortened', push({ intervals: [{ ms: 100 }] }), push({ intervals: [{ ms: 50 }] })),
  pair('push-sequence-added', push({}), push({ sequence: { current: 'seq' } })),
  pair('push-sequence-removed', push({ sequence: { current: 'seq' } }), push({})),
  pair(
    'push-sequence-changed',
    push({ sequence: { current: 'seq' } }),
    push({ sequence: { current: 'seq', previous: 'pseq' } }),
  ),
  pair('socket-server-added', {}, { servers: demo }),
  pair('socket-server-removed', { servers: demo }, {}),
  pair('socket-server-moved', { servers: demo }, { servers: { demo: { host: 'other.test', protocol: 'wss' } } }),
];

/** A field of what is pushed, and of what is sent: the same change hurts on one side only. */
export const pushed = (schema: JsonObject): JsonObject =>
  document({ messages: { subscribe: message(), push: message(schema) } });
export const withHeaders = (headers: JsonObject): JsonObject =>
  document({ messages: { subscribe: message(), push: { ...message(), headers } } });
export const sent = (schema: JsonObject): JsonObject =>
  document({ messages: { subscribe: message(schema), push: message() } });
