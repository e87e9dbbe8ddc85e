import { CredentialsError } from '@bitget-spec/auth';
import { withDeadline } from './deadline.js';
import { unwrap } from './envelope.js';
import { BitgetError, NetworkError, TimeoutError } from './errors.js';
import type { AnyHttp, Send } from './http.js';
import { parseLossless } from './lossless.js';
import type { CallOptions } from './options.js';
import type { Route } from './routes.js';
import { safeCause } from './safe-cause.js';

/** What all calls of a client share. */
export interface Runtime {
  http: AnyHttp;
  send: Send;
  timeoutMs: number;
  /** Removes the client's secrets from text. */
  redact: (text: string) => string;
}

/** Parameters of a call: the query of a GET, otherwise the body. */
export type Args = Record<string, unknown> | undefined;

/**
 * Makes a call and returns the `data` of the answer.
 * @throws BitgetError, or the reason of `options.signal`
 */
export function call(runtime: Runtime, route: Route, args: Args, options: CallOptions = {}): Promise<unknown> {
  const { signal, timeoutMs = runtime.timeoutMs } = options;
  const timedOut = () =>
    new TimeoutError(`no answer in ${timeoutMs} ms`, afterwards(route), { operation: route.key, code: 'timeout' });
  return withDeadline((stop) => attempt(runtime, route, args, options, stop), { signal, timeoutMs, timedOut });
}

const afterwards = ({ effect }: Route) =>
  effect === 'read' ? 'call again' : 'it may have been carried out all the same, so look before sending it again';

async function attempt(
  { http, send, redact }: Runtime,
  route: Route,
  args: Args,
  options: CallOptions,
  stop?: AbortSignal,
) {
  const operation = route.key;
  let sent: Request | undefined;
  try {
    const { error, response } = await http.request(route.method === 'GET' ? 'get' : 'post', route.path, {
      ...(route.method === 'GET' ? { params: { query: args ?? {} } } : { body: args }),
      ...(options.headers && { headers: options.headers }),
      parseAs: 'stream',
      fetch: (request) => {
        stop?.throwIfAborted(); // signing may take its time: nothing leaves once the caller has been told
        sent = request;
        return send(request, stop);
      },
    });
    const body = response.ok ? parse(await response.text()) : error;
    return unwrap({ operation, response, body, redact });
  } catch (error) {
    if (error instanceof BitgetError || error instanceof CredentialsError) throw error;
    const signature = sent?.headers.get('ACCESS-SIGN');
    const clean = (text: string) => redact(signature ? text.replaceAll(signature, '[redacted]') : text);
    const cause = safeCause(error, clean);
    const reason = cause instanceof Error ? cause.message : cause;
    if (sent) {
      throw new NetworkError(`no answer (${reason})`, afterwards(route), { operation, code: 'network' }, cause);
    }
    const details = { operation, code: 'not-sent' };
    throw new BitgetError(`the request could not be made (${reason})`, 'look at arguments and baseUrl', details, cause);
  }
}

/** The text itself where it is no JSON. */
function parse(text: string): unknown {
  try {
    return parseLossless(text);
  } catch {
    return text;
  }
}
