import { Signer } from '@bitget-spec/auth';
import { type Args, call, type Runtime } from './call.js';
import { createHttp, sendWith } from './http.js';
import { callPath } from './names.js';
import { type CallTree, place } from './nest.js';
import type { CallOptions, ClientOptions } from './options.js';
import { parseRoute, type Route, type Routes, routeLines } from './routes.js';

type Call = (args?: Args, options?: CallOptions) => Promise<unknown>;

/**
 * Makes a client from the table of an API. `Client` is the generated interface that describes what comes out.
 * @throws CredentialsError when the credentials can't work
 */
export function connect<Client>(routes: Routes, options: ClientOptions = {}): Client {
  const signer = options.credentials && new Signer(options.credentials);
  const table = new Map<string, () => Route>();
  const send = sendWith(options.fetch);
  const http = createHttp(options, send, signer, (method, path) => table.get(`${method} ${path}`)?.());
  const { timeoutMs = 30_000 } = options;
  const runtime: Runtime = { http, send, timeoutMs, redact: (text) => signer?.redact(text) ?? text };
  const calls: CallTree<Call> = {};
  for (const line of routeLines(routes)) {
    const [method, below = ''] = line.trim().split(' ', 2);
    const route = once(() => parseRoute(routes.base, line)); // most programs use few of the calls
    table.set(`${method} ${routes.base}${below}`, route);
    place(calls, callPath(below), (args, callOptions) => call(runtime, route(), args, callOptions));
  }
  // The one place where the generated types are taken at their word: both come from the same spec.
  return { ...calls, http } as Client;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
