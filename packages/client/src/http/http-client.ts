// The type of `client.http`, said in our own words: openapi-fetch's declarations cost a consumer who checks libraries
// 161,000 instantiations, whether `http` is used or not.

type Method = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

/** The paths that have a method. */
type PathsWith<Paths, M extends Method> = {
  [Path in keyof Paths]: Paths[Path] extends { readonly [Key in M]: object } ? Path : never;
}[keyof Paths] &
  string;

type OperationOf<Paths, Path extends keyof Paths, M extends Method> = Paths[Path] extends {
  readonly [Key in M]: infer Operation;
}
  ? Operation
  : never;

/** `{ query: … }`, without the places that hold nothing. */
type ParamsOf<Operation> = Operation extends { parameters: infer Places }
  ? { [Place in keyof Places as Exclude<Places[Place], undefined> extends never ? never : Place]: Places[Place] }
  : unknown;

type ContentOf<Holder> = Holder extends { content: infer Content } ? Content[keyof Content] : never;

type ParamsInit<Operation> =
  object extends ParamsOf<Operation> ? { params?: ParamsOf<Operation> } : { params: ParamsOf<Operation> };

type BodyInit<Operation> = Operation extends { requestBody: infer Body }
  ? { body: ContentOf<Body> }
  : Operation extends { requestBody?: infer Body }
    ? { body?: ContentOf<Exclude<Body, undefined>> }
    : unknown;

interface Init extends Omit<RequestInit, 'body' | 'headers' | 'method'> {
  /** The DOM's HeadersInit, which Node's types do not name. */
  headers?: RequestInit['headers'] | Record<string, unknown>;
  /** How the response is read. @default 'json' */
  parseAs?: 'json' | 'text' | 'blob' | 'arrayBuffer' | 'stream';
  baseUrl?: string;
  /** @default the client's */
  fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds the request may take; 0 for no limit. @default the client's */
  timeoutMs?: number;
}

type Success = 200 | 201 | 202 | 203 | 204 | 206 | '2XX';

type DataOf<Operation> = Operation extends { responses: infer Responses }
  ? ContentOf<Responses[keyof Responses & Success]>
  : unknown;
type ErrorOf<Operation> = Operation extends { responses: infer Responses }
  ? ContentOf<Responses[Exclude<keyof Responses, Success>]>
  : unknown;

/** What a request ends with: `data` where the status is 2xx, otherwise `error`. */
export type HttpResult<Operation> =
  | { data: DataOf<Operation>; error?: never; response: Response }
  | { data?: never; error: ErrorOf<Operation>; response: Response };

type InitOf<Operation> = Init & ParamsInit<Operation> & BodyInit<Operation>;
type Rest<Operation> = object extends InitOf<Operation> ? [init?: InitOf<Operation>] : [init: InitOf<Operation>];

type HttpMethod<Paths, M extends Method> = <Path extends PathsWith<Paths, M>>(
  path: Path,
  ...init: Rest<OperationOf<Paths, Path, M>>
) => Promise<HttpResult<OperationOf<Paths, Path, M>>>;

/** What openapi-fetch passes to a middleware. */
export interface HttpContext {
  readonly request: Request;
  /** The path as the description has it. */
  readonly schemaPath: string;
  readonly params: {
    query?: Record<string, unknown>;
    header?: Record<string, unknown>;
    path?: Record<string, unknown>;
  };
  readonly id: string;
}

/** A middleware of openapi-fetch; those of others fit. */
export interface HttpMiddleware {
  onRequest?(context: HttpContext): unknown;
  onResponse?(context: HttpContext & { readonly response: Response }): unknown;
  onError?(context: HttpContext & { readonly error: unknown }): unknown;
}

/** The openapi-fetch client for the paths of an API. */
export interface HttpClient<Paths extends object> {
  request<M extends Method, Path extends PathsWith<Paths, M>>(
    method: M,
    path: Path,
    ...init: Rest<OperationOf<Paths, Path, M>>
  ): Promise<HttpResult<OperationOf<Paths, Path, M>>>;
  GET: HttpMethod<Paths, 'get'>;
  PUT: HttpMethod<Paths, 'put'>;
  POST: HttpMethod<Paths, 'post'>;
  DELETE: HttpMethod<Paths, 'delete'>;
  OPTIONS: HttpMethod<Paths, 'options'>;
  HEAD: HttpMethod<Paths, 'head'>;
  PATCH: HttpMethod<Paths, 'patch'>;
  TRACE: HttpMethod<Paths, 'trace'>;
  /** Adds middleware, for the calls as well. */
  use(...middleware: HttpMiddleware[]): void;
  eject(...middleware: HttpMiddleware[]): void;
}
