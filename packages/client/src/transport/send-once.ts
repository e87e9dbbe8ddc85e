import { CredentialsError } from '@bitget-spec/auth';
import type { Route } from '@bitget-spec/contract';
import { checkResponse, isUnsent } from '#platform';
import { type CallEvent, notify } from '../call/hooks.js';
import type { CallContext, Next, RoundTrip, Runtime } from '../call/stage.js';
import { BitgetError, NetworkError, notSent, TimeoutError } from '../errors/errors.js';
import { briefly, safeCause } from '../errors/safe-cause.js';
import { unwrap } from './envelope.js';
import type { Send } from './fetch.js';
import type { AnyResponse } from './response.js';

/**
 * Sends one request, with a time limit of its own, and returns the `data` of the response; for `client.http`, the response.
 */
export const sendOnce =
  (runtime: Runtime, roundTrip: RoundTrip): Next =>
  async (context) => {
    const { hooks, system } = runtime;
    const { timeoutMs = runtime.timeoutMs } = context.options;
    context.attempts++;
    context.sentAt = context.request = context.response = context.requestTime = undefined;
    const timedOut = () => {
      const sent = context.sentAt !== undefined;
      return new TimeoutError(`no response in ${timeoutMs} ms`, hintFor(context.route, sent), {
        operation: context.route.key,
        code: 'timeout',
        sent,
      });
    };
    const start = system.monotonic();
    const notifyResponse = (error?: unknown) =>
      notify(hooks.onResponse, () => ({
        ...eventOf(context),
        durationMs: system.monotonic() - start,
        status: context.response?.status,
        remaining: remainingOf(context.response),
        error,
      }));
    try {
      const work = (stop: AbortSignal) => request(runtime, roundTrip, context, stop);
      const data = await context.scope.within(timeoutMs, timedOut, work);
      notifyResponse();
      return data;
    } catch (error) {
      notifyResponse(error);
      throw error;
    }
  };

/** What to do about a write that may have arrived. */
export const afterwards = (sent: boolean) =>
  sent ? 'it may have been carried out all the same, so look before sending it again' : undefined;

const hintFor = ({ effect }: Route, sent: boolean) => afterwards(sent && effect !== 'read') ?? 'call again';

async function request(runtime: Runtime, roundTrip: RoundTrip, context: CallContext, stop: AbortSignal) {
  const { clock, system, hooks } = runtime;
  const { route, raw } = context;
  const operation = route.key;
  const redact = (text: string) => runtime.redact(text, context.request?.headers.get('ACCESS-SIGN') ?? undefined);
  try {
    const send: Send = async (request) => {
      stop.throwIfAborted(); // signing may take its time: nothing leaves once the caller has an error
      notify(hooks.onRequest, () => ({
        ...eventOf(context),
        url: request.url,
        setHeader: (name: string, value: string) => request.headers.set(name, value),
      }));
      context.request = request;
      const sentAt = Number(request.headers.get('ACCESS-TIMESTAMP')) || clock.now();
      context.sentAt = sentAt;
      context.lastSentAt = Math.max(context.lastSentAt ?? sentAt, sentAt);
      context.firstSentAt = Math.min(context.firstSentAt ?? sentAt, sentAt);
      context.sentTick = runtime.tick();
      context.response = await (raw?.send ?? runtime.send)(request, stop);
      return context.response;
    };
    if (raw) return await raw.roundTrip(send, context);
    const read = await roundTrip(context, send);
    return unwrap({ context, ...read, redact, system });
  } catch (error) {
    if (error instanceof BitgetError || error instanceof CredentialsError) throw error;
    const cause = safeCause(error, redact);
    const reason = briefly(cause);
    checkResponse(error, operation, cause);
    if (!context.request)
      throw notSent(operation, `the request could not be made (${reason})`, 'look at arguments and baseUrl', cause);
    const sent = !isUnsent(error);
    throw new NetworkError(
      `no response (${reason})`,
      hintFor(route, sent),
      { operation, code: 'network', sent },
      cause,
    );
  }
}

/** What every event says. */
export const eventOf = (context: CallContext): CallEvent => ({
  call: context.scope,
  operation: context.route.key,
  method: context.route.method,
  path: context.route.path,
  attempt: context.attempts,
});

/** Requests left in the limit's span, where the response says so. */
export function remainingOf(response: AnyResponse | undefined): number | undefined {
  const text = response?.headers.get('x-mbx-used-remain-limit');
  const count = Number(text);
  return text && Number.isInteger(count) ? count : undefined;
}
