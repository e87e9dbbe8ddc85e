/** What has happened since the socket was made. */
export interface Counters {
  /** Connections that were opened, and that became ready. */
  dialed: number;
  ready: number;
  /** Connections that ended though nobody here wanted it. */
  lost: number;
  /** Connections that others took the place of, as planned. */
  rollovers: number;
  /** Frames sent, pings and pongs included, and received. */
  sent: number;
  received: number;
  /** Characters received. */
  characters: number;
  /** Pushes that reached a stream. */
  pushes: number;
  /** Pushes that a slow consumer, or a choice of the latest, dropped, and events that nobody read. */
  dropped: number;
  /** Times that a stream was live again with pushes missing. */
  gaps: number;
  /** Subscriptions that were refused. */
  refused: number;
  /** Frames that make no sense, or are about nothing that is known. */
  strange: number;
}

export const createCounters = (): Counters => ({
  dialed: 0,
  ready: 0,
  lost: 0,
  rollovers: 0,
  sent: 0,
  received: 0,
  characters: 0,
  pushes: 0,
  dropped: 0,
  gaps: 0,
  refused: 0,
  strange: 0,
});

export interface ConnectionStatus {
  id: number;
  access: 'public' | 'private';
  state: 'waiting' | 'opening' | 'ready';
  /** Milliseconds since it is ready. */
  ageMs: number | undefined;
  /** Milliseconds since anything came. */
  quietMs: number | undefined;
  streams: number;
}

/** Where a stream stands: asked for, being started, started, being ended. */
export type StreamState = 'wanted' | 'subscribing' | 'live' | 'unsubscribing' | 'ended';

export interface StreamStatus {
  channel: string;
  /** One for each of its streams on the wire. */
  args: { arg: Readonly<Record<string, unknown>>; state: StreamState }[];
  /** Pushes that wait to be read. */
  queued: number;
  /** Pushes, and events, that nobody read in time. */
  dropped: number;
  /** Milliseconds since the last push. */
  quietMs: number | undefined;
}

/** A picture of a socket. Holds no secret. */
export interface SocketStatus {
  connections: ConnectionStatus[];
  streams: StreamStatus[];
  counters: Counters;
}
