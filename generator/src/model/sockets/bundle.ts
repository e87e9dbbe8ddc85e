import type { Diagnostic } from '../../load/diagnostic.js';
import { escapeKey, isObject, type Json, type JsonObject, objectOf, textOf } from '../../load/json.js';
import { type Found, isRef, type Location, type Source } from '../../load/source.js';
import { Bundler } from '../bundle.js';
import type { Reading } from '../component-names.js';
import { baseName } from '../component-names.js';
import { draft7 } from './draft-7.js';
import type { Message } from './types.js';

/** A message as JSON Schema, before the tree is read. */
export type RawMessage = Omit<Message, 'payload'> & { payload: JsonObject; headers?: JsonObject };

/** A channel with its messages, before anything is named. */
export interface RawChannel {
  id: string;
  /** Where it is written, `spec/v3/channels/public/books.yaml` at `/channel`. */
  location: Location;
  raw: JsonObject;
  messages: RawMessage[];
}

const keyOf = ({ file, pointer }: Location): string => `${file}#${pointer}`;

/**
 * Copies an AsyncAPI description into one document whose references are all internal. Channels, operations and servers
 * stay where they are; messages and parameters that several channels name become components, as schemas do.
 */
export class SocketBundler {
  readonly channels: RawChannel[] = [];
  /** Messages that channels share, by name. */
  readonly shared = new Map<string, RawMessage>();
  private readonly schemas: Bundler;
  private readonly root: JsonObject;
  /** Id of each channel by where it is written. */
  private readonly ids = new Map<string, string>();
  /** Places of messages that the client sends. */
  private readonly sent = new Set<string>();
  private readonly parameters = new Map<string, JsonObject>();

  constructor(
    private readonly source: Source,
    private readonly file: string,
    /** Whether lists of values that are received may grow, as ours do. */
    opens = true,
  ) {
    this.schemas = new Bundler(source, opens);
    this.root = objectOf(source.valueOf(file));
    for (const [id, found] of this.entries('channels')) this.ids.set(keyOf(found), id);
    for (const [, found] of this.entries('operations')) this.directions(found);
    for (const [id, found] of this.entries('channels')) this.channels.push(this.channel(id, found));
  }

  get problems(): Diagnostic[] {
    return this.schemas.problems;
  }

  /** How each named schema is read, once they are named. */
  get readings(): ReadonlyMap<string, Reading> {
    return this.schemas.readings;
  }

  /** Where each schema is written. */
  get locations(): WeakMap<JsonObject, Location> {
    return this.schemas.locations;
  }

  /** Names every schema. Call once. */
  finish(): Map<string, JsonObject> {
    return new Map([...(this.schemas.finish().get('schemas') ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Every operation, and where it is written. */
  operations(): [id: string, location: Location][] {
    return [...this.entries('operations')].map(([id, { file, pointer }]) => [id, { file, pointer }]);
  }

  /** The document, once the schemas are named. */
  document(schemas: Map<string, JsonObject>): JsonObject {
    const { channels: _channels, operations: _operations, components, ...rest } = this.root;
    const from = { file: this.file, pointer: '' };
    return {
      ...objectOf(this.copy(rest, from)),
      channels: Object.fromEntries(this.channels.map((channel) => [channel.id, this.channelNode(channel)])),
      operations: Object.fromEntries(
        [...this.entries('operations')].map(([id, found]) => [id, this.copy(found.value, found)]),
      ),
      components: {
        messages: Object.fromEntries(sorted(this.shared).map(([name, message]) => [name, this.messageNode(message)])),
        parameters: Object.fromEntries(sorted(this.parameters)),
        schemas: Object.fromEntries([...schemas].map(([name, schema]) => [name, draft7(schema)])),
        securitySchemes: objectOf(objectOf(components).securitySchemes),
      },
    };
  }

  private *entries(section: 'channels' | 'operations'): Generator<[id: string, found: Found]> {
    for (const [id, value] of Object.entries(objectOf(this.root[section])))
      yield [id, this.source.follow({ file: this.file, pointer: `/${section}/${escapeKey(id)}`, value })];
  }

  private directions({ file, value }: Found): void {
    const { action, messages } = objectOf(value);
    for (const message of action === 'send' && Array.isArray(messages) ? messages : []) {
      const found = isRef(message) ? this.source.target(message.$ref, file) : undefined;
      if (found) this.sent.add(keyOf(found));
    }
  }

  private channel(id: string, found: Found): RawChannel {
    const raw = objectOf(found.value);
    const messages = Object.entries(objectOf(raw.messages)).map(([name, value]) => {
      const location = { file: found.file, pointer: `${found.pointer}/messages/${escapeKey(name)}` };
      return this.message(name, { ...location, value }, this.sent.has(keyOf(location)));
    });
    return { id, location: { file: found.file, pointer: found.pointer }, raw, messages };
  }

  private message(name: string, found: Found, sent: boolean): RawMessage {
    const written = this.source.follow(found);
    const shared = isRef(found.value) ? baseName(written) : undefined;
    const known = shared === undefined ? undefined : this.shared.get(shared);
    if (known) return { ...known, name };
    const raw = objectOf(written.value);
    const schema = (key: 'payload' | 'headers'): JsonObject =>
      objectOf(
        this.schemas.schema(raw[key] ?? {}, {
          file: written.file,
          pointer: `${written.pointer}/${key}`,
          direction: sent ? 'request' : 'response',
        }),
      );
    const title = textOf(raw.title);
    const message: RawMessage = {
      name,
      ...(title !== undefined && { title }),
      ...(shared !== undefined && { shared }),
      sent,
      location: { file: written.file, pointer: written.pointer },
      payload: schema('payload'),
      ...(raw.headers !== undefined && { headers: schema('headers') }),
      examples: examplesOf(raw.examples),
    };
    if (shared !== undefined) this.shared.set(shared, message);
    return message;
  }

  private channelNode({ raw, location, messages }: RawChannel): JsonObject {
    const { messages: _messages, parameters, ...rest } = raw;
    return {
      ...objectOf(this.copy(rest, location)),
      ...(isObject(parameters) && { parameters: this.parametersNode(parameters, location) }),
      messages: Object.fromEntries(
        messages.map((message) => [
          message.name,
          message.shared === undefined
            ? this.messageNode(message)
            : { $ref: `#/components/messages/${escapeKey(message.shared)}` },
        ]),
      ),
    };
  }

  private messageNode({ location, headers, payload }: RawMessage): JsonObject {
    const found = this.source.follow({ ...location, value: { $ref: `#${location.pointer}` } });
    const { headers: _headers, payload: _payload, ...rest } = objectOf(found.value);
    return {
      ...objectOf(this.copy(rest, location)),
      ...(headers && { headers: draft7(headers) }),
      payload: draft7(payload),
    };
  }

  private parametersNode(parameters: JsonObject, { file, pointer }: Location): JsonObject {
    const refs = Object.entries(parameters).map(([name, value]): [string, Json] => {
      const found = this.source.follow({ file, pointer: `${pointer}/parameters/${escapeKey(name)}`, value });
      if (!isRef(value)) return [name, value];
      this.parameters.set(baseName(found), objectOf(found.value));
      return [name, { $ref: `#/components/parameters/${escapeKey(baseName(found))}` }];
    });
    return Object.fromEntries(refs);
  }

  /** Anything but schemas, with references pointed at where their target stands in the document. */
  private copy(value: Json, from: Location): Json {
    const below = (key: string | number): Location => ({ ...from, pointer: `${from.pointer}/${escapeKey(key)}` });
    if (Array.isArray(value)) return value.map((item, index) => this.copy(item, below(index)));
    if (!isObject(value)) return value;
    if (isRef(value)) return { $ref: this.internal(value.$ref, from) };
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        key.startsWith('x-') || key === 'examples' ? child : this.copy(child, below(key)),
      ]),
    );
  }

  private internal(ref: string, from: Location): string {
    const found = this.source.target(ref, from.file);
    if (found?.file === this.file) return `#${found.pointer}`;
    const target = found && keyOf(found);
    for (const [channel, id] of this.ids) {
      if (target === channel || target?.startsWith(`${channel}/`))
        return `#/channels/${escapeKey(id)}${target.slice(channel.length)}`;
    }
    const fix = 'refer to a channel, one of its messages, or a server of the document';
    this.problems.push(this.source.diagnose(from, `${ref} leads to nothing that the document holds`, fix));
    return ref;
  }
}

const sorted = <T>(map: Map<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));

const examplesOf = (value: Json | undefined): Message['examples'] =>
  (Array.isArray(value) ? value : []).filter(isObject).map(({ name, payload }) => {
    const label = textOf(name);
    return { ...(label !== undefined && { name: label }), payload: payload ?? null };
  });
