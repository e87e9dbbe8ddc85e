import type { StreamLine } from '@bitget-spec/contract';
import type { Endpoint, Following } from '../connection/endpoint.js';
import { closedError, SocketError } from '../socket/errors.js';
import { notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { StreamStatus } from '../socket/status.js';
import type { Arg, LiveReason, Push, StreamEvent } from './events.js';
import { createQueue, type DropPolicy, itemsOf } from './queue.js';

/** How one stream is read. */
export interface StreamOptions<Item = unknown, P = Push> {
  /** Ends the stream, within the tick. */
  signal?: AbortSignal | undefined;
  /** Called with each entry of each push, instead of a loop. What it throws goes to `onError` and ends nothing. */
  onItem?: ((item: Item, push: P) => unknown) | undefined;
  /** Called with each push, instead of a loop. */
  onPush?: ((push: P) => unknown) | undefined;
  /** Called with whatever else happens to the stream, as it happens: that it is live (`continuous` or not), lost, idle. */
  onEvent?: ((event: Exclude<StreamEvent<P>, { type: 'push' }>) => unknown) | undefined;
  /** Called with what ends the stream, and with what a callback of yours throws. */
  onError?: ((error: unknown) => unknown) | undefined;
  /** Called once it has ended, whatever ended it: with the error, or without one where it was closed. */
  onEnd?: ((error?: unknown) => unknown) | undefined;
  /** Pushes that may wait to be read. @default 1_000 */
  maxQueue?: number | undefined;
  /** What becomes of pushes beyond that. @default 'oldest', of private streams 'close' */
  drop?: DropPolicy | undefined;
  /** Says `idle` when nothing came for so long, milliseconds; no sign of a dead connection. @default never */
  idleMs?: number | undefined;
  /**
   * Makes a push of the text of a frame, faster than JSON.parse; where it can't it gives undefined, or throws, and JSON.parse
   * does it. It must make what JSON.parse would.
   */
  parse?: ((text: string) => P | undefined) | undefined;
}

/**
 * Entries of pushes, in order. Leaving the loop ends the stream; several loops over one stream share what comes.
 * It begins when it is made: what comes before it is read waits.
 */
export interface Stream<Item = unknown, P = Push> extends AsyncIterable<Item> {
  /** Pushes as they came. */
  pushes(): AsyncIterableIterator<P>;
  /** Pushes and all else that happens to the stream, in order. */
  events(): AsyncIterableIterator<StreamEvent<P>>;
  /** Kept once the stream is live; rejected with what ends it before. */
  ready(): Promise<void>;
  /** Asks for the stream anew, so that it begins again with what it begins with. */
  resubscribe(): void;
  status(): StreamStatus;
  /** Ends it, within the tick. */
  close(): void;
}

/** Makes a stream of what the arguments name, and follows it. */
export function createStream(
  runtime: Runtime,
  endpoint: Promise<Endpoint>,
  channel: StreamLine,
  args: readonly Arg[],
  options: StreamOptions,
  onEnded: (stream: Stream) => void,
): Stream {
  const { system, tick, hooks, counters } = runtime;
  const { signal, onItem, onPush, onEvent, onError, onEnd, maxQueue = 1_000, idleMs, parse } = options;
  const queue = createQueue(maxQueue, options.drop ?? (channel.private ? 'close' : 'oldest'));
  const readers = new Set<() => void>();
  const waiters = new Set<{ resolve: () => void; reject: (error: unknown) => void }>();
  const calls = onItem || onPush;
  let followings: Following[] = [];
  let error: unknown;
  let ended = false;
  let live = false;
  let pushedAt: number | undefined;
  let idle: unknown;

  const watch = (state: 'live' | 'lost' | 'idle' | 'dropped' | 'ended', more?: object) =>
    notify(hooks.onStream, { stream, channel: channel.id, state, ...more });

  const failed = (thrown: unknown) => notify(onError, thrown);

  const wake = () => {
    for (const reader of readers) reader();
    readers.clear();
  };

  const tell = (event: Exclude<StreamEvent, { type: 'push' }>) => {
    if (ended) return;
    notify(onEvent, event, failed);
    if (calls) return;
    queue.put(event);
    wake();
  };

  const put = (push: Push) => {
    if (ended) return;
    pushedAt = tick();
    if (calls) {
      notify(onPush, push, failed);
      if (onItem) for (const item of itemsOf(push.data)) notify((one) => onItem(one, push), item, failed);
      return;
    }
    const { dropped } = queue;
    if (!queue.put({ type: 'push', push })) return end(overflow());
    if (queue.dropped > dropped) {
      counters.dropped++;
      watch('dropped', { count: 1 });
    }
    wake();
  };

  const overflow = () =>
    new SocketError(`${maxQueue} pushes wait to be read`, 'read faster, or set `maxQueue` or `drop`', {
      code: 'overflow',
      channel: channel.id,
    });

  const isLive = () => followings.length > 0 && followings.every(({ state }) => state === 'live');

  const follower = {
    parse: parse as ((text: string) => Push | undefined) | undefined,
    onPush: put,
    onLive({ arg }: { arg: Arg }, continuous: boolean, reason: LiveReason) {
      if (!continuous) counters.gaps++;
      tell({ type: 'live', continuous, reason, arg });
      watch('live', { continuous });
      live ||= isLive();
      if (live) settle(({ resolve }) => resolve());
    },
    onLost({ arg }: { arg: Arg }) {
      tell({ type: 'lost', arg });
      watch('lost');
    },
    onError: (thrown: unknown) => end(thrown),
  };

  const settle = (how: (waiter: { resolve: () => void; reject: (error: unknown) => void }) => void) => {
    for (const waiter of waiters) how(waiter);
    waiters.clear();
  };

  /** What waits is still read where an error ended the stream, and then the error is thrown. */
  const end = (thrown?: unknown) => {
    if (ended) return;
    ended = true;
    error = thrown;
    if (thrown === undefined) queue.clear();
    signal?.removeEventListener('abort', abort);
    system.clearTimeout(idle);
    for (const following of followings) following.leave();
    watch('ended', { error: thrown });
    if (thrown !== undefined) failed(thrown);
    notify(onEnd, thrown, failed);
    settle(({ reject }) => reject(thrown ?? closedError()));
    wake();
    onEnded(stream);
  };

  const abort = () => end();

  const watchIdle = (ms: number) => {
    idle = system.setTimeout(() => {
      const quiet = tick() - (pushedAt ?? startedAt);
      if (quiet >= (idleMs ?? 0) && isLive()) {
        tell({ type: 'idle', ms: quiet });
        watch('idle');
      }
      if (ended) return;
      watchIdle(Math.max(1, quiet >= (idleMs ?? 0) ? (idleMs ?? 0) : (idleMs ?? 0) - quiet));
    }, ms);
  };
  const startedAt = tick();

  const read = async (): Promise<IteratorResult<StreamEvent, undefined>> => {
    for (;;) {
      const event = queue.take();
      if (event) return { value: event, done: false };
      if (ended) {
        const thrown = error;
        error = undefined;
        if (thrown !== undefined) throw thrown;
        return { value: undefined, done: true };
      }
      await new Promise<void>((resolve) => readers.add(resolve));
    }
  };

  const iterate = <T>(pick: (event: StreamEvent) => readonly T[]): AsyncIterableIterator<T> => {
    let picked: readonly T[] = [];
    let at = 0;
    const iterator: AsyncIterableIterator<T> = {
      async next() {
        while (at >= picked.length) {
          const { value, done } = await read();
          if (done || !value) return { value: undefined, done: true };
          picked = pick(value);
          at = 0;
        }
        return { value: picked[at++] as T, done: false };
      },
      async return() {
        end();
        return { value: undefined, done: true };
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  };

  const stream: Stream = {
    events: () => iterate((event) => [event]),
    pushes: () => iterate((event) => (event.type === 'push' ? [event.push] : [])),
    [Symbol.asyncIterator]: () => iterate((event) => (event.type === 'push' ? itemsOf(event.push.data) : [])),
    ready: () =>
      new Promise((resolve, reject) => {
        if (ended) reject(error ?? closedError());
        else if (live) resolve();
        else waiters.add({ resolve, reject });
      }),
    resubscribe() {
      for (const following of followings) following.restart();
    },
    status: () => ({
      channel: channel.id,
      args: followings.length
        ? followings.map(({ arg, state }) => ({ arg, state }))
        : args.map((arg) => ({ arg, state: ended ? 'ended' : 'wanted' })),
      queued: queue.pushes,
      dropped: queue.dropped,
      quietMs: pushedAt === undefined ? undefined : tick() - pushedAt,
    }),
    close: abort,
  };

  endpoint.then(({ follow }) => {
    if (!ended) followings = args.map((arg) => follow(channel, arg, follower));
  }, end);
  if (idleMs) watchIdle(idleMs);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort);
  return stream;
}
