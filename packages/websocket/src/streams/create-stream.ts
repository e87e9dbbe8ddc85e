import type { StreamLine } from '@bitget-spec/contract';
import type { Endpoint, Following } from '../connection/endpoint.js';
import { closedError, SocketError } from '../socket/errors.js';
import { notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { Arg, LiveReason, Push, StreamEvent } from './events.js';
import { watchIdle } from './idle.js';
import { createQueue, itemsOf } from './queue.js';
import { createReading } from './reading.js';
import type { Stream, StreamOptions } from './stream.js';

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
  const reading = createReading(queue, () => end());
  const waiters = new Set<{ resolve: () => void; reject: (error: unknown) => void }>();
  const calls = onItem || onPush;
  let followings: Following[] = [];
  let ended = false;
  let live = false;
  let pushedAt: number | undefined;
  const startedAt = tick();

  const watch = (state: 'live' | 'lost' | 'idle' | 'dropped' | 'ended', more?: object) =>
    notify(hooks.onStream, { stream, channel: channel.id, state, ...more });

  const failed = (thrown: unknown) => notify(onError, thrown);

  const tell = (event: Exclude<StreamEvent, { type: 'push' }>) => {
    if (ended) return;
    notify(onEvent, event, failed);
    if (!calls) enqueue(event);
  };

  const enqueue = (event: StreamEvent) => {
    const { dropped } = queue;
    if (!queue.put(event)) return end(overflow());
    if (queue.dropped > dropped) {
      counters.dropped++;
      watch('dropped', { count: 1 });
    }
    reading.wake();
  };

  const put = (push: Push) => {
    if (ended) return;
    pushedAt = tick();
    if (calls) {
      notify(onPush, push, failed);
      if (onItem) for (const item of itemsOf(push.data)) notify((one) => onItem(one, push), item, failed);
      return;
    }
    enqueue({ type: 'push', push });
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
    if (thrown === undefined) queue.clear();
    reading.end(thrown);
    signal?.removeEventListener('abort', abort);
    stopIdle();
    for (const following of followings) following.leave();
    watch('ended', { error: thrown });
    if (thrown !== undefined) failed(thrown);
    notify(onEnd, thrown, failed);
    settle(({ reject }) => reject(thrown ?? closedError()));
    onEnded(stream);
  };

  const abort = () => end();

  const stopIdle = idleMs
    ? watchIdle(system, idleMs, () => {
        const quiet = tick() - (pushedAt ?? startedAt);
        if (quiet >= idleMs && isLive()) {
          tell({ type: 'idle', ms: quiet });
          watch('idle');
        }
        return quiet;
      })
    : () => {};

  const stream: Stream = {
    events: () => reading.iterate((event) => [event]),
    pushes: () => reading.iterate((event) => (event.type === 'push' ? [event.push] : [])),
    [Symbol.asyncIterator]: () => reading.iterate((event) => (event.type === 'push' ? itemsOf(event.push.data) : [])),
    ready: () =>
      new Promise((resolve, reject) => {
        if (ended) reject(reading.error ?? closedError());
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
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort);
  return stream;
}
