import { relative } from 'node:path';
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
import { isObject, listOf, objectOf, textOf, textsOf } from '../../load/json.js';
import { typeName } from '../names.js';
import type { Schema } from '../schema/kinds.js';
import { resolved } from '../schema/resolved.js';
import type { RawChannel } from './bundle.js';
import type { Channel, Message } from './types.js';

export function channelOf(
  { id, raw, location }: RawChannel,
  messages: Message[],
  api: string,
  cwd: string,
  stateful: ReadonlySet<string>,
): Channel {
  const kind = kindOf(id, messages);
  const key = keyOf(api, callPath(id.replaceAll('.', '/')));
  const rest = textOf(raw['x-rest']);
  const limits = raw['x-rate-limit'];
  const orderId = textOf(raw['x-order-id']);
  const lookup = raw['x-lookup'];
  const link = textOf(objectOf(raw.externalDocs).url);
  const metadata: ChannelMetadata = {
    id,
    key,
    kind,
    summary: textOf(raw.summary) ?? '',
    private: listOf(raw.servers).some((server) => /private$/i.test(String(objectOf(server).$ref))),
    topics: textsOf(raw['x-topics']),
    args: kind === 'stream' ? argsOf(messages) : [],
    ...(isObject(raw['x-push']) && { push: raw['x-push'] as unknown as Push }),
    ...(Array.isArray(limits) && { limits: limits as unknown as Limit[] }),
    permission: textOf(raw['x-permission']) ?? 'unknown',
    account: (textOf(raw['x-account']) ?? 'any') as AccountKind,
    effect: (textOf(raw['x-effect']) ?? 'read') as Effect,
    ...(orderId !== undefined && { orderId }),
    ...(lookup !== undefined && { lookups: [lookup].flat() as unknown as Lookup[] }),
    ...(rest !== undefined && { rest }),
    fidelity: stateful.has(key) ? 'stateful' : 'validated',
    ...(link !== undefined && { link }),
  };
  return {
    ...metadata,
    title: textOf(raw.title) ?? id,
    description: textOf(raw.description)?.trim() ?? '',
    typeName: typeName(id),
    location,
    file: relative(cwd, location.file),
    evidence: textsOf(raw['x-source']),
    messages,
  };
}

function kindOf(id: string, messages: Message[]): ChannelKind {
  if (id.startsWith('session.')) return 'session';
  return messages.some(({ name }) => name === 'push') ? 'stream' : 'trade';
}

/** The parts of what names a stream, as the subscription sends them. */
function argsOf(messages: Message[]): ChannelArg[] {
  const arg = argOf(messages);
  const shape = arg && resolved(arg);
  if (shape?.kind !== 'object') return [];
  return [...shape.properties].map(([name, schema]) => {
    const values = valuesOf(schema);
    return { name, ...(values && { values }), ...(!shape.required.has(name) && { optional: true as const }) };
  });
}

/** The schema of what names a stream; undefined for a channel that is not subscribed to. */
export function argOf(messages: Message[]): Schema | undefined {
  const subscribe = messages.find(({ name }) => name === 'subscribe');
  return itemOf(fieldOf(subscribe?.payload, 'args'));
}

/** The schema of one entry of a push's data; of data that comes bare or in a list, the bare one. */
export function pushItemOf(messages: Message[]): Schema | undefined {
  const push = messages.find(({ name }) => name === 'push');
  const data = fieldOf(push?.payload, 'data');
  const shape = data && resolved(data);
  return itemOf(shape?.kind === 'union' ? shape.alternatives[0] : data);
}

/** A field of an object, whatever it is put together from. */
export function fieldOf(schema: Schema | undefined, name: string): Schema | undefined {
  const shape = schema && resolved(schema);
  return shape?.kind === 'object' ? shape.properties.get(name) : undefined;
}

/** The schema of a list's entries, or the schema itself where it is no list. */
export function itemOf(schema: Schema | undefined): Schema | undefined {
  const shape = schema && resolved(schema);
  return shape?.kind === 'list' && shape.items ? shape.items : schema;
}

function valuesOf(schema: Schema): string[] | undefined {
  const shape = resolved(schema);
  return shape.kind === 'choice' && !shape.open ? textsOf(shape.words) : undefined;
}
