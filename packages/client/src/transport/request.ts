import { SignableRequest, setHeaders, textOf, wireQuery } from '@bitget-spec/auth';
import type { Route } from '@bitget-spec/contract';
import { beside, STAY } from '#platform';
import type { CoreOptions } from '../call/options.js';
import type { RoundTrip, Runtime } from '../call/stage.js';
import { AuthenticationError } from '../errors/errors.js';
import type { Fetch, Send, SignRequest } from './fetch.js';
import { parseLossless } from './lossless.js';

/**
 * Sends a Request with its body beside it: reading that back from the Request's stream costs a fifth of the whole
 * call in Node. Without a function of the caller's, the global fetch is looked up at each call.
 */
export function createSend(given: Fetch | undefined): Send {
  const send: Fetch = given ?? ((request, init) => fetch(request, init));
  return (request, signal) => {
    if (!(request instanceof Request)) return request.send(signal);
    return send(request, { ...beside(request, textOf(request)), ...(signal && { signal }) });
  };
}

/** What is unknown to the table is signed if that can be. */
export function createSign(
  options: CoreOptions,
  { signer, clock, find }: Pick<Runtime, 'signer' | 'clock' | 'find'>,
): SignRequest {
  return async ({ request, schemaPath }) => {
    const route = find(request.method, schemaPath);
    if (!signer && route?.signed) throw noCredentials(route);
    await setHeaders(request, (route?.signed ?? true) ? signer : undefined, options, clock);
  };
}

/** Makes the request by hand, which is all that most calls need. */
export function createRoundTrip(baseUrl: string, sign: SignRequest, light: Fetch['light']): RoundTrip {
  return async ({ route, args, options }, send) => {
    const { method, path } = route;
    const inUrl = method === 'GET';
    const query = inUrl ? wireQuery({ ...args }) : '';
    const body = inUrl || args === undefined ? undefined : JSON.stringify(args);
    const url = `${baseUrl}${path}${query && '?'}${query}`;
    const own = options.headers && Object.fromEntries(new Headers(options.headers));
    const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...own };
    const request = light
      ? light(url, { method, headers, body })
      : new SignableRequest(url, { method, headers, body: body ?? null, ...STAY });
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
