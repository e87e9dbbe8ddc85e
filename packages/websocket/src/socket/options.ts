import type { Clock, Credentials, System } from '@bitget-spec/auth';
import type { OpenWebSocket } from '../connection/platform.js';
import type { SocketHooks } from './hooks.js';

/** How a socket reaches the exchange, and as whom. Hooks are called as things happen. */
export interface SocketOptions extends SocketHooks {
  /** Needed for private streams and orders only. An RSA key is given as PEM in `secretKey`. */
  credentials?: Credentials | undefined;
  /** Demo trading; private streams need a demo key. @default false */
  demo?: boolean | undefined;
  /** Where the sockets are; `http` and `https` do as well. @default 'wss://ws.bitget.com', for demo trading 'wss://wspap.bitget.com' */
  baseUrl?: string | undefined;
  /**
   * The REST client of the same API and account. By it missed orders, fills and positions are read before a private stream says
   * that it is live again, and orders whose reply was lost are looked up.
   */
  client?: object | undefined;
  /** A clock that you keep yourself, by which logins are signed. @default that of `client`, else the machine's */
  clock?: Clock | undefined;
  /** Time and chance, for tests and simulations: nothing here asks the platform for them. @default the platform's */
  system?: System | undefined;
  /** Opens a connection. @default the platform's WebSocket; in Node without one, or with an `agent`, the package `ws` */
  webSocket?: OpenWebSocket | undefined;
  /** An agent of Node's http module for connections, such as a proxy's; loads `ws`. */
  agent?: object | undefined;
  /** What the exchange allows; change it where it allows you more, or others use the same address. */
  limits?: Partial<SocketLimits> | undefined;
  /** How long things may take. */
  timing?: Partial<SocketTiming> | undefined;
}

/** What is kept by construction. */
export interface SocketLimits {
  /** Messages a second on one connection, pings included; a fifth is left unused, and one is kept for a ping: at least 2. @default 10 */
  messagesPerSecond: number;
  /** Connections opened in five minutes, by all sockets of this process to the host. @default 300 */
  connectionsPer5Minutes: number;
  /** Connections open at a time, by all sockets of this process to the host. @default 100 */
  openConnections: number;
  /** Subscriptions an hour on one connection, their ends included; past that, another connection takes over. @default 240 */
  subscriptionsPerHour: number;
  /** Streams on one connection; the exchange takes 1,000 and advises fewer than 50. @default 49 */
  streamsPerConnection: number;
  /** @default 4_096 */
  bytesPerMessage: number;
  /** Streams named in one message: v3 was seen to close a connection for 25 `books` in one, not for 20. @default 20 */
  streamsPerMessage: number;
  /**
   * Whether orders count in the limits of the operation of REST that does the same. Those are kept by the `limits` of `client`.
   * v2 says that they do; of v3 no source says.
   * @default true
   */
  ordersCountAsRest: boolean;
}

export const LIMITS: SocketLimits = {
  messagesPerSecond: 10,
  connectionsPer5Minutes: 300,
  openConnections: 100,
  subscriptionsPerHour: 240,
  streamsPerConnection: 49,
  bytesPerMessage: 4_096,
  streamsPerMessage: 20,
  ordersCountAsRest: true,
};

/** Milliseconds. */
export interface SocketTiming {
  /** For a connection to open, and for a login to be replied to. @default 10_000 */
  connectMs: number;
  /** From one ping to the next; the exchange ends a connection that sent none for two minutes. @default 25_000 */
  pingMs: number;
  /** Without a reply to a ping, or anything else, the other side is dead. @default 10_000 */
  pongMs: number;
  /** For a subscription to be acknowledged; then it is sent again. @default 10_000 */
  ackMs: number;
  /** The first wait before another connection is at most this, each further one at most twice the one before. @default 500 */
  backoffMs: number;
  /** No wait is longer. @default 30_000 */
  maxBackoffMs: number;
  /** A connection that lasted as long was a good one: the next wait is a first one again. @default 10_000 */
  stableMs: number;
  /** Age at which a connection is replaced, before the exchange ends it after a day; a twentieth of it is left to chance. @default 82_800_000 (23 hours) */
  lifetimeMs: number;
  /** How long two connections run side by side when one replaces the other. @default 2_000 */
  overlapMs: number;
  /** How long a connection without streams stays open. @default 5_000 */
  lingerMs: number;
}

export const TIMING: SocketTiming = {
  connectMs: 10_000,
  pingMs: 25_000,
  pongMs: 10_000,
  ackMs: 10_000,
  backoffMs: 500,
  maxBackoffMs: 30_000,
  stableMs: 10_000,
  lifetimeMs: 82_800_000,
  overlapMs: 2_000,
  lingerMs: 5_000,
};
