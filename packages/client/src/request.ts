import { authMiddleware, textOf, wireQuery } from '@bitget-spec/auth';
import { AuthenticationError } from './errors.js';
import type { Context, Runtime } from './feature.js';
import { type AnyRequest, type AnyResponse, fetchDirect, LightRequest } from './light.js';
import { parseLossless } from './lossless.js';
import type { CoreOptions, Fetch } from './options.js';
import type { Route } from './routes.js';

/** Sends a Request, signed, and knows when to give up. */
export type Send = (request: AnyRequest, signal?: AbortSignal) => Promise<AnyResponse>;

/** Signs a Request where its path wants that. @throws AuthenticationError without credentials */
export type SignRequest = (context: { request: AnyRequest; schemaPath: string }) => Promise<void>;

/** An answer: the envelope, or the text of what is none. */
export interface Answered {
  response: AnyResponse;
  body: unknown;
}

/** Turns a call into a Request, gives it to `send`, and reads what comes back. */
export type Ask = (context: Context, send: Send) => Promise<Answered>;

/**
 * Sends a request as it is where it can go like that, otherwise as one of the platform's; with its body beside it:
 * reading that back from a Request's stream costs a fifth of the whole call in Node.
 */
export function sendWith(given: Fetch | undefined): Send {
  const send: Fetch = given ?? ((request, init) => fetch(request, init));
  const direct = given ? given.direct : fetchDirect;
  return (request, signal) => {
    const isLight = request instanceof LightRequest;
    if (isLight && direct) return direct(request, signal);
    const body = textOf(request);
    return send(isLight ? request.real() : request, { ...(body && { body }), ...(signal && { signal }) });
  };
}

/** What is unknown to the table is signed if that can be. */
export function signWith(
  options: CoreOptions,
  { signer, clock, find }: Pick<Runtime, 'signer' | 'clock' | 'find'>,
): SignRequest {
  const signs = (path: string, method: string) => find(method, path)?.signed ?? true;
  const { onRequest } = authMiddleware(signer, { ...options, clock, signs });
  return async ({ request, schemaPath }) => {
    const route = signer ? undefined : find(request.method, schemaPath);
    if (route?.signed) throw noCredentials(route);
    await onRequest({ request, schemaPath });
  };
}

/** Makes the request by hand, which is all that most calls need, and signs it before it becomes a Request. */
export function askWith(baseUrl: string, sign: SignRequest): Ask {
  let possible = false;
  return async ({ route, args, options }, send) => {
    const { method, path } = route;
    const inUrl = method === 'GET';
    const query = inUrl ? wireQuery({ ...args }) : '';
    const body = inUrl || args === undefined ? undefined : JSON.stringify(args);
    const url = `${baseUrl}${path}${query && '?'}${query}`;
    // What can't be sent has to be found out before there is any doubt whether it was.
    if (!possible) possible = !!new Request(url);
    const own = options.headers && Object.fromEntries(new Headers(options.headers));
    const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...own };
    const request = new LightRequest(url, method, headers, body);
    await sign({ request, schemaPath: path });
    const response = await send(request);
    return { response, body: parse(await response.text()) };
  };
}

/** The text itself where it is no JSON. */
export function parse(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    return text;
  }
}

const noCredentials = ({ key: operation }: Route) =>
  new AuthenticationError('a signed call, but no credentials', 'give createClient({ credentials })', {
    operation,
    code: 'no-credentials',
  });
