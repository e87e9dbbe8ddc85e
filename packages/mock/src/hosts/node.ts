import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isControl } from '../control/http.js';
import { failure } from '../core/envelope.js';
import { type Refusal, refuse } from '../core/errors.js';
import type { BitgetOperations } from '../overrides.js';
import type { MockReply, MockRequest } from '../types.js';
import { createMockExchange as createExchange, type MockExchange, type MockOptions } from './exchange.js';
import { addressOf, headersOf } from './node-address.js';
import { readBody } from './node-body.js';
import { sendReply } from './node-reply.js';
import type { NodeSockets } from './node-sockets.js';
import { allowedOrigins, corsHeaders, isLoopback, METHODS, type OriginRule } from './origin.js';

export interface ListenOptions {
  /** @default 4010; 0 takes any free port */
  port?: number;
  /** Address to listen on. Others than loopback let the network in. @default '127.0.0.1' */
  host?: string;
  /**
   * Origins of web pages that may talk to the mock beside those of this machine, such as the dev server's as a phone
   * sees it: `http://192.168.0.5:5173`. @default none
   */
  allowOrigins?: readonly string[];
}

/** An exchange that listens. */
export interface Listening {
  /** `http://127.0.0.1:4010` */
  url: string;
  port: number;
  /** Stops listening and cuts what is open. */
  close(): Promise<void>;
}

/** {@link createExchange} with a `listen` method. */
export function createMockExchange<Operations = BitgetOperations>(options: MockOptions<NoInfer<Operations>> = {}) {
  const exchange = createExchange(options);
  return { ...exchange, listen: (where?: ListenOptions) => listen(exchange, where) };
}

/**
 * Serves an exchange over HTTP.
 *
 * @throws Error with a message that says what to do if the port is taken, forbidden or no port, or an origin is none
 */
export async function listen(
  exchange: MockExchange,
  { port = 4010, host = '127.0.0.1', allowOrigins }: ListenOptions = {},
): Promise<Listening> {
  const isAllowed = allowedOrigins(allowOrigins);
  // With the first server, so that who needs none does not load the sockets.
  const { NodeSockets } = await import('./node-sockets.js');
  // Timeouts: a client that is slow to send holds nobody up, an idle connection stays for the next request.
  const timeouts = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 60_000 };
  const server = createServer({ ...timeouts, connectionsCheckingInterval: 1_000 }, (request, response) =>
    receive(exchange, isAllowed, request, response),
  );
  const sockets = new NodeSockets(exchange, server, isAllowed);
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
    try {
      server.listen(port, host, () => resolve(describe(server, exchange, sockets)));
    } catch (error) {
      reject(explain(error instanceof Error ? error : new Error(String(error)), port, host));
    }
  });
}

function receive(
  exchange: MockExchange,
  isAllowed: OriginRule,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { origin } = request.headers;
  const allowed = isAllowed(origin);
  const cors = corsHeaders(allowed ? origin : undefined, request.headers['access-control-request-headers']);
  const send = (reply: MockReply) => sendReply(exchange.system, reply, cors, request, response);
  const turnDown = (refusal: Refusal) => {
    const now = exchange.clock.now();
    send(failure(refusal, now, now));
  };
  const fail = (error: unknown) => {
    console.error('[mock] an override failed:', error);
    turnDown(refuse('40015'));
  };
  const serve = (body: string) => {
    try {
      const reply = exchange.respond(plain(request, body));
      if (reply instanceof Promise) reply.then(send).catch(fail);
      else send(reply);
    } catch (error) {
      fail(error);
    }
  };
  if (!allowed) turnDown(notHere('The mock responds to web pages of this machine and of allowed origins only'));
  else if (isControl(pathOf(request)) && !isLocal(request)) turnDown(notHere('Only this machine may control the mock'));
  else if (request.method === 'OPTIONS') send({ status: 204, headers: { allow: METHODS }, body: '' });
  else readBody(request, serve, turnDown);
}

function notHere(message: string): Refusal {
  return refuse('40018', { message, status: 403 });
}

/** Whether a request comes from this machine and was meant for it, not for a name that was made to point here. */
function isLocal({ socket, headers: { host = '' } }: IncomingMessage): boolean {
  return isLoopback(addressOf(socket.remoteAddress)) && isLoopback(host.replace(/:\d*$/, ''));
}

// A proxy's request line names the host as well.
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.startsWith('/') ? url : url.replace(/^https?:\/\/[^/]*/i, '');
}

function plain(request: IncomingMessage, body: string): MockRequest {
  const { method = 'GET', socket } = request;
  return { method, url: pathOf(request), headers: headersOf(request), body, ip: addressOf(socket.remoteAddress) };
}

function describe(server: Server, { state }: MockExchange, sockets: NodeSockets): Listening {
  const { address, family, port } = boundTo(server);
  const close = () =>
    new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
      server.closeAllConnections();
      sockets.close();
      state.faults.timers.letGo();
    });
  return { url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`, port, close };
}

function boundTo(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('[mock] the server has no address');
  return address;
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const reasons: Record<string, string> = {
    EADDRINUSE: `port ${port} on ${host} is in use: choose another (0 takes any free one)`,
    EACCES: `port ${port} is not open to this user: choose one above 1023`,
    EADDRNOTAVAIL: `this machine has no address ${host}: use 127.0.0.1`,
    ENOTFOUND: `the host ${host} is unknown: use 127.0.0.1`,
    ERR_SOCKET_BAD_PORT: `${port} is no port: choose one from 0 to 65535`,
  };
  return new Error(`[mock] ${reasons[error.code ?? ''] ?? error.message}`, { cause: error });
}
