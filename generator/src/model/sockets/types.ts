import type { ChannelMetadata } from '@bitget-spec/contract';
import type { Json, JsonObject } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import type { Reading } from '../component-names.js';
import type { Schema } from '../schema/kinds.js';

/** The description of an API's sockets, understood. */
export interface Sockets {
  title: string;
  description: string;
  servers: SocketServer[];
  /** In the order of the document. */
  channels: Channel[];
  /** What a client does, in the order of the document. */
  operations: SocketOperation[];
  /** Messages that channels share, by name. */
  messages: Map<string, Message>;
  /** Named schemas by name, in alphabetical order; their `json` refers to `#/components/schemas/Name`. */
  schemas: ReadonlyMap<string, Schema>;
  /** How each of them is read, by its name. */
  readings: ReadonlyMap<string, Reading>;
  /** The whole description in one AsyncAPI document, internal references only. */
  document: JsonObject;
  /** Its file relative to the working directory. */
  source: string;
}

export interface SocketServer {
  /** `demoPublic` */
  name: string;
  /** `wss://wspap.bitget.com/v3/ws/public` */
  url: string;
  description: string;
}

/** One channel: the streams of a kind, a way to order, or a part of the session. */
export interface Channel extends ChannelMetadata {
  title: string;
  description: string;
  /** Prefix of its types, `PublicBooks`. */
  typeName: string;
  /** Where it is written, and that file relative to the working directory. */
  location: Location;
  file: string;
  evidence: string[];
  messages: Message[];
}

export interface Message {
  /** Its key in the channel, `push`; of a shared one in `components`, `subscribedV3`. */
  name: string;
  /** Name in `components` where channels share it. */
  shared?: string;
  title?: string;
  /** Whether the client sends it. */
  sent: boolean;
  location: Location;
  payload: Schema;
  examples: { name?: string; payload: Json }[];
}

export interface SocketOperation {
  /** `public.books.subscribe` */
  id: string;
  /** Where it is written. */
  location: Location;
  /** Whether the client sends the messages, or receives them. */
  action: 'send' | 'receive';
  /** Id of its channel. */
  channel: string;
  /** Names of its messages in the channel. */
  messages: string[];
  /** What may come in reply. */
  reply?: SocketReply;
}

export interface SocketReply {
  /** Names of messages in the same channel. */
  messages: string[];
  /** Where the message that is sent says whither the reply goes; absent where it comes the same way. */
  location?: string;
}
