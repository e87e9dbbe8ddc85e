import type { ErrorEntry } from '@bitget-spec/contract';
import type { Json, JsonObject } from '../../load/json.js';
import type { Location } from '../../load/source.js';
import type { Schema } from '../../model/schema/kinds.js';
import type { SchemaReader } from '../../model/schema/read.js';
import type { Alias, Exception, Move } from '../../model/types.js';

/**
 * All of a description that its consumers can see, whatever it is put together from. Unlike the model, which holds what
 * emitters need, it holds what a document says of every status, media type, header and way to authenticate, and takes
 * documents that no client could be made of.
 */
export interface Surface {
  /** `v3` */
  name: string;
  version: string;
  /** By method and path, its parameters without names: `GET /pets/{}`. */
  operations: Map<string, OperationSurface>;
  webhooks: Map<string, OperationSurface>;
  servers: string[];
  schemes: Map<string, JsonObject>;
  /** Reads what stands in keywords that have no place in the tree. */
  reader: SchemaReader;
  /** What references lead into. */
  document: JsonObject;
  /** True where references hold alone, as in OpenAPI 3.0. */
  aloneRefs?: boolean;
  /** Where the document is written. */
  location: Location;
  companions: Companions;
  sockets?: SocketSurface;
}

/** The data that stand beside a description of ours. */
export interface Companions {
  errors?: Map<string, ErrorEntry>;
  aliases: Alias[];
  exceptions: Exception[];
  moves: Move[];
  /** Keys of the calls that the mock answers from its state. */
  stateful: Set<string>;
}

/** What it takes and gives is read when it is asked for: most operations have not changed. */
export interface OperationSurface {
  /** `GET /pets/{petId}` */
  title: string;
  path: string;
  /** As it is written, in the bundled document. */
  raw: JsonObject;
  /** Parameters of its path. */
  shared: Json[];
  location: Location;
  /** By place and name, `query symbol`; of the path by position, `path 0`. */
  parameters: Map<string, ParameterSurface>;
  body: BodySurface | undefined;
  responses: Map<string, ResponseSurface>;
  /** Where it is called, said by itself or its path; as the document says where undefined. */
  servers: string[] | undefined;
  /** Ways to authenticate, one of which is enough: scopes by scheme. Empty where none is needed. */
  security: Map<string, string[]>[];
  callbacks: Map<string, OperationSurface>;
}

export interface ParameterSurface {
  name: string;
  /** `query`, `path`, `header`, `cookie` */
  in: string;
  required: boolean;
  raw: JsonObject;
  mediaType?: string;
  schema?: Schema;
}

export interface BodySurface {
  required: boolean;
  contents: Contents;
}

/** By media type. */
export type Contents = Map<string, { schema?: Schema; encoding: JsonObject }>;

export interface ResponseSurface {
  description: string;
  /** By name in lower case. */
  headers: Map<string, ParameterSurface>;
  contents: Contents;
  links: string[];
}

export interface SocketSurface {
  /** URL by name. */
  servers: Map<string, string>;
  channels: Map<string, ChannelSurface>;
  operations: Map<string, { channel: string; sends: boolean; replies: string[] }>;
  reader: SchemaReader;
  /** What references of payloads lead into. */
  document: JsonObject;
}

export interface ChannelSurface {
  id: string;
  raw: JsonObject;
  location: Location;
  servers: string[];
  private: boolean;
  /** What stands in braces in its address: the values it may have, none where any will do. */
  parameters: Map<string, { values: string[]; default: string | undefined }>;
  messages: Map<string, MessageSurface>;
}

export interface MessageSurface {
  /** Whether the consumer sends it. */
  sent: boolean;
  payload: JsonObject;
  headers?: JsonObject;
  /** As it says itself, or the document. */
  contentType: string | undefined;
  location: Location;
}
