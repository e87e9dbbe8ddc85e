import type { SignableRequest, wireQuery } from '@bitget-spec/auth';
import type { Route } from '@bitget-spec/contract';
import createOpenapiFetch, { type Client, type Middleware } from 'openapi-fetch';
import type { CallContext, Runtime } from '../call/stage.js';
import type { Fetch, ReadResponse, Send, SignRequest } from '../transport/fetch.js';
import type { AnyResponse } from '../transport/response.js';

interface AnyOperation {
  parameters: { query?: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}

/** openapi-fetch for paths that are known at run time only. */
export type AnyHttp = Client<Record<string, { get: AnyOperation; post: AnyOperation }>>;

/** Given, not imported, so that a bundler's chunk for this file shares nothing with the main one. */
export interface HttpTools {
  baseUrl: string;
  Request: typeof SignableRequest;
  querySerializer: typeof wireQuery;
  redirect?: NonNullable<RequestInit['redirect']>;
}

/** What sends a request of the caller's own. */
export interface RawTools {
  runtime: Pick<Runtime, 'find' | 'send' | 'sendRaw' | 'sign' | 'signer'>;
  createSend(fetch: Fetch): Send;
  /** The error for a success whose body is no JSON. */
  noJson(operation: string, status: number): Error;
}

/** Of what openapi-fetch takes beside parameters and body, that which concerns sending. */
export interface RawInit {
  timeoutMs?: number;
  fetch?: Fetch;
}

/** The platform's Request gets the platform's Response. */
type FetchRequest = (request: Request) => Promise<Response>;

/** The openapi-fetch client, whose requests need a `fetch` that signs. */
export function createHttp(tools: HttpTools, middleware: readonly Middleware[]): AnyHttp {
  const http: AnyHttp = createOpenapiFetch(tools);
  http.use(...middleware);
  return http;
}

/**
 * A request of the caller's own: openapi-fetch makes it, and middleware has its way with it, before the client's stages
 * let it wait for its place, sign it and send it.
 */
export async function sendRaw(http: AnyHttp, tools: RawTools, method: string, path: string, init: RawInit = {}) {
  const { runtime, createSend, noJson } = tools;
  const { timeoutMs, fetch } = init;
  const name = method.toUpperCase();
  const route = runtime.find(name, path) ?? unlisted(name, path, runtime);
  const send = fetch ? createSend(fetch) : runtime.send;
  let status: number | undefined;
  const signAndSend = (request: Request) => {
    const roundTrip = async (sendOne: Send, context: CallContext) => {
      await runtime.sign(request, route);
      const response = await (sendOne as FetchRequest)(request);
      status = response.status;
      if (!response.body) return response;
      // read here, so that the time limit covers it, and so that what goes wrong has a name
      const body = await response.arrayBuffer();
      context.requestTime = timeIn(new TextDecoder().decode(body));
      const whole = new Response(body, response);
      return Object.defineProperty(whole, 'url', { value: response.url || request.url });
    };
    const options = { signal: request.signal, ...(timeoutMs !== undefined && { timeoutMs }) };
    return runtime.sendRaw({ roundTrip, send }, route, options);
  };
  try {
    // openapi-fetch writes any method in capitals; its types know those of the paths only.
    return await http.request(method as 'get', path, { ...init, fetch: signAndSend as FetchRequest });
  } catch (error) {
    // it quotes the body, which may hold whatever was sent
    if (error instanceof SyntaxError && status !== undefined) throw noJson(route.key, status);
    throw error;
  }
}

/** A call that no table knows: it is signed if that can be. */
const unlisted = (method: string, path: string, { signer }: Pick<Runtime, 'signer'>): Route => ({
  name: [],
  key: `${method} ${path}`,
  method,
  path,
  below: path,
  signed: !!signer,
  effect: /^(GET|HEAD|OPTIONS)$/.test(method) ? 'read' : 'write',
  words: [],
});

/** The exchange's time, which shows that a response is the exchange's own. */
const timeIn = (text: string) => Number(/"requestTime"\s*:\s*"?(\d+)/.exec(text)?.[1]) || undefined;

/** A call by way of the openapi-fetch client, and so of the middleware of others. */
export async function roundTripThrough(
  http: AnyHttp,
  { route, args, options }: CallContext,
  send: Send,
  sign: SignRequest,
  parse: (text: string) => unknown,
): Promise<ReadResponse> {
  const isGet = route.method === 'GET';
  const signAndSend = async (request: Request): Promise<AnyResponse> => {
    await sign(request, route);
    return send(request);
  };
  const { error, response } = await http.request(isGet ? 'get' : 'post', route.path, {
    ...(isGet ? { params: { query: { ...args } } } : { body: args }),
    ...(options.headers && { headers: options.headers }),
    parseAs: 'stream',
    fetch: signAndSend as FetchRequest,
  });
  return { response, body: response.ok ? parse(await response.text()) : error };
}
