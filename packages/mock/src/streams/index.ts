/** The door of the streams: what hosts need to serve them. */
import type { System } from '@bitget-spec/auth';
import type { MockState } from '../core/state.js';
import type { TimeSource } from '../types.js';
import { SOCKET_APIS } from './api.js';
import { Books } from './books.js';
import { Connection } from './connection.js';
import type { Peer } from './delivery.js';
import { Hub } from './hub.js';
import type { Parts } from './parts.js';

export type { Connection } from './connection.js';

/** How a connection is asked for. */
export interface SocketRequest {
  /** Path, or the whole address; what follows `?` does not matter. */
  url: string;
  /** Header names in lower case. */
  headers?: Readonly<Record<string, string | undefined>>;
  /** @default '127.0.0.1' */
  ip?: string;
}

/** Serves the sockets of an exchange. */
class SocketServer {
  private readonly parts: Parts;

  /** @throws TypeError if the exchange has no engine */
  constructor(state: MockState, clock: TimeSource, system: System) {
    const engine = state.engine?.engine;
    if (!engine) throw new TypeError('[mock] this exchange keeps no market, so it has no sockets');
    const exchange = { engine, clock, books: new Books(state.bookLevels) };
    this.parts = { state, clock, system, exchange, hub: new Hub(exchange, system) };
    const own = ['session.subscribe', 'session.unsubscribe'];
    state.sockets.channels = new Set(
      [...SOCKET_APIS.values()].flatMap(({ name, channels }) => [
        ...channels.map(({ key }) => key),
        ...own.map((id) => `${name}:${id}`),
      ]),
    );
  }

  /** HTTP status that turns a connection down; `undefined` where it is taken. */
  refusal(request: SocketRequest): number | undefined {
    const api = apiOf(request);
    const { state, system } = this.parts;
    if (!api || !state.catalogue.bases.includes(`/api/${api.name}/`)) return 404;
    const ip = addressOf(request);
    return state.limits.connect(ip, () => state.sockets.count(ip), system.monotonic()) ? undefined : 429;
  }

  /** Takes a connection. @throws TypeError if {@link refusal} turns it down */
  accept(request: SocketRequest, peer: Peer): Connection {
    const api = apiOf(request);
    if (!api) throw new TypeError(`[mock] no socket at ${request.url}: there are ${SOCKET_PATHS.join(', ')}`);
    const { headers = {} } = request;
    const demo = headers.paptrading === '1' || /^(wss?:\/\/)?wspap\./.test(headers.host ?? request.url);
    return new Connection(this.parts, api, pathOf(request), { ip: addressOf(request), demo }, peer);
  }
}

const servers = new WeakMap<MockState, SocketServer>();

/** The one server of an exchange, whatever it is hosted by. @throws TypeError if the exchange has no engine */
export function socketServerOf({ state, clock, system }: Hosted): SocketServer {
  let server = servers.get(state);
  if (!server) {
    server = new SocketServer(state, clock, system);
    servers.set(state, server);
  }
  return server;
}

/** What of an exchange its sockets are served from. */
export interface Hosted {
  readonly state: MockState;
  readonly clock: TimeSource;
  readonly system: System;
}

/** Where the sockets are. */
export const SOCKET_PATHS: readonly string[] = [...SOCKET_APIS.keys()].flatMap((api) => [
  `/${api}/ws/public`,
  `/${api}/ws/private`,
]);

function addressOf({ headers, ip }: SocketRequest): string {
  return headers?.['x-mock-ip'] ?? ip ?? '127.0.0.1';
}

function pathOf({ url }: SocketRequest): string {
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
}

function apiOf(request: SocketRequest) {
  const path = pathOf(request);
  return SOCKET_PATHS.includes(path) ? SOCKET_APIS.get(path.slice(1, 3)) : undefined;
}
