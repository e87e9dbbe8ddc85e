import { createClock, platformSystem, Signer } from '@bitget-spec/auth';
import type { Route, Routes } from '@bitget-spec/contract';
import { callPath } from '@bitget-spec/contract/names';
import { parseRoute, routeLines } from '@bitget-spec/contract/routes/read';
import { ClosedError } from '../errors/errors.js';
import { createRoundTrip, createSend, createSign } from '../transport/request.js';
import { afterwards, sendOnce } from '../transport/send-once.js';
import { watchAborts } from './aborts.js';
import type { CallOptions } from './call-options.js';
import { type CallTree, place } from './call-tree.js';
import { copyOf } from './copy.js';
import type { CoreOptions } from './options.js';
import { keepRuntime } from './runtimes.js';
import { CancelScope } from './scope.js';
import type { Args, Call, CallContext, Next, Raw, Runtime } from './stage.js';
import { innermostFirst } from './stages.js';

/**
 * Makes a client from the table of an API, with the stages in `use` and no others. `Client` is the generated
 * interface that describes what comes out.
 * @throws CredentialsError when the credentials can't work
 */
export function connectCore<Client>(routes: Routes, options: CoreOptions = {}): Client {
  const { system = platformSystem, clock = createClock(0, system), timeoutMs = 30_000 } = options;
  const stages = innermostFirst(options.use ?? []);
  const signer = options.credentials && new Signer(options.credentials);
  let closed = false;
  const table = new Map<string, () => Route>();
  const find = (method: string, path: string) => table.get(`${method} ${path}`)?.();
  const adopt = (base: string, line: string) => {
    const [method, below = ''] = line.split(' ', 2);
    const key = `${method} ${base}${below}`;
    const route = table.get(key) ?? once(() => parseRoute(base, line)); // most programs use few of the calls
    table.set(key, route);
    return [below, route] as const;
  };
  const baseUrl = (options.baseUrl ?? 'https://api.bitget.com').replace(/\/+$/, '');
  const sign = createSign(options, signer, clock);
  const redact = (text: string, more?: string) => signer?.redact(text, more) ?? text;
  const run: Next = (context) => (context.raw ? rawNext : next)(context);
  const runtime: Runtime = {
    baseUrl,
    send: createSend(options.fetch),
    sign,
    clock,
    system,
    tick: () => clock.monotonic?.() ?? system.monotonic(),
    timeoutMs,
    signer,
    hooks: options,
    codes: routes.codes ?? '',
    base: routes.base,
    find,
    adopt,
    run,
    sendRaw: (raw, route, options) => begin(route, undefined, options, raw),
    redact,
  };
  let roundTrip = createRoundTrip(baseUrl, sign, options.fetch?.light);
  const added = stages.map((stage) => {
    const attached = stage.attach?.(runtime, roundTrip);
    roundTrip = attached?.roundTrip ?? roundTrip;
    return attached?.members;
  });
  let next: Next = sendOnce(runtime, roundTrip);
  let rawNext = next;
  for (const { wrap, http } of stages) {
    if (!wrap) continue;
    next = wrap(next, runtime);
    if (http) rawNext = wrap(rawNext, runtime);
  }

  const open = new Map<CancelScope, CallContext>();
  const onAborted = watchAborts();
  const begin = (route: Route, args: Args, callOptions: CallOptions, raw?: Raw): Promise<unknown> => {
    const { signal } = callOptions;
    const scope = new CancelScope(system);
    const onAbort = () => scope.stop(signal?.reason);
    if (signal?.aborted) onAbort();
    if (closed) scope.stop(closedError(route.key, false));
    return scope.race(
      () => {
        const context: CallContext = { route, args: copyOf(args), options: callOptions, raw, scope, attempts: 0 };
        open.set(scope, context);
        return run(context);
      },
      () => {
        const ignore = signal && onAborted(signal, onAbort);
        return () => {
          open.delete(scope);
          ignore?.();
        };
      },
    );
  };

  const calls: CallTree<Call> = {};
  for (const line of routeLines(routes)) {
    const [below, route] = adopt(routes.base, line);
    const call: Call = (args, callOptions = {}) => begin(route(), args, callOptions);
    for (const { extend } of stages) extend?.(call, route, runtime);
    place(calls, callPath(below), call);
  }
  const close = async () => {
    closed = true;
    for (const [scope, { route, attempts }] of open)
      scope.stop(closedError(route.key, route.effect !== 'read' && attempts > 0));
    await Promise.all([...stages.map((stage) => stage.close?.()), options.fetch?.close?.()]);
  };
  const client = Object.assign({ ...calls, close }, ...added);
  keepRuntime(client, runtime);
  // The one place where the generated types are taken at their word: both come from the same spec.
  return client as Client;
}

export const closedError = (operation: string, sent: boolean) =>
  new ClosedError('the client was closed', afterwards(sent) ?? 'make a new one', { operation, code: 'closed', sent });

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
