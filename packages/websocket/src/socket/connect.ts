import { platformSystem } from '@bitget-spec/auth';
import { type CallTree, place } from '@bitget-spec/client/socket';
import type { SocketTable, StreamLine } from '@bitget-spec/contract';
import { callPath } from '@bitget-spec/contract/names';
import { parseStream, streamLines } from '@bitget-spec/contract/streams/read';
import { openWebSocket } from '#socket';
import { createEndpoint, type Endpoint } from '../connection/endpoint.js';
import type { Session } from '../login/session.js';
import type { Arg } from '../streams/events.js';
import { createStream, type Stream, type StreamOptions } from '../streams/stream.js';
import { closedError, SocketError } from './errors.js';
import { LIMITS, type SocketOptions, TIMING } from './options.js';
import type { Runtime } from './runtime.js';
import { createCounters, type SocketStatus } from './status.js';

/** What every socket has beside its streams. */
export interface SocketBase {
  status(): SocketStatus;
  /** Replaces every connection by a new one, without a gap. */
  rollover(): void;
  /** Ends every stream and every connection, within the tick. */
  close(): void;
}

type Access = 'public' | 'private';
type Call = (arg?: Arg | readonly Arg[], options?: StreamOptions) => Stream;

/**
 * Makes a socket from the table of an API. `Socket` is the generated interface that describes what comes out.
 * @throws TypeError for a `baseUrl` that is none
 */
export function connectSocket<Socket>(table: SocketTable, options: SocketOptions = {}): Socket {
  const { system = platformSystem, demo = false, credentials } = options;
  const base = (options.baseUrl ?? `wss://${demo ? 'wspap' : 'ws'}.bitget.com`)
    .replace(/^http/, 'ws')
    .replace(/\/+$/, '');
  const open = options.webSocket ?? openWebSocket;
  const streams = new Set<Stream>();
  const endpoints = new Map<Access, Endpoint>();
  let closed = false;
  let session: Promise<Session> | undefined;
  let redact: ((text: string) => string) | undefined;

  /** Signing loads with the first private stream. */
  const sessionOf = async (): Promise<Session> => {
    session ??= import('../login/session.js').then(({ createSession }) => createSession(options, runtime));
    session.catch(() => {
      session = undefined;
    });
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
    login: async () => (await sessionOf()).login(),
    syncClock: async () => (await sessionOf()).syncClock(),
  };

  const endpointOf = (access: Access): Endpoint => {
    const endpoint = endpoints.get(access) ?? createEndpoint(runtime, `${base}${table.base}${access}`, access);
    endpoints.set(access, endpoint);
    return endpoint;
  };

  const follow = (channel: StreamLine, given: Arg | readonly Arg[] = {}, streamOptions: StreamOptions = {}): Stream => {
    if (closed) throw closedError();
    if (channel.private && !credentials)
      throw new SocketError('a private stream without credentials', 'give `credentials`', {
        code: 'no-credentials',
        channel: channel.id,
      });
    const args = [given].flat().map((arg) => completed(channel, arg as Arg));
    const endpoint = endpointOf(channel.private ? 'private' : 'public');
    const stream = createStream(runtime, endpoint, channel, args, streamOptions, (ended) => streams.delete(ended));
    streams.add(stream);
    return stream;
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
      for (const stream of streams) stream.close();
      for (const endpoint of endpoints.values()) endpoint.close();
    },
  };

  const calls: CallTree<Call> = {};
  for (const line of streamLines(table)) {
    const [id = ''] = line.split(' ', 1);
    let channel: StreamLine | undefined; // most programs use few of them
    const call: Call = (arg, given) => {
      channel ??= parseStream(line);
      return follow(channel, arg, given);
    };
    place(calls, callPath(id.replaceAll('.', '/')), call);
  }
  // The one place where the generated types are taken at their word: both come from the same description.
  return { ...calls, ...members } as Socket;
}

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
