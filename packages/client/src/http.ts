import { authMiddleware, createClock, SignableRequest, type Signer, wireQuery } from '@bitget-spec/auth';
import createOpenapiFetch, { type Client } from 'openapi-fetch';
import { AuthenticationError } from './errors.js';
import type { ClientOptions, Fetch } from './options.js';
import type { Route } from './routes.js';

interface AnyOperation {
  parameters: { query?: Record<string, unknown> };
  requestBody?: { content: { 'application/json': unknown } };
  responses: { 200: { content: { 'application/json': unknown } } };
}

/** openapi-fetch for paths that are known at run time only. */
export type AnyHttp = Client<Record<string, { get: AnyOperation; post: AnyOperation }>>;

export type Send = (request: Request, signal?: AbortSignal) => Promise<Response>;

/**
 * Sends a Request with the body that it remembers: reading that back from the Request's stream costs a fifth of
 * the whole call in Node.
 */
export function sendWith(send: Fetch = (request, init) => fetch(request, init)): Send {
  return (request, signal) => {
    const body = SignableRequest.textOf(request);
    return send(request, { ...(body !== undefined && { body }), ...(signal && { signal }) });
  };
}

/** The openapi-fetch client that signs. `find` knows the calls; what it does not know is signed if that can be. */
export function createHttp(
  options: ClientOptions,
  send: Send,
  signer: Signer | undefined,
  find: (method: string, path: string) => Route | undefined,
): AnyHttp {
  const { baseUrl = 'https://api.bitget.com', clock = createClock() } = options;
  const http: AnyHttp = createOpenapiFetch({
    baseUrl,
    Request: SignableRequest,
    querySerializer: wireQuery,
    fetch: (request) => send(request),
    redirect: 'manual', // fetch would carry key and passphrase along to wherever a redirect points
  });
  if (!signer) {
    http.use({
      onRequest({ schemaPath, request }) {
        const route = find(request.method, schemaPath);
        if (route?.signed) throw noCredentials(route.key);
      },
    });
  }
  const signs = (path: string, method: string) => find(method, path)?.signed ?? true;
  http.use(authMiddleware(signer, { ...options, clock, signs }));
  return http;
}

const noCredentials = (operation: string) =>
  new AuthenticationError('a signed call, but no credentials', 'give createClient({ credentials })', {
    operation,
    code: 'no-credentials',
  });
