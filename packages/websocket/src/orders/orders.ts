import {
  type BitgetError,
  type CallContext,
  CancelScope,
  ClosedError,
  copyOf,
  ExchangeError,
  NetworkError,
  type Next,
  RateLimitError,
  type Runtime as RestRuntime,
  SOCKET_EXPIRES_MS,
  TimeoutError,
  write,
} from '@bitget-spec/client/socket-orders';
import type { RequestLine, Routes } from '@bitget-spec/contract';
import { routeLines } from '@bitget-spec/contract/routes/read';
import { parseRequest } from '@bitget-spec/contract/sockets/read-request';
import type { Outgoing } from '../connection/line.js';
import { notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { Frame } from '../streams/frames.js';
import { numberOf, textOf } from '../streams/text.js';
import { dataOf, type Fields, frameOf, type Orders, ordersOf } from './frame.js';
import { loneRuntime } from './lone.js';
import type { OrderOptions } from './options.js';

/** How requests reach a connection: sends a frame on the next one that is ready, and says when that ends. */
export type Send = (frame: Outgoing, onEnd: (error?: Error) => void) => () => void;

/** Orders over a socket, with the promises of REST. */
export interface OrderDesk {
  /** @param text the way to order, as its line in the table */
  call(text: string, request: Fields, options: OrderOptions): Promise<unknown>;
  onReply(frame: Frame): void;
  close(): void;
}

const MAYBE = 'it may have been carried out all the same, so look before sending it again';
const hintFor = ({ sent }: Pick<Outgoing, 'sent'>) => (sent ? MAYBE : 'send it again');
const lateError = (timeoutMs: number, frame: Pick<Outgoing, 'sent'>, operation: string) =>
  new TimeoutError(`no reply in ${timeoutMs} ms`, hintFor(frame), {
    operation,
    code: 'timeout',
    sent: frame.sent ?? false,
  });

/** What is waited past the moment at which an order that is not there can't come any more. */
const SPARE_MS = 10_000;
const TOO_MANY = /^(429|3000[67])$/;

/** `rest` is what the REST client of the options shares; without one, an order whose reply is lost can't be looked up. */
export function createOrders(runtime: Runtime, send: Send, rest: RestRuntime | undefined, routes: Routes): OrderDesk {
  const { system, tick, hooks } = runtime;
  const waiting = new Map<string, (frame: Frame) => void>();
  const open = new Map<CancelScope, CallContext>();
  const lines = new Map<string, RequestLine>();
  const base = rest ?? loneRuntime(runtime, routes);
  // a client of named calls may lack those that look an order up
  for (const line of routeLines(routes)) rest?.adopt(routes.base, line);
  let count = 0;
  let prefix = '';

  const newId = () => {
    prefix ||= system.random().toString(36).slice(2, 8);
    return `${prefix}-${++count}`;
  };

  /** One frame and its reply. @throws what the client throws for REST, with `sent: false` where it never left */
  const exchange = (line: RequestLine, shared: Fields, timeoutMs: number, startedAt: number): Next => {
    const operation = line.route.key;
    return async (context) => {
      context.scope.check();
      context.attempts++;
      const id = newId();
      const frame: Outgoing = {
        text: frameOf(line, context.args as Orders, shared, id),
        onSent() {
          context.sentAt = context.firstSentAt = context.lastSentAt = base.clock.now();
          context.sentTick = tick();
          notify(hooks.onOrder, { call: context.scope, operation, state: 'sent' });
        },
      };
      const details = () => ({ operation, sent: frame.sent ?? false });
      const bytes = new TextEncoder().encode(frame.text).length;
      if (bytes > runtime.limits.bytesPerMessage)
        throw new NetworkError(`the message has ${bytes} bytes`, 'send fewer orders', {
          ...details(),
          code: 'network',
        });
      const late = () => lateError(timeoutMs, frame, operation);
      // what it has waited for its turn counts
      const left = timeoutMs > 0 ? Math.max(1, timeoutMs - (tick() - startedAt)) : timeoutMs;
      const lost = () =>
        new NetworkError('the connection ended before the reply', hintFor(frame), { ...details(), code: 'network' });
      let release = () => {};
      const ask = (signal: AbortSignal) =>
        new Promise<Frame>((resolve, reject) => {
          waiting.set(id, resolve);
          release = send(frame, (error) => reject(error ?? lost()));
          // at once: a frame that waits must not leave after its call has ended
          signal.addEventListener('abort', release);
        });
      try {
        return read(line, await context.scope.within(left, late, ask), context);
      } finally {
        waiting.delete(id);
        release();
      }
    };
  };

  const read = (line: RequestLine, frame: Frame, context: CallContext): unknown => {
    const body: Fields = 'body' in frame ? frame.body : {};
    context.requestTime = numberOf(body.ts) || undefined;
    context.replied = true;
    const code = textOf(body.code);
    if (frame.kind === 'reply' && /^0*$/.test(code)) return dataOf(line, body);
    throw refusal(line.route.key, code, runtime.redact(textOf(body.msg)), context.requestTime);
  };

  return {
    async call(text, request, { signal, timeoutMs = 10_000, outcomeWaitMs }) {
      const line = lines.get(text) ?? parseRequest(routes.base, text);
      lines.set(text, line);
      const { orders, shared } = ordersOf(line, copyOf(request));
      const window = Number(Object(orders).receiveWindow);
      const requestTime = Number(shared.requestTime);
      // the window begins at `requestTime`, which may be ahead
      const validMs =
        requestTime > 0 && window > 0 ? Math.max(0, requestTime - base.clock.now()) + window : SOCKET_EXPIRES_MS;
      const scope = new CancelScope(system);
      const context: CallContext = {
        route: line.route,
        args: orders,
        options: { outcomeWaitMs: outcomeWaitMs ?? validMs + SPARE_MS },
        scope,
        validMs,
        attempts: 0,
      };
      const stop = () => scope.stop(signal?.reason);
      if (signal?.aborted) stop();
      const startedAt = tick();
      const next = exchange(line, shared, timeoutMs, startedAt);
      const counted =
        runtime.limits.ordersCountAsRest && line.rest ? rest?.find('POST', routes.base + line.rest) : undefined;
      const limited: Next = (context) =>
        counted && rest?.limited ? rest.limited(next, context, counted) : next(context);
      const run = () =>
        base.write
          ? base.write(limited, context)
          : write(limited, base, context, {
              given: { waitMs: context.options.outcomeWaitMs },
              lag: { ms: 0 },
              onIntent: undefined,
            });
      /** It has not had its turn by then. */
      const stopLate = () => {
        if (!context.attempts) scope.stop(lateError(timeoutMs, {}, line.route.key));
      };
      return scope.race(run, () => {
        const timer = timeoutMs > 0 && timeoutMs < 2 ** 31 ? system.setTimeout(stopLate, timeoutMs) : undefined;
        open.set(scope, context);
        signal?.addEventListener('abort', stop);
        return (error) => {
          open.delete(scope);
          system.clearTimeout(timer);
          const durationMs = tick() - startedAt;
          notify(hooks.onOrder, { call: scope, operation: line.route.key, state: 'ended', durationMs, error });
          signal?.removeEventListener('abort', stop);
        };
      });
    },
    onReply(frame) {
      const { id } = frame as { id?: string };
      const resolve = id === undefined ? undefined : waiting.get(id);
      if (resolve) resolve(frame);
      else runtime.counters.strange++;
    },
    close() {
      for (const [scope, { route, sentAt }] of open) {
        const sent = sentAt !== undefined;
        const hint = sent ? MAYBE : 'make a new one';
        scope.stop(new ClosedError('the socket was closed', hint, { operation: route.key, code: 'closed', sent }));
      }
    },
  };
}

function refusal(operation: string, code: string, message: string, requestTime: number | undefined): BitgetError {
  const what = `refused with ${code} "${message}"`;
  const details = { operation, code, exchangeMessage: message, requestTime };
  if (TOO_MANY.test(code))
    return new RateLimitError('too many requests', 'wait before the next', {
      ...details,
      code: '429',
      sent: false,
      retryAfter: undefined,
    });
  return new ExchangeError(what, `look the code up in @bitget-spec/${operation.slice(0, 2)}/errors`, details);
}
