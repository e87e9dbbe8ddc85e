import type {
  AccountKind,
  ChannelArg,
  ChannelKind,
  ChannelMetadata,
  Effect,
  Limit,
  Lookup,
  Push,
} from '@bitget-spec/contract';
import { callPath, keyOf } from '@bitget-spec/contract/names';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import { typeName } from '../names.js';
import { resolveIn } from '../resolve.js';
import type { RawChannel } from './bundle.js';
import { fieldsOf, itemOf } from './fields.js';
import type { Channel, Message } from './types.js';

/** Reads one channel. `document` holds the named schemas below `components`. */
export function channelOf({ id, raw, location, messages }: RawChannel, api: string, document: JsonObject): Channel {
  const kind = kindOf(id, messages);
  const limits = raw['x-rate-limit'];
  const orderId = textOf(raw['x-order-id']);
  const lookup = raw['x-lookup'];
  const link = textOf(objectOf(raw.externalDocs).url);
  const metadata: ChannelMetadata = {
    id,
    key: keyOf(api, callPath(id.replaceAll('.', '/'))),
    kind,
    summary: textOf(raw.summary) ?? '',
    private: listOf(raw.servers).some((server) => /private$/i.test(String(objectOf(server).$ref))),
    topics: textsOf(raw['x-topics']),
    args: kind === 'stream' ? argsOf(messages, document) : [],
    ...(isObject(raw['x-push']) && { push: raw['x-push'] as unknown as Push }),
    ...(Array.isArray(limits) && { limits: limits as unknown as Limit[] }),
    permission: textOf(raw['x-permission']) ?? 'unknown',
    account: (textOf(raw['x-account']) ?? 'any') as AccountKind,
    effect: (textOf(raw['x-effect']) ?? 'read') as Effect,
    ...(orderId !== undefined && { orderId }),
    ...(lookup !== undefined && { lookups: [lookup].flat() as unknown as Lookup[] }),
    ...(link !== undefined && { link }),
  };
  return {
    ...metadata,
    title: textOf(raw.title) ?? id,
    description: textOf(raw.description)?.trim() ?? '',
    typeName: typeName(id),
    location,
    evidence: textsOf(raw['x-source']),
    messages,
  };
}

function kindOf(id: string, messages: Message[]): ChannelKind {
  if (id.startsWith('session.')) return 'session';
  return messages.some(({ name }) => name === 'push') ? 'stream' : 'trade';
}

/** The parts of what names a stream, as the subscription sends them. */
function argsOf(messages: Message[], document: JsonObject): ChannelArg[] {
  const { properties, required } = fieldsOf(argOf(messages, document), document);
  return [...properties].map(([name, schema]) => {
    const values = wordsOf(resolveIn(document, schema));
    return { name, ...(values && { values }), ...(!required.has(name) && { optional: true as const }) };
  });
}

/** The schema of what names a stream; undefined for a channel that is not subscribed to. */
export function argOf(messages: Message[], document: JsonObject): JsonObject | undefined {
  const subscribe = messages.find(({ name }) => name === 'subscribe');
  return itemOf(fieldsOf(subscribe?.payload, document).properties.get('args'), document);
}

/** The schema of one entry of a push's data; of data that comes bare or in a list, the bare one. */
export function pushItemOf(messages: Message[], document: JsonObject): JsonObject | undefined {
  const push = messages.find(({ name }) => name === 'push');
  const data = fieldsOf(push?.payload, document).properties.get('data');
  const [bare] = listOf(data?.oneOf);
  return itemOf(isObject(bare) ? bare : data, document);
}

function wordsOf(schema: Json | undefined): string[] | undefined {
  const { enum: words, const: word } = objectOf(schema);
  return typeof word === 'string' ? [word] : Array.isArray(words) ? textsOf(words) : undefined;
}
