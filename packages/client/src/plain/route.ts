/** A call of an API that is not the exchange's: no envelope, no signature. */
export interface PlainRoute {
  /** `getPetById`, or with groups `pets.getById`. */
  name: string;
  /** `GET` */
  method: string;
  /** With placeholders: `/pet/{petId}`. */
  path: string;
  /** The server of this call, where it has one of its own. */
  server?: PlainServer;
  /** Names of the parameters of each location, as a call's argument has them. */
  pathParams?: readonly string[];
  query?: readonly string[];
  header?: readonly string[];
  cookie?: readonly string[];
  /** How parameters are written, by the name in the argument, where that is not as usual for their location. */
  written?: Readonly<Record<string, PlainParameter>>;
  /** How the body is written; none without it. */
  body?: PlainBody;
  /** Media type of the body where it isn't its kind's usual one. */
  contentType?: string;
  /** How the fields of a form are written, by name, where that is not as usual. */
  fields?: Readonly<Record<string, PlainField>>;
  /** Whether the body's properties stand among the parameters; otherwise the argument has a `body`. */
  flat: boolean;
  /** Media type of the response that the call returns. */
  accept?: string;
  /** What it returns where that is no JSON. @default 'json' */
  returns?: 'text' | 'binary';
}

/** How a body is written: JSON, urlencoded form, multipart form, text, or bytes as they are. */
export type PlainBody = 'json' | 'form' | 'multipart' | 'text' | 'binary';

/** How lists and objects become text (OpenAPI 3.1, 4.8.12.2). */
export interface PlainStyle {
  /** @default `form` in queries, cookies and forms, `simple` in paths and headers */
  style?: 'form' | 'simple' | 'label' | 'matrix' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  /** @default true for `form` and `deepObject` */
  explode?: boolean;
  /** Reserved characters stay as they are. @default false */
  reserved?: boolean;
}

export interface PlainParameter extends PlainStyle {
  /** Its name on the wire, where another stands in the argument. */
  name?: string;
  /** It is written as JSON. @default false */
  json?: boolean;
}

export interface PlainField extends PlainStyle {
  /** Media type of its part. */
  contentType?: string;
}

/** Where an API is. */
export interface PlainServer {
  /** `https://{region}.example/v1`; without a host where only the path is known. */
  url: string;
  /** What may stand for the placeholders of the URL, by name. */
  variables?: Readonly<Record<string, PlainVariable>>;
}

export interface PlainVariable {
  default: string;
  /** The values that it may have; any where there is none. */
  enum?: readonly string[];
}
