import { platformSystem } from '@bitget-spec/auth/system';
import { type CallTree, place, runtimeOf } from '@bitget-spec/client/socket';
import type { SocketTable, StreamLine } from '@bitget-spec/contract';
import { apiOf, callPath, keyOf } from '@bitget-spec/contract/names';
import { parseStream, requestLines, streamLines } from '@bitget-spec/contract/sockets/read';
import { openWebSocket } from '#socket';
import type { Endpoint } from '../connection/endpoint.js';
import type { Session } from '../login/session.js';
import type { OrderOptions } from '../orders/options.js';
import type { OrderDesk } from '../orders/orders.js';
import { createStream } from '../streams/create-stream.js';
import type { Arg } from '../streams/events.js';
import type { Stream, StreamOptions } from '../streams/stream.js';
import { closedError, SocketError } from './errors.js';
import { checkOptions } from './known-options.js';
import { LIMITS, type SocketOptions, TIMING } from './options.js';
import type { Runtime } from './runtime.js';
import { createCounters, type SocketStatus } from './status.js';

/** What every socket has beside its streams and orders. */
export interface SocketBase {
  status(): SocketStatus;
  /** Replaces every connection by a new one, without a gap. */
  rollover(): void;
  /** Ends every stream, every order under way and every connection, within the tick. */
  close(): void;
}

type Access = 'public' | 'private';
type Follow = (arg?: Arg | readonly Arg[], options?: StreamOptions) => Stream;
type Order = (request: Arg, options?: OrderOptions) => Promise<unknown>;

/**
 * Makes a socket from the table of an API. `Socket` is the generated interface that describes what comes out.
 * @throws TypeError for an option that there is not, a `baseUrl` that is none, and a `client` that is none
 */
export function connectSocket<Socket>(table: SocketTable, options: SocketOptions = {}): Socket {
  checkOptions(options);
  const { system = platformSystem, demo = false, credentials, client } = options;
  const { href } = new URL(options.baseUrl ?? `wss://${demo ? 'wspap' : 'ws'}.bitget.com`);
  const base = href.replace(/^http/, 'ws').replace(/\/+$/, '');
  const open = options.webSocket ?? openWebSocket;
  const rest = client && runtimeOf(client);
  if (client && !rest)
    throw new TypeError('[@bitget-spec/websocket] `client` is none, createSocket: give what `createClient` returned.');
  const streams = new Set<Stream>();
  const endpoints = new Map<Access, Endpoint>();
  let engine: Promise<typeof import('../connection/endpoint.js')> | undefined;
  let closed = false;
  let session: Promise<Session> | undefined;
  let loading: Promise<OrderDesk> | undefined;
  let desk: OrderDesk | undefined;
  let redact: ((text: string) => string) | undefined;

  /** Signing loads with the first private stream. */
  const sessionOf = async (): Promise<Session> => {
    session ??= import('../login/session.js').then(({ createSession }) => createSession(options, runtime, rest));
    session.catch(() => {
      session = undefined;
    });
    if (rest && !runtime.resync) {
      const [{ createResync }, { routes }] = await Promise.all([import('../resync/create-resync.js'), table.routes()]);
      const made = await createResync(runtime, rest, routes);
      runtime.resync ??= made;
    }
    const made = await session;
    redact = made.redact;
    return made;
  };

  const runtime: Runtime = {
    system,
    tick: () => options.clock?.monotonic?.() ?? system.monotonic(),
    open: (url) => open(url, options.agent),
    limits: { ...LIMITS, ...options.limits },
    timing: { ...TIMING, ...options.timing },
    hooks: options,
    counters: createCounters(),
    redact: (text) => redact?.(text) ?? text,
    logins: { taken: false, refused: 0 },
    login: async () => (await sessionOf()).login(),
    syncClock: async () => (await sessionOf()).syncClock(),
  };

  /** What connects loads with the first stream or order. */
  const endpointOf = async (access: Access): Promise<Endpoint> => {
    engine ??= import('../connection/endpoint.js');
    const { createEndpoint } = await engine.catch(() => {
      engine = undefined;
      throw notLoaded();
    });
    if (closed) throw closedError();
    const endpoint =
      endpoints.get(access) ??
      createEndpoint(runtime, `${base}${table.base}${access}`, access, (frame) => desk?.onReply(frame));
    endpoints.set(access, endpoint);
    return endpoint;
  };

  const check = (channel: string, login: boolean) => {
    if (closed) throw closedError();
    if (login && !credentials)
      throw new SocketError('no credentials', 'give `credentials`', { code: 'no-credentials', channel });
  };

  const follow = (channel: StreamLine, given: Arg | readonly Arg[] = {}, streamOptions: StreamOptions = {}): Stream => {
    check(channel.id, channel.private);
    const args = [given].flat().map((arg) => completed(channel, arg as Arg));
    const endpoint = endpointOf(channel.private ? 'private' : 'public');
    const stream = createStream(runtime, endpoint, channel, args, streamOptions, (ended) => streams.delete(ended));
    if (!streamOptions.signal?.aborted) streams.add(stream);
    return stream;
  };

  /** What orders need loads before the first is sent, not when its reply is lost: then the network may be gone for this, too. */
  const loadDesk = async (): Promise<OrderDesk> => {
    const [{ createOrders }, { routes }, endpoint] = await Promise.all([
      import('../orders/orders.js'),
      table.routes(),
      endpointOf('private'),
    ]);
    desk ??= createOrders(runtime, endpoint.request, rest, routes);
    return desk;
  };

  const order = async (channel: string, line: string, request: Arg, orderOptions: OrderOptions = {}) => {
    check(channel, true);
    loading ??= loadDesk();
    const made = await loading.catch((error) => {
      loading = undefined;
      throw error instanceof SocketError ? error : notLoaded();
    });
    check(channel, true); // it may have been closed meanwhile
    return made.call(line, request, orderOptions);
  };

  const members: SocketBase = {
    status: () => ({
      connections: [...endpoints.values()].flatMap((endpoint) => endpoint.status()),
      streams: [...streams].map((stream) => stream.status()),
      counters: { ...runtime.counters },
    }),
    rollover() {
      for (const endpoint of endpoints.values()) endpoint.rollover();
    },
    close() {
      closed = true;
      desk?.close();
      for (const stream of streams) stream.close();
      for (const endpoint of endpoints.values()) endpoint.close();
    },
  };

  const calls: CallTree<Follow | Order> = {};
  for (const line of streamLines(table)) {
    const [id = ''] = line.split(' ', 1);
    let channel: StreamLine | undefined; // most programs use few of them
    const call: Follow = (arg, given) => {
      channel ??= parseStream(line);
      return follow(channel, arg, given);
    };
    place(calls, callPath(id.replaceAll('.', '/')), call);
  }
  for (const line of requestLines(table)) {
    const [, below = ''] = line.split(' ', 2);
    const name = callPath(below);
    const channel = keyOf(apiOf(table.api), name);
    rest?.adopt(table.api, line);
    const call: Order = (request, given) => order(channel, line, request, given);
    place(calls, name, call);
  }
  // The one place where the generated types are taken at their word: both come from the same description.
  return { ...calls, ...members } as Socket;
}

const notLoaded = () =>
  new SocketError('a part of the client could not be loaded', 'call again; nothing was sent', { code: 'not-sent' });

/** What the user gave and what goes without saying. @throws SocketError for a part that is missing */
function completed({ id, parts }: StreamLine, given: Arg): Arg {
  const arg: Record<string, unknown> = {};
  for (const { name, value, optional } of parts) {
    const part = given[name] ?? value;
    if (part !== undefined) arg[name] = part;
    else if (!optional) throw new SocketError(`no \`${name}\``, `give \`${name}\``, { code: 'usage', channel: id });
  }
  return arg;
}
