import type { Push, PushInterval } from '@bitget-spec/contract';
import { canonical, isObject, type JsonObject, textOf, textsOf } from '../../load/json.js';
import type { SchemaReader } from '../../model/schema/read.js';
import type { Recorder } from '../change.js';
import type { ChannelSurface, MessageSurface, SocketSurface } from '../surface/types.js';
import { compareFacts } from './facts.js';
import { compareLifecycle } from './lifecycle.js';
import { SchemaComparison } from './schema/compare.js';
import { fingerprint } from './schema/fingerprint.js';
import { similarNames } from './schema/similar.js';
import { Unchanged } from './unchanged.js';

/** Compares the sockets: what is pushed has the polarity of responses, what the client sends that of requests. */
export function compareSockets(out: Recorder, base: SocketSurface, head: SocketSurface): void {
  const unchanged = new Unchanged(base, head);
  const context = {
    schemas: new SchemaComparison({ base: base.reader, head: head.reader }, unchanged),
    unchanged,
    readers: { base: base.reader, head: head.reader },
  };
  compareServers(out.at({ subject: 'socket servers' }), base.servers, head.servers);
  const moved = movedChannels(base, head);
  for (const [id, channel] of base.channels) {
    const now = head.channels.has(id) ? id : moved.get(id);
    const other = now === undefined ? undefined : head.channels.get(now);
    const at = out.at({
      subject: `channel ${now ?? id}`,
      base: channel.location,
      ...(other && { head: other.location }),
    });
    if (!other) at.add('channel-removed');
    else {
      if (now !== undefined && now !== id) at.add('channel-moved', { was: id, now });
      compareChannel(at, context, channel, other);
    }
  }
  const known = new Set(moved.values());
  for (const [id, { location }] of head.channels)
    if (!base.channels.has(id) && !known.has(id))
      out.at({ subject: `channel ${id}`, head: location }).add('channel-added');
  compareOperations(out, base, head);
}

function compareServers(out: Recorder, base: Map<string, string>, head: Map<string, string>): void {
  for (const [name, was] of base) {
    const now = head.get(name);
    if (now === undefined) out.add('socket-server-removed', { name });
    else if (now !== was) out.add('socket-server-moved', { name, was, now });
  }
  for (const name of head.keys()) if (!base.has(name)) out.add('socket-server-added', { name });
}

interface Context {
  schemas: SchemaComparison;
  unchanged: Unchanged;
  readers: { base: SchemaReader; head: SchemaReader };
}

/** Channels that are gone, and the new one of the same messages and nearly the same name that each became. */
function movedChannels(was: SocketSurface, now: SocketSurface): Map<string, string> {
  const [base, head] = [was.channels, now.channels];
  const moved = new Map<string, string>();
  const fresh = [...head.values()].filter(({ id }) => !base.has(id));
  const shape = ({ messages }: ChannelSurface, reader: SchemaReader) =>
    [...messages]
      .map(([name, { sent, payload }]) => `${name} ${sent} ${fingerprint(reader.read(payload))}`)
      .sort()
      .join();
  for (const [id, channel] of base) {
    if (head.has(id)) continue;
    const twin = fresh.find(
      (other) => similarNames(other.id, id) && shape(other, now.reader) === shape(channel, was.reader),
    );
    if (!twin) continue;
    moved.set(id, twin.id);
    fresh.splice(fresh.indexOf(twin), 1);
  }
  return moved;
}

function compareChannel(out: Recorder, context: Context, base: ChannelSurface, head: ChannelSurface): void {
  for (const [key, id] of [
    ['title', 'title-changed'],
    ['summary', 'summary-changed'],
    ['description', 'description-changed'],
  ] as const)
    if (base.raw[key] !== head.raw[key]) out.add(id);
  compareLifecycle(out, base.raw, head.raw);
  compareFacts(out, base.raw, head.raw);
  const [was, now] = [textOf(base.raw.address) ?? 'none', textOf(head.raw.address) ?? 'none'];
  if (was !== now) out.add('channel-address-changed', { was, now });
  if (base.private !== head.private) out.add(head.private ? 'channel-became-private' : 'channel-became-public');
  else {
    for (const name of head.servers) if (!base.servers.includes(name)) out.add('channel-server-added', { name });
    for (const name of base.servers) if (!head.servers.includes(name)) out.add('channel-server-removed', { name });
  }
  compareAddress(out, base.parameters, head.parameters);
  compareTopics(out, textsOf(base.raw['x-topics']), textsOf(head.raw['x-topics']));
  comparePushes(out, pushOf(base), pushOf(head));
  compareMessages(out, context, base, head);
}

/** Compares what stands in braces in the address of a channel, which the consumer fills in. */
function compareAddress(out: Recorder, base: ChannelSurface['parameters'], head: ChannelSurface['parameters']): void {
  for (const [name, was] of base) {
    const now = head.get(name);
    if (!now) {
      out.add('channel-parameter-removed', { name });
      continue;
    }
    const [all, none] = [now.values.length === 0, was.values.length === 0];
    if (all && !none) out.add('channel-parameter-opened', { name });
    else if (none && !all) out.add('channel-parameter-closed', { name, now: now.values.join(', ') });
    else {
      for (const value of was.values)
        if (!now.values.includes(value)) out.add('channel-value-removed', { name, was: value });
      for (const value of now.values)
        if (!was.values.includes(value)) out.add('channel-value-added', { name, now: value });
    }
    if (was.default !== now.default)
      out.add('channel-parameter-default-changed', { name, was: was.default ?? 'none', now: now.default ?? 'none' });
  }
  for (const name of head.keys()) if (!base.has(name)) out.add('channel-parameter-added', { name });
}

function compareTopics(out: Recorder, base: string[], head: string[]): void {
  const fresh = head.filter((topic) => !base.includes(topic));
  for (const was of base) {
    if (head.includes(was)) continue;
    const now = fresh.find((topic) => bare(topic) === bare(was));
    if (now === undefined) out.add('topic-removed', { name: was });
    else {
      fresh.splice(fresh.indexOf(now), 1);
      out.add('topic-respelt', { was, now });
    }
  }
  for (const name of fresh) out.add('topic-added', { name });
}

const bare = (topic: string): string => topic.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function compareMessages(out: Recorder, context: Context, base: ChannelSurface, head: ChannelSurface): void {
  const way = (sent: boolean) => (sent ? 'sent' : 'received');
  for (const [name, message] of base.messages) {
    const other = head.messages.get(name);
    if (!other) out.add(`message-${way(message.sent)}-removed`, { name });
    else if (message.sent !== other.sent)
      out.add('message-direction-changed', { name, was: way(message.sent), now: way(other.sent) });
    else compareMessage(out.at({ base: message.location, head: other.location }), context, name, message, other);
  }
  for (const [name, { sent }] of head.messages)
    if (!base.messages.has(name)) out.add(`message-${way(sent)}-added`, { name });
}

function compareMessage(
  out: Recorder,
  context: Context,
  name: string,
  base: MessageSurface,
  head: MessageSurface,
): void {
  const polarity = base.sent ? 'request' : 'response';
  const at = out.at({ part: `message ${name}`, polarity });
  const [was, now] = [base.contentType, head.contentType];
  if (was !== undefined && now !== undefined && was !== now) at.add('message-media-type-changed', { was, now });
  const schemas = (one: JsonObject, other: JsonObject, place: Recorder): void => {
    if (context.unchanged.same(one, other)) return;
    context.schemas.compare(context.readers.base.read(one), context.readers.head.read(other), place);
  };
  schemas(base.payload, head.payload, at);
  schemas(base.headers ?? {}, head.headers ?? {}, out.at({ part: `headers of message ${name}`, polarity }));
}

const pushOf = ({ raw }: ChannelSurface): Push | undefined => {
  const value = raw['x-push'];
  return isObject(value) ? (value as unknown as Push) : undefined;
};

function comparePushes(out: Recorder, base: Push | undefined, head: Push | undefined): void {
  if (!base || !head) return;
  if (base.first !== head.first) out.add('push-first-changed', { was: base.first, now: head.first });
  const words = (merge: Push['merge']) =>
    typeof merge === 'string'
      ? merge
      : Object.entries(merge)
          .map((entry) => entry.join(': '))
          .sort()
          .join(', ');
  if (words(base.merge) !== words(head.merge))
    out.add('push-merge-changed', { was: words(base.merge), now: words(head.merge) });
  const [key, other] = [base.by?.join(', ') ?? 'nothing', head.by?.join(', ') ?? 'nothing'];
  if (key !== other) out.add('push-key-changed', { was: key, now: other });
  const [was, now] = [sequenceOf(base), sequenceOf(head)];
  if (was !== now) {
    if (was === undefined) out.add('push-sequence-added', { now: now ?? '' });
    else if (now === undefined) out.add('push-sequence-removed', { was });
    else out.add('push-sequence-changed', { was, now });
  }
  compareIntervals(out, base.intervals ?? [], head.intervals ?? []);
}

const sequenceOf = ({ sequence }: Push): string | undefined =>
  sequence && [sequence.current, sequence.previous].filter(Boolean).join(' after ');

function compareIntervals(out: Recorder, base: readonly PushInterval[], head: readonly PushInterval[]): void {
  for (const interval of head) {
    const of = canonical({ ...interval.arg });
    const before = base.find((other) => canonical({ ...other.arg }) === of);
    if (!before || (before.ms === interval.ms && before.most === interval.most)) continue;
    const longer = (interval.most ?? interval.ms) > (before.most ?? before.ms);
    const words = ({ ms, most, arg }: PushInterval) =>
      `${ms}${most ? ` to ${most}` : ''} ms${arg ? ` (${Object.values(arg).join(', ')})` : ''}`;
    out.add(longer ? 'push-interval-lengthened' : 'push-interval-shortened', {
      was: words(before),
      now: words(interval),
    });
  }
}

function compareOperations(out: Recorder, base: SocketSurface, head: SocketSurface): void {
  for (const [name, operation] of base.operations) {
    const other = head.operations.get(name);
    const at = out.at({ subject: `channel ${(other ?? operation).channel}` });
    if (!other) {
      // A channel that is gone has said so already.
      if (head.channels.has(operation.channel)) at.add('socket-operation-removed', { name });
      continue;
    }
    for (const now of other.replies) if (!operation.replies.includes(now)) at.add('reply-added', { name, now });
    for (const was of operation.replies) if (!other.replies.includes(was)) at.add('reply-removed', { name, was });
  }
  for (const [name, { channel }] of head.operations)
    if (!base.operations.has(name) && base.channels.has(channel))
      out.at({ subject: `channel ${channel}` }).add('socket-operation-added', { name });
}
