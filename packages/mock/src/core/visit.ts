import type { Fault } from '../faults/types.js';
import type { MockRequest, TimeSource } from '../types.js';
import { addressOf } from './authenticate.js';
import type { JournalEntry, Writable } from './journal.js';
import type { Route } from './router.js';
import type { MockState } from './state.js';

/** How a request came that was sent over a socket, whose login has proven whose it is. */
export interface BySocket {
  /** Key of the channel, `v3:private.placeOrder`. */
  readonly channel: string;
  /** `/v3/ws/private` */
  readonly path: string;
}

/** One request on its way through the exchange, and what is found out about it. */
export interface Visit {
  readonly request: MockRequest;
  readonly state: MockState;
  readonly clock: TimeSource;
  /** When it came, Unix milliseconds. */
  readonly start: number;
  readonly ip: string;
  readonly query: string;
  readonly route: Route | undefined;
  /** Absent where it came by HTTP. */
  readonly socket: BySocket | undefined;
  /** Its line in the journal. */
  readonly seen: Writable<JournalEntry>;
  /** Requests left by the narrowest limit; `undefined` where nothing limits. */
  left: number | undefined;
  delay: number;
  /** Milliseconds that reads are behind. */
  lag: number;
  fault: Fault | undefined;
  /** What it asks for, once that is read. */
  asked: unknown;
  /** The rule of the fault. */
  rule: string;
}

/** Notes the request and finds its operation. `HEAD` asks for what `GET` does. */
export function arrive(request: MockRequest, state: MockState, clock: TimeSource, socket?: BySocket): Visit {
  const start = clock.now();
  const mark = request.url.indexOf('?');
  const path = mark < 0 ? request.url : request.url.slice(0, mark);
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = state.catalogue.routes.get(`${method} ${path}`);
  // A known path is the description's own text, which is there anyway.
  const seen = socket
    ? state.journal.open('WS', socket.path, start, 0)
    : route
      ? state.journal.open(request.method, route.operation.path, start, 0)
      : state.journal.open(request.method, path, start, request.url.length);
  seen.operation = socket?.channel ?? route?.operation.key;
  seen.effect = route?.operation.effect;
  const key = request.headers['access-key'];
  if (key !== undefined && state.keys.has(key)) seen.key = key;
  return {
    request,
    state,
    clock,
    start,
    ip: addressOf(request),
    query: mark < 0 ? '' : request.url.slice(mark + 1),
    route,
    socket,
    seen,
    // Limits that are off leave what the first request would.
    left: undefined,
    delay: 0,
    lag: 0,
    fault: undefined,
    asked: undefined,
    rule: '',
  };
}
