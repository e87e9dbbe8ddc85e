import { type Clock, type Signer, setHeaders, textOf, wireQuery, withText } from '@bitget-spec/auth';
import { beside, STAY } from '#platform';
import type { CoreOptions } from '../call/options.js';
import type { RoundTrip } from '../call/stage.js';
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

/** Signs the request of a call that wants it, and adds what the options ask for. */
export function createSign(options: CoreOptions, signer: Signer | undefined, clock: Clock): SignRequest {
  return async (request, { key: operation, signed }) => {
    if (signed && !signer)
      throw new AuthenticationError('a signed call, but no credentials', 'give createClient({ credentials })', {
        operation,
        code: 'no-credentials',
      });
    await setHeaders(request, signed ? signer : undefined, options, clock);
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
      : withText(new Request(url, { method, headers, body: body ?? null, ...STAY }), body);
    await sign(request, route);
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
