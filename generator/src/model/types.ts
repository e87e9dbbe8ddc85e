import type { Json, JsonObject } from '../load/json.js';
import type { Place } from '../load/source.js';

/** A description, understood. Emitters read this and nothing else. */
export interface Api {
  /** Short name, `v3`; the folder's name for documents that are not ours. */
  name: string;
  title: string;
  /** `info.version`. */
  version: string;
  description: string;
  servers: string[];
  /** True where the description follows this project's conventions (`x-bitget-spec`). */
  ours: boolean;
  /** In the order of the document. */
  operations: Operation[];
  /** Named schemas by name, in alphabetical order; references are `#/components/schemas/Name`. */
  schemas: Map<string, JsonObject>;
  /** The catalogue of business codes, where the description has one. */
  errors?: Map<string, ApiError>;
  /** Paths of this API that are in circulation and do not exist, and the call that is meant. */
  aliases: Alias[];
  /** The whole description in one document, internal references only. */
  document: JsonObject;
  /** The file that the command line named, relative to the working directory. */
  source: string;
}

/** One business code of the catalogue. */
export interface ApiError {
  /** In the words of the API. */
  message: string;
  /** In ours, where those are unclear. */
  meaning?: string;
  /** What a caller should do. */
  todo?: string;
  /** Other wordings of the message. */
  also?: string[];
  /** A word of the closed list in spec/common/errors.yaml. */
  kind?: string;
  /** What became of a write, where that is certain. */
  outcome?: 'taken' | 'not-taken' | 'unknown';
  /** True where the same request may be sent again. */
  retry?: boolean;
  /** Products whose lists name the code. */
  where?: string[];
}

/** A wrong or old path. */
export interface Alias {
  /** `GET /api/v2/…` */
  path: string;
  /** Key of the call that is meant, `v2:mix.order.placeOrder`. */
  use: string;
  why: string;
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
  /** Where it is written. */
  place: Place;
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
  /** Undefined where no source states a limit. */
  limits?: Limit[];
  permission: string;
  account: string;
  effect: Effect;
  /** The caller's own identifier that makes a second attempt safe, `orderList[].clientOid` in batches. */
  orderId?: string;
  paging?: Paging;
  /** Business codes that a caller should expect. */
  errors: string[];
  evidence: string[];
  request: Request;
  answer: Answer;
}

export type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';
export type Effect = 'read' | 'write' | 'order' | 'funds';

export interface Limit {
  count: number;
  seconds: number;
  by: 'uid' | 'ip' | 'unknown';
  /** Applies only then, `copyTrader`. */
  when?: string;
}

export interface Paging {
  style: 'idLessThan' | 'cursor' | 'page' | 'window';
  /** Where the value for the next page stands in the answer, `data.endId`. */
  next?: string;
  /** Parameter that carries it, where it is not the style's own name. */
  param?: string;
  page?: string;
  limit?: string;
  max?: number;
  /** Longest span from startTime to endTime. */
  windowDays?: number;
}

export interface Request {
  /** Name of the request type, undefined where the call takes nothing. */
  typeName?: string;
  parameters: Parameter[];
  body?: Body;
  /** One object schema of everything that a caller passes: parameters, and the body's fields or `body`. */
  schema?: JsonObject;
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
  name: string;
  in: 'query' | 'path' | 'header' | 'cookie';
  required: boolean;
  description: string;
  schema: JsonObject;
}

export interface Body {
  mediaType: string;
  kind: 'json' | 'form' | 'multipart' | 'text' | 'binary';
  required: boolean;
  schema: JsonObject;
}

export interface Answer {
  /** Name of the answer type, undefined where nothing comes back. */
  typeName?: string;
  /** What a call returns: the `data` of the envelope, or the whole body where there is none. */
  schema?: JsonObject;
  description: string;
  /** An answer of ours, whole. */
  example?: unknown;
  /** Every described status, for the `paths` type. */
  responses: Response[];
}

export interface Response {
  status: string;
  description: string;
  content: { mediaType: string; schema: JsonObject }[];
}
