import type { SignableRequest, wireQuery } from '@bitget-spec/auth';
import createOpenapiFetch, { type Client, type Middleware } from 'openapi-fetch';
import type { Context } from './feature.js';
import type { Answered, Send, SignRequest } from './request.js';

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
  send: Send;
  sign: SignRequest;
  Request: typeof SignableRequest;
  querySerializer: typeof wireQuery;
  redirect?: NonNullable<RequestInit['redirect']>;
  window?: null;
}

/** The platform's Request is answered by the platform's Response. */
type FetchRequest = (request: Request) => Promise<Response>;

/** The openapi-fetch client that signs. */
export function createHttp({ send, sign, ...options }: HttpTools, middleware: readonly Middleware[]): AnyHttp {
  const http: AnyHttp = createOpenapiFetch({ ...options, fetch: (request) => (send as FetchRequest)(request) });
  http.use({ onRequest: sign }, ...middleware);
  return http;
}

/** A call by way of the openapi-fetch client, and so of the middleware of others. */
export async function askThrough(
  http: AnyHttp,
  { route, args, options }: Context,
  send: Send,
  parse: (text: string) => unknown,
): Promise<Answered> {
  const isGet = route.method === 'GET';
  const { error, response } = await http.request(isGet ? 'get' : 'post', route.path, {
    ...(isGet ? { params: { query: { ...args } } } : { body: args }),
    ...(options.headers && { headers: options.headers }),
    parseAs: 'stream',
    fetch: send as FetchRequest,
  });
  return { response, body: response.ok ? parse(await response.text()) : error };
}
