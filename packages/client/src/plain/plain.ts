import { platformSystem, type System } from '@bitget-spec/auth';
import createOpenapiFetch, { type Client, type ClientOptions, type Middleware } from 'openapi-fetch';
import type { CallOptions } from '../call/call-options.js';
import { type CallTree, place } from '../call/call-tree.js';
import type { Fetch } from '../transport/fetch.js';
import { withDeadline } from './deadline.js';
import { bodyInit, type PlainBody } from './plain-body.js';

export type { CallOptions } from '../call/call-options.js';
export type { HttpClient } from '../http/http-client.js';
export type { PlainBody } from './plain-body.js';

/** A call of an API that is not the exchange's: no envelope, no signature. */
export interface PlainRoute {
  /** `getPetById`, or with groups `pets.getById`. */
  name: string;
  /** `GET` */
  method: string;
  /** With placeholders: `/pet/{petId}`. */
  path: string;
  /** Names of the parameters of each place. */
  pathParams?: readonly string[];
  query?: readonly string[];
  header?: readonly string[];
  /** How the body is written; none without it. */
  body?: PlainBody;
  /** Media type of the body where it isn't its kind's usual one. */
  contentType?: string;
  /** Whether the body's properties stand among the parameters; otherwise the argument has a `body`. */
  flat: boolean;
}

/** How a plain client reaches its API. */
export interface PlainOptions {
  /** The server, with the path that all others follow. Without it URLs are relative, which browsers only allow. */
  baseUrl?: string | undefined;
  /** @default the global fetch */
  fetch?: Fetch | undefined;
  /** Sent with every call, say `Authorization`. */
  headers?: ClientOptions['headers'];
  /** openapi-fetch middleware, first to last. */
  middleware?: readonly Middleware[] | undefined;
  /** Milliseconds a call may take; 0 for no limit. @default 0 */
  timeoutMs?: number | undefined;
  /** Time, for tests. @default the platform's */
  system?: System | undefined;
}

/** A response whose status is not 2xx. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    /** The call's name. */
    readonly operation: string,
    readonly status: number,
    /** Parsed where it is JSON, otherwise text. */
    readonly body: unknown,
  ) {
    super(`[@bitget-spec/client] HTTP ${status}, ${operation}: see the error's body for what the server says.`);
  }
}

interface AnyOperation {
  parameters: { query?: Record<string, unknown>; path?: Record<string, unknown>; header?: Record<string, unknown> };
  requestBody?: { content: { '*/*': unknown } };
  responses: { 200: { content: { '*/*': unknown } } };
}
type AnyHttp = Client<Record<string, { get: AnyOperation }>>;

type Args = Readonly<Record<string, unknown>>;
type Call = (args?: Args, options?: CallOptions) => Promise<unknown>;

/** Makes a client from rows. A call takes one object of parameters and returns the body, or throws an {@link HttpError}. */
export function connectPlain<Client>(routes: readonly PlainRoute[], options: PlainOptions = {}): Client {
  const { baseUrl = '', headers, middleware = [], timeoutMs = 0, system = platformSystem } = options;
  const send: Fetch = options.fetch ?? ((request, init) => fetch(request, init));
  const http: AnyHttp = createOpenapiFetch({ baseUrl, ...(headers && { headers }), fetch: (request) => send(request) });
  http.use(...middleware);
  const calls: CallTree<Call> = {};
  for (const route of routes) {
    place(calls, route.name.split('.'), (args, callOptions) =>
      call(http, route, args, { timeoutMs, ...callOptions, system }),
    );
  }
  return { ...calls, http } as Client; // taken at its word, as in connect.ts
}

function call(
  http: AnyHttp,
  route: PlainRoute,
  args: Args = {},
  options: CallOptions & { system: System },
): Promise<unknown> {
  const { signal, timeoutMs = 0, headers, system } = options;
  const what = `[@bitget-spec/client] no response in ${timeoutMs} ms, ${route.name}: allow more time (timeoutMs).`;
  const timedOut = () => new DOMException(what, 'TimeoutError');
  const run = async (stop?: AbortSignal) => {
    const body = route.body && bodyInit(route.body, bodyOf(route, args), route.contentType);
    // openapi-fetch writes any method in capitals; its types know those of the paths only.
    const { response, error } = await http.request(route.method as 'get', route.path, {
      params: { path: pick(args, route.pathParams), query: pick(args, route.query), header: pick(args, route.header) },
      ...body,
      headers: { ...body?.headers, ...headers },
      parseAs: 'stream',
      ...(stop && { signal: stop }),
    });
    if (!response.ok) throw new HttpError(route.name, response.status, error);
    return read(route.name, response);
  };
  return withDeadline(run, { signal, timeoutMs, timedOut, system });
}

const pick = (args: Args, names: readonly string[] = []) =>
  Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]));

function bodyOf({ flat, pathParams = [], query = [], header = [] }: PlainRoute, args: Args): unknown {
  if (!flat) return args.body;
  const taken = new Set([...pathParams, ...query, ...header]);
  const rest = Object.entries(args).filter(([name]) => !taken.has(name));
  return rest.length ? Object.fromEntries(rest) : undefined;
}

async function read(operation: string, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (type && !/json|^text\/|xml/.test(type)) return response.blob();
  const text = await response.text();
  if (!text) return undefined;
  if (/^text\/|xml/.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(operation, response.status, text); // says JSON, or nothing, and is none
  }
}
