import { describe, expect, test } from 'vitest';
import { apiOf, OURS, problemsOf } from '../../../test/documents.js';
import { listOf, objectOf } from '../../load/json.js';
import type { Sockets } from './types.js';

const OPENAPI = `${OURS.replace('names: url', 'names: url, sockets: ./asyncapi.yaml')}paths: {}\n`;

const ROOT = `asyncapi: 3.0.0
info: { title: Sockets, version: 1.0.0 }
servers:
  private: { host: ws.example.com, pathname: /v9/ws/private, protocol: wss, description: Orders. }
channels:
  private.order: { $ref: ./order.yaml#/channel }
operations:
  private.order.subscribe: { $ref: ./order.yaml#/operations/subscribe }
  private.order.push: { $ref: ./order.yaml#/operations/push }
`;

const ORDER = `channel:
  address: '{topic}/{symbol}'
  summary: Follow orders
  servers: [{ $ref: ./asyncapi.yaml#/servers/private }]
  x-topics: [order]
  x-push: { first: none, merge: upsert, by: [id] }
  parameters: { symbol: { $ref: common.yaml#/parameters/symbol } }
  messages:
    subscribe:
      payload:
        allOf:
          - { $ref: common.yaml#/schemas/Frame }
          - { type: object, required: [args], properties: { args: { type: array, items: { $ref: '#/schemas/PrivateOrderArg' } } } }
    refused: { $ref: common.yaml#/messages/refused }
    push:
      payload: { type: object, properties: { arg: { $ref: '#/schemas/PrivateOrderArg', description: Which. }, data: { type: array, items: { type: array, prefixItems: [{ $ref: common.yaml#/schemas/Side }], items: false } } } }
      examples: [{ name: one, payload: { data: [[buy]] } }]
operations:
  subscribe:
    action: send
    channel: { $ref: '#/channel' }
    messages: [{ $ref: '#/channel/messages/subscribe' }]
    reply: { address: { location: $message.payload#/op }, messages: [{ $ref: '#/channel/messages/refused' }] }
  push: { action: receive, channel: { $ref: '#/channel' }, messages: [{ $ref: '#/channel/messages/push' }] }
schemas:
  PrivateOrderArg:
    type: object
    required: [topic]
    properties: { topic: { type: string, const: order }, side: { $ref: common.yaml#/schemas/Side }, symbol: { type: string } }
`;

const COMMON = `parameters: { symbol: { description: Pair. } }
messages: { refused: { payload: { type: object, properties: { side: { $ref: '#/schemas/Side' } } } } }
schemas:
  Frame: { type: object, properties: { op: { type: string } } }
  Side: { type: string, enum: [buy, sell], description: Direction. }
`;

const FILES = { 'asyncapi.yaml': ROOT, 'order.yaml': ORDER, 'common.yaml': COMMON };

async function socketsOf(files = FILES): Promise<Sockets> {
  const { sockets } = await apiOf(OPENAPI, files, 'v9');
  if (!sockets) throw new Error('the description names no sockets');
  return sockets;
}

test('a description without sockets has none', async () => {
  expect((await apiOf(`${OURS}paths: {}\n`)).sockets).toBeUndefined();
});

describe('a channel', () => {
  test('says what it is for, what names a stream and how it is read', async () => {
    const [{ messages, location, ...channel } = { messages: [], location: undefined }] = (await socketsOf()).channels;
    expect(channel).toEqual({
      id: 'private.order',
      key: 'v9:private.order',
      kind: 'stream',
      title: 'private.order',
      typeName: 'PrivateOrder',
      file: 'order.yaml',
      summary: 'Follow orders',
      description: '',
      private: true,
      topics: ['order'],
      args: [
        { name: 'topic', values: ['order'] },
        { name: 'side', values: ['buy', 'sell'], optional: true },
        { name: 'symbol', optional: true },
      ],
      push: { first: 'none', merge: 'upsert', by: ['id'] },
      permission: 'unknown',
      account: 'any',
      effect: 'read',
      fidelity: 'validated',
      evidence: [],
    });
    expect(location?.pointer).toBe('/channel');
  });

  test('distinguishes what is sent from what comes, by its operations', async () => {
    const sockets = await socketsOf();
    expect(sockets.channels[0]?.messages.map(({ name, sent, shared }) => [name, sent, shared])).toEqual([
      ['subscribe', true, undefined],
      ['refused', false, 'refused'],
      ['push', false, undefined],
    ]);
    expect(sockets.operations.map(({ location, ...operation }) => operation)).toEqual([
      {
        id: 'private.order.subscribe',
        action: 'send',
        channel: 'private.order',
        messages: ['subscribe'],
        reply: { messages: ['refused'], location: '$message.payload#/op' },
      },
      { id: 'private.order.push', action: 'receive', channel: 'private.order', messages: ['push'] },
    ]);
  });

  test('what is sent is closed, what comes is open', async () => {
    const { schemas } = await socketsOf();
    expect([...schemas.keys()]).toEqual([
      'Frame',
      'PrivateOrderArg',
      'PrivateOrderArgResponse',
      'Side',
      'SideResponse',
    ]);
    expect(schemas.get('Side')?.json).toMatchObject({ enum: ['buy', 'sell'] });
    expect(schemas.get('SideResponse')?.json).toMatchObject({ anyOf: [{ enum: ['buy', 'sell'] }, { type: 'string' }] });
  });
});

describe('the document', () => {
  test('refers to itself only: channels, messages, servers and shared parts by where they stand', async () => {
    const { document } = await socketsOf();
    const channel = objectOf(objectOf(document.channels)['private.order']);
    expect(channel.servers).toEqual([{ $ref: '#/servers/private' }]);
    expect(channel.parameters).toEqual({ symbol: { $ref: '#/components/parameters/symbol' } });
    expect(objectOf(channel.messages).refused).toEqual({ $ref: '#/components/messages/refused' });
    const subscribe = objectOf(objectOf(document.operations)['private.order.subscribe']);
    expect(subscribe.channel).toEqual({ $ref: '#/channels/private.order' });
    expect(subscribe.messages).toEqual([{ $ref: '#/channels/private.order/messages/subscribe' }]);
    expect(objectOf(subscribe.reply).messages).toEqual([{ $ref: '#/channels/private.order/messages/refused' }]);
  });

  test('has schemas in draft 7: nothing beside a reference, columns as a list of items', async () => {
    const { document } = await socketsOf();
    const messages = objectOf(objectOf(objectOf(document.channels)['private.order']).messages);
    const { arg, data } = objectOf(objectOf(objectOf(messages.push).payload).properties);
    expect(arg).toEqual({ description: 'Which.', allOf: [{ $ref: '#/components/schemas/PrivateOrderArgResponse' }] });
    expect(objectOf(data).items).toEqual({
      type: 'array',
      items: [{ $ref: '#/components/schemas/SideResponse' }],
      additionalItems: false,
    });
  });

  test('keeps examples as they are', async () => {
    const { document } = await socketsOf();
    const messages = objectOf(objectOf(objectOf(document.channels)['private.order']).messages);
    expect(listOf(objectOf(messages.push).examples)).toEqual([{ name: 'one', payload: { data: [['buy']] } }]);
  });
});

describe('is refused, with the line:', () => {
  const wrong = (files: Partial<typeof FILES>) => problemsOf(apiOf(OPENAPI, { ...FILES, ...files }, 'v9'));

  test.each([
    [
      'no AsyncAPI',
      { 'asyncapi.yaml': 'info: {}\n' },
      'asyncapi.yaml:1:1 is no AsyncAPI 3.0 document; start it with `asyncapi: 3.0.0`',
    ],
    [
      'another version',
      { 'asyncapi.yaml': ROOT.replace('3.0.0', '2.6.0') },
      'asyncapi.yaml:1:1 is no AsyncAPI 3.0 document; start it with `asyncapi: 3.0.0`',
    ],
    [
      'a reference to nothing',
      { 'order.yaml': ORDER.replace('#/schemas/PrivateOrderArg', '#/schemas/Gone') },
      'order.yaml:13:91 $ref #/schemas/Gone leads nowhere; correct the path or define what it names',
    ],
    [
      'a server that is none',
      { 'order.yaml': ORDER.replace('./asyncapi.yaml#/servers/private', 'common.yaml#/schemas/Side') },
      'order.yaml:4:13 common.yaml#/schemas/Side leads to nothing that the document holds; refer to a channel, one of its messages, or a server of the document',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await wrong(files)).toEqual([expected]);
  });
});
