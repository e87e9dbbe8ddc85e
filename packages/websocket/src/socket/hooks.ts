import type { SocketError } from './errors.js';

/** A connection that opens or ends. `connection` is the same object from its beginning to its end: a span for it, say. */
export interface ConnectionEvent {
  readonly connection: object;
  /** Number of the connection, rising. */
  readonly id: number;
  readonly access: 'public' | 'private';
  /** `ready`: open, and logged in where it has to be. */
  readonly state: 'opening' | 'ready' | 'ended';
  /** Why it ended. */
  readonly reason?: EndReason | undefined;
  /** Why, where the exchange or the platform said more. */
  readonly error?: unknown;
  /** Milliseconds that it lasted, once it has ended. */
  readonly durationMs?: number | undefined;
}

/**
 * `lost`: the other side or the network ended it. `silent`: nothing came, not even the reply to a ping. `timeout`: it
 * did not open, the login was not replied to, or no stream was acknowledged, in time. `login`: the login was refused. `rollover`: another took its place.
 * `unused`: nothing was subscribed any more. `closed`: the socket was closed.
 */
export type EndReason = 'lost' | 'silent' | 'timeout' | 'login' | 'rollover' | 'unused' | 'closed';

/** What happened to a stream. `stream` is the stream itself. */
export interface StreamHookEvent {
  readonly stream: object;
  /** `public.ticker` */
  readonly channel: string;
  readonly state: 'live' | 'lost' | 'idle' | 'dropped' | 'ended';
  readonly continuous?: boolean | undefined;
  /** Pushes that were dropped. */
  readonly count?: number | undefined;
  readonly error?: SocketError | undefined;
}

/** An order over a socket. `call` is the same object from its beginning to its end: a span for it, say. */
export interface OrderEvent {
  readonly call: object;
  /** `v3:private.placeOrder` */
  readonly operation: string;
  /** `sent`: given to a connection. `ended`: replied to, refused, lost or found. */
  readonly state: 'sent' | 'ended';
  readonly durationMs?: number | undefined;
  /** What the call throws. */
  readonly error?: unknown;
}

/** What the exchange says of a connection, frames that make no sense, and why REST could not say what a private stream missed. */
export interface NoticeEvent {
  readonly access: 'public' | 'private';
  /** The exchange's; of REST also a word of ours, `timeout` where it takes more than 15 s. */
  readonly code: string;
  /** In the words of the exchange, or of the error, secrets removed. */
  readonly message: string;
}

/** Called as things happen. What a hook throws is dropped: watching must not break a stream. */
export interface SocketHooks {
  onConnection?: ((event: ConnectionEvent) => void) | undefined;
  onStream?: ((event: StreamHookEvent) => void) | undefined;
  onOrder?: ((event: OrderEvent) => void) | undefined;
  onNotice?: ((event: NoticeEvent) => void) | undefined;
}

/** Calls a hook or a callback, whatever it throws. */
export function notify<Event>(
  hook: ((event: Event) => unknown) | undefined,
  event: Event,
  failed?: (thrown: unknown) => void,
) {
  if (!hook) return;
  try {
    const done = hook(event);
    if (done instanceof Promise) done.catch(failed ?? (() => {}));
  } catch (thrown) {
    failed?.(thrown);
  }
}
