import type { JsonSchema } from './mock-data.js';

/** What a mock needs of an API that is not the exchange's: no envelope, no signature. */
export interface PlainMockData {
  /** Name of the package. */
  api: string;
  /** Path of the server, which every path follows: `/api/v3`, or nothing. */
  base: string;
  /** By name. */
  securitySchemes: Readonly<Record<string, PlainSecurityScheme>>;
  /** Schemas that several operations share, by name. */
  schemas: Readonly<Record<string, JsonSchema>>;
  operations: readonly PlainMockOperation[];
}

/** How a request shows who sends it. */
export type PlainSecurityScheme =
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string }
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'bearer' }
  /** Of the connection, or unknown: nothing of a request shows it. */
  | { readonly type: 'other' };

export interface PlainMockOperation {
  id: string;
  /** In capitals. */
  method: string;
  /** With placeholders, below {@link PlainMockData.base}: `/pet/{petId}`. */
  path: string;
  /** Path of its own server, where it has one. */
  base?: string;
  /** The schemes that a request needs, each list one way to satisfy them; none where nothing is needed. */
  security: readonly (readonly string[])[];
  /** Parameters without which a request is refused. */
  required?: readonly { readonly name: string; readonly in: 'query' | 'header' | 'cookie' }[];
  /** The body: whether it must be there, and the schema of one in JSON. */
  body?: { readonly required: boolean; readonly schema?: JsonSchema };
  /** Of its success. */
  status: number;
  /** Media type of its success; nothing comes back without it. */
  mediaType?: string;
  /** Schema of what comes back in JSON. */
  response?: JsonSchema;
  /** Example of what comes back. */
  example?: unknown;
}
