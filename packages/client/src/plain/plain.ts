import { platformSystem, type System } from '@bitget-spec/auth';
import createOpenapiFetch, { type Client, type ClientOptions, type Middleware, mergeHeaders } from 'openapi-fetch';
import type { CallOptions } from '../call/call-options.js';
import { type CallTree, place } from '../call/call-tree.js';
import type { Fetch } from '../transport/fetch.js';
import { withDeadline } from './deadline.js';
import { cookiesOf, headersOf, targetOf } from './parameters.js';
import { bodyInit } from './plain-body.js';
import type { PlainRoute, PlainServer } from './route.js';
import { baseOf, checkVariables } from './server.js';

export type { CallOptions } from '../call/call-options.js';
export type { HttpClient } from '../http/http-client.js';
export type {
  PlainBody,
  PlainField,
  PlainParameter,
  PlainRoute,
  PlainServer,
  PlainStyle,
  PlainVariable,
} from './route.js';

/** How a plain client reaches its API. */
export interface PlainOptions {
  /**
   * The server, with the path that all others follow; every call goes there, those with a server of their own too.
   * @default the servers that the description names
   */
  baseUrl?: string | undefined;
  /** What stands for the placeholders in the URLs of the description's servers. @default what the description says */
  serverVariables?: Readonly<Record<string, string>> | undefined;
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
type Call = (args?: unknown, options?: CallOptions) => Promise<unknown>;

/**
 * Makes a client from rows. A call takes one object of parameters, or the body where it takes nothing else, and returns
 * the body of the response, or throws an {@link HttpError}.
 * @param server - where the API is, unless `baseUrl` says so
 * @throws RangeError for a server variable that the description does not have, or a value that it does not allow
 */
export function connectPlain<Client>(
  routes: readonly PlainRoute[],
  options: PlainOptions = {},
  server?: PlainServer,
): Client {
  const { headers, middleware = [], timeoutMs = 0, system = platformSystem, serverVariables = {} } = options;
  checkVariables(
    serverVariables,
    [server, ...routes.map((route) => route.server)].filter((one) => one !== undefined),
  );
  const baseUrl = options.baseUrl ?? (server ? baseOf(server, serverVariables) : '');
  const send: Fetch = options.fetch ?? ((request, init) => fetch(request, init));
  const http: AnyHttp = createOpenapiFetch({ baseUrl, ...(headers && { headers }), fetch: (request) => send(request) });
  http.use(...middleware);
  const calls: CallTree<Call> = {};
  for (const route of routes) {
    const own = route.server && options.baseUrl === undefined && baseOf(route.server, serverVariables);
    place(calls, route.name.split('.'), (args, callOptions) =>
      call(http, route, args, { timeoutMs, ...callOptions, system, baseUrl: own || baseUrl, usual: headers }),
    );
  }
  return { ...calls, http } as Client; // taken at its word, as in connect.ts
}

function call(
  http: AnyHttp,
  route: PlainRoute,
  given: unknown,
  options: CallOptions & { system: System; baseUrl: string; usual: ClientOptions['headers'] },
): Promise<unknown> {
  const { signal, timeoutMs = 0, headers, system, baseUrl, usual } = options;
  const what = `[@bitget-spec/client] no response in ${timeoutMs} ms, ${route.name}: allow more time (timeoutMs).`;
  const timedOut = () => new DOMException(what, 'TimeoutError');
  const run = async (stop?: AbortSignal) => {
    const args: Args = typeof given === 'object' && given !== null ? { ...given } : {};
    const body = route.body && bodyInit(route.body, bodyOf(route, given, args), route);
    const cookies = cookiesOf(route, args);
    // A request has one header of cookies (RFC 6265, 5.4), so that those of the client or of the call join.
    if (cookies.length) cookies.unshift(...[mergeHeaders(usual, headers).get('Cookie') ?? []].flat());
    const url = urlOf(baseUrl, targetOf(route, args), route.name);
    // openapi-fetch writes any method in capitals; its types know those of the paths only.
    const { response, error } = await http.request(route.method as 'get', route.path, {
      params: { path: {} },
      pathSerializer: () => url,
      querySerializer: () => '', // in the URL already
      ...body,
      headers: {
        ...(route.accept && { Accept: route.accept }),
        ...body?.headers,
        ...headersOf(route, args),
        ...headers,
        ...(cookies.length && { Cookie: cookies.join('; ') }),
      },
      parseAs: 'stream',
      ...(stop && { signal: stop }),
    });
    if (!response.ok) throw new HttpError(route.name, response.status, error);
    return read(route, response);
  };
  return withDeadline(run, { signal, timeoutMs, timedOut, system });
}

function urlOf(baseUrl: string, path: string, name: string): string {
  const url = baseUrl.replace(/\/$/, '') + path;
  if (/^https?:\/\//i.test(url) || typeof location === 'object') return url; // a page has a host of its own
  throw new TypeError(`[@bitget-spec/client] no server is known, ${name}: give createClient a baseUrl with a host.`);
}

function bodyOf(route: PlainRoute, given: unknown, args: Args): unknown {
  if (!route.flat) return args.body;
  if (given === undefined) return undefined;
  const taken = [route.pathParams, route.query, route.header, route.cookie].flatMap((names) => names ?? []);
  if (!taken.length) return given; // a list, a text: whatever the body is
  return Object.fromEntries(Object.entries(args).filter(([name]) => !taken.includes(name)));
}

async function read({ name, returns }: PlainRoute, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const isText = /^text\/|xml/.test(type);
  if (returns === 'binary' || (!returns && type && !/json/.test(type) && !isText)) return response.blob();
  const text = await response.text();
  if (returns === 'text') return text;
  if (!text) return undefined;
  if (isText && !/json/.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(name, response.status, text); // says JSON, or nothing, and is none
  }
}
