/** What names a stream on the wire. */
export type Arg = Readonly<Record<string, unknown>>;

/** A push as it came. It is shared by all that follow the stream: don't change it. */
export interface Push {
  readonly action?: string;
  readonly arg: Arg;
  readonly data: unknown;
  readonly ts?: number | string;
}

/**
 * Why a stream is live. `subscribed`: for the first time. `reconnected`: its connection was lost and made anew.
 * `resubscribed`: it was asked for again, after a gap in a book for instance. `rollover`: another connection took over, as planned.
 */
export type LiveReason = 'subscribed' | 'reconnected' | 'resubscribed' | 'rollover';

/** What a stream has to say, in its order. */
export type StreamEvent<P = Push> =
  | { readonly type: 'push'; readonly push: P }
  /** Pushes come from now on. `continuous`: none is missing since it was live before. */
  | { readonly type: 'live'; readonly continuous: boolean; readonly reason: LiveReason; readonly arg: Arg }
  /** The connection is gone; another is made. */
  | { readonly type: 'lost'; readonly arg: Arg }
  /** Nothing has come for `idleMs`, on a connection that is well. */
  | { readonly type: 'idle'; readonly ms: number }
  /** Pushes that stood here, or what else was told, were dropped, since the consumer is slow. */
  | { readonly type: 'dropped'; readonly count: number };
