import type { AccountKind, Effect, ErrorEntry, Fidelity, Limit, Lookup, Paging } from '@bitget-spec/contract';
import type { Diagnostic } from '../load/diagnostic.js';
import type { Json, JsonObject } from '../load/json.js';
import type { Location } from '../load/source.js';
import type { Profile } from '../profiles/index.js';
import type { Reading } from './component-names.js';
import type { Release } from './releases.js';
import type { Schema } from './schema/kinds.js';
import type { Sockets } from './sockets/types.js';

/** A description, understood. Emitters read this and nothing else. */
export interface Api {
  /** Short name, `v3`; the folder's name for documents that are not ours. */
  name: string;
  title: string;
  /** `info.version`. */
  version: string;
  description: string;
  /** Undefined where nothing is said. */
  license?: License;
  /** URLs of the servers, with what their variables are by default. */
  servers: string[];
  /** The first of them, as it is described. */
  server?: Server;
  /** What differs between descriptions of ours and those of others. */
  profile: Profile;
  /** In the order of the document. */
  operations: Operation[];
  /** Components by name, in alphabetical order. */
  schemas: Map<string, Schema>;
  /** How each of them is read, by its name. */
  readings: ReadonlyMap<string, Reading>;
  /** The catalogue of business codes, where the description has one. */
  errors?: Map<string, ErrorEntry>;
  /** Paths of this API that are in circulation and do not exist, and the call that is meant. */
  aliases: Alias[];
  /** Facts of the sources that the description does not follow. */
  exceptions: Exception[];
  /** The kinds of source that evidence speaks of, the surest first; empty where the description names none. */
  sources: Map<string, SourceKind>;
  /** What takes the place of each call elsewhere, for those who move on from this API. */
  moves: Move[];
  /** How to leave this API, where it is switched off. */
  retired?: Retirement;
  /** What has changed with each release, of all APIs, where the description names it. */
  releases: Release[];
  /** The streams and the orders over a socket, where the description has them. */
  sockets?: Sockets;
  /** What its author should know, and what nothing stops for. */
  advice: Diagnostic[];
  /** The whole description in one document, internal references only. */
  document: JsonObject;
  /** The file that the command line named, relative to the working directory. */
  source: string;
  /** Digests of its parts, where they are of use: with the memory of an earlier run. */
  digests?: Digests;
}

/** What stands for all that is made of a part (digests.ts). */
export interface Digests {
  /** An operation that refers to what cannot be told has none. */
  operations: ReadonlyMap<Operation, string>;
  /** Of all named schemas together, and how each is read. */
  components?: string;
  sockets?: string;
}

/** A wrong or old path. */
export interface Alias {
  /** `GET /api/v2/…` */
  path: string;
  /** Key of the call that is meant, `v2:mix.order.placeOrder`. */
  use: string;
  why: string;
}

/** A fact of the sources that the description does not follow. */
export interface Exception {
  /** `GET /api/v2/… : field`, or the URL alone. */
  fact: string;
  /** Why, so that it can be checked. */
  reason: string;
}

/** A kind of source that may know a field. */
export interface SourceKind {
  /** As the pages call it, `Go client`. */
  name: string;
  /** What stands behind it. */
  what: string;
  /** The word of `x-source` that it stands for: `documented`, `live` or `client`. */
  as: string;
  /** The kind that it says nothing new beside: the examples of a page are part of the page. */
  partOf?: string;
}

/** Which kinds of source know an operation and its fields. */
export interface KnownFrom {
  operation: string[];
  /** By path as the pages spell it, `orderList[].clientOid`; a field that no source knows is not there. */
  request: Map<string, string[]>;
  response: Map<string, string[]>;
}

/** Where a name or a word went: nowhere, to one place or to several. */
export type Renames = Record<string, string[]>;

/** One call and what takes its place in another API. */
export interface Move {
  /** Key of the old call. */
  from: string;
  /** Keys of the new ones, all of them needed; empty where there is none. */
  to: string[];
  /** Fields of the request that are called otherwise. */
  fields: Renames;
  /** Fields of the response that are called otherwise, below `data`. */
  response: Renames;
  /** Fixed values that the new call needs. */
  set: Record<string, string>;
  /** Words of a request field that are spelt otherwise. */
  enums: Record<string, Renames>;
  note?: string;
  /** Fields of the request without a counterpart that can be left out: the new call does the same without them. */
  drop: string[];
  /** What the names do not say; undefined where nobody has looked, `[]` where a note changes nothing. */
  care?: Care[];
}

/** A difference that names and types do not show. Without a condition it concerns every call. */
export interface Care {
  why: string;
  /** By field of the request: words of which it is one, or whether it is there; all of them at once. */
  when?: Record<string, string[] | 'given' | 'absent'>;
  /** Paths of the response that it concerns, and what is below them. */
  reads?: string[];
  /** Lists of the response that it concerns where an entry is read by its position. */
  order?: string[];
}

/** A whole API that is gone, and the way on from it. */
export interface Retirement {
  /** The day, `2025-11-28`. */
  sunset: string;
  /** The business code that every call answers now. */
  error: string;
  /** How symbols were spelt, by suffix. */
  symbols: {
    suffix: string;
    example: string;
    symbol?: string;
    productType?: string;
    category?: string;
    note?: string;
  }[];
  /** Old product type → new. */
  productTypes: Record<string, string>;
  /** By field, old word → new. */
  words: Record<string, Record<string, string>>;
  calls: OldCall[];
}

/** A call of an API that is gone. */
export interface OldCall {
  /** `GET /api/spot/v1/…` */
  from: string;
  /** Keys of what may take its place; empty where nothing does. */
  to: string[];
  /** Fields of its response that have another name now. */
  fields?: Record<string, string>;
  note?: string;
}

/** Whose terms a description is under. */
export interface License {
  name: string;
  /** `MIT`, where that is known. */
  spdx?: string;
  url?: string;
}

/** One call. */
export interface Operation {
  /** operationId, `tradePlaceOrder`. */
  id: string;
  /** Name across all APIs, `v3:trade.placeOrder`. */
  key: string;
  /** Where the call stands in the client, `['trade', 'placeOrder']`. */
  call: string[];
  /** Prefix of its types, `TradePlaceOrder`. */
  typeName: string;
  method: Method;
  path: string;
  /** Where it is, if not where the others are. */
  server?: Server;
  /** Where it is written. */
  location: Location;
  /** That file relative to the working directory. */
  file: string;
  tags: string[];
  summary: string;
  description: string;
  /** Page of the API's own documentation. */
  link?: string;
  deprecated: boolean;
  /** True where the call needs credentials. */
  signed: boolean;
  /** The security schemes that it needs, each list one way to satisfy them. */
  security: string[][];
  /** Undefined where no source states a limit. */
  limits?: Limit[];
  permission: string;
  account: AccountKind;
  effect: Effect;
  /** The caller's own identifier that makes a second attempt safe, `orderList[].clientOid` in batches. */
  orderId?: string;
  /** Why the call is not as its kind leads one to expect, in words. */
  why?: Why;
  paging?: Paging;
  /** Where an attempt whose response was lost can be found, the first place first. */
  lookups?: Lookup[];
  /** Business codes that a caller should expect. */
  errors: string[];
  evidence: string[];
  /** Undefined where nobody has looked. */
  knownFrom?: KnownFrom;
  /** How the mock responds: it keeps state, or makes up what fits the schema. */
  fidelity: Fidelity;
  request: Request;
  response: OperationResponse;
  /** What of the response is null under some requests alone. */
  nullWhen?: NullWhen;
}

/** Fields of a response that are null or absent under one word of the request, and there under any other. */
export interface NullWhen {
  /** Path of the field of the request, `orderList[].reduceOnly`. */
  field: string;
  /** What it says then, `yes`. */
  word: string;
  /** What it stands for where it is left out, `no`. */
  leftOut: string;
  request: Schema;
  fields: Dependent[];
}

export interface Dependent {
  schema: Schema;
  /** False where it may be absent, too. */
  required: boolean;
}

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
export type Method = (typeof METHODS)[number];

/** Where an API is. */
export interface Server {
  /** `https://{region}.example/v1` */
  url: string;
  /** What may stand for its placeholders. */
  variables: Record<string, { default: string; enum?: string[] }>;
}

/** Reasons, each where the description deviates from what the rules expect. */
export interface Why {
  /** Why a request that could write has the effect that it has. */
  effect?: string;
  /** Why a placement takes no number of the caller's own, and what to do when its response is lost. */
  orderId?: string;
  /** Why no call finds by that number what became of an attempt, and what to do instead. */
  lookup?: string;
}

export interface Request {
  /** Name of the request type, undefined where the call takes nothing. */
  typeName?: string;
  parameters: Parameter[];
  body?: Body;
  /** One object schema of everything that a caller passes: parameters, and the body's fields or `body`. */
  schema?: Schema;
  /**
   * True where the argument of a call is the body itself or the body's fields beside the parameters, false where the
   * body stands under `body`.
   */
  flat: boolean;
  /** True where every part is optional. */
  optional: boolean;
  /** A request of ours, as a caller passes it: an object, but a list where the body is one. */
  example?: Json;
}

export interface Parameter {
  /** On the wire. */
  name: string;
  /** In the argument of a call: the same, unless another is called that. */
  argument: string;
  in: 'query' | 'path' | 'header' | 'cookie';
  required: boolean;
  description: string;
  schema: Schema;
  /** Of what it is written in, where it is described by `content`. */
  mediaType?: string;
  style: Style;
  /** Where it is known from, where that differs from its call. */
  evidence?: string[];
}

/** How lists and objects are written, as far as the description says so. */
export interface Style {
  style?: 'form' | 'simple' | 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  explode?: boolean;
  /** Reserved characters are not escaped. */
  reserved?: boolean;
}

/** A field of a form. */
export interface Field extends Style {
  /** Media type of its part. */
  contentType?: string;
}

export interface Body {
  mediaType: string;
  kind: 'json' | 'form' | 'multipart' | 'text' | 'binary';
  required: boolean;
  schema: Schema;
  /** Of a form, by name, where something is said. */
  fields?: Record<string, Field>;
}

export interface OperationResponse {
  /** Name of the response type, undefined where nothing comes back. */
  typeName?: string;
  /** What a call returns: the `data` of the envelope, or the whole body where there is none. */
  schema?: Schema;
  /** Media type of what it returns; undefined where nothing comes back. */
  mediaType?: string;
  /** What it is where that is no JSON. */
  returns?: 'text' | 'binary';
  /** The records of its lists, where it is a list or is read page by page: one, but for responses of several lists. */
  records: RecordType[];
  description: string;
  /** A response of ours, whole. */
  example?: unknown;
  /** Every described status, for the `paths` type. */
  responses: Response[];
}

/** One record of a list. */
export interface RecordType {
  schema: Schema;
  /** Name of its type, undefined where the schema is a reference or no object. */
  typeName?: string;
}

export interface Response {
  status: string;
  description: string;
  content: { mediaType: string; schema: Schema }[];
}
