import type { EndReason } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { ConnectionStatus, StreamState } from '../socket/status.js';
import { createContinuity, STRAGGLERS_MS } from '../streams/continuity.js';
import type { Push } from '../streams/events.js';
import type { Frame } from '../streams/frames.js';
import { keepText, type Parse } from '../streams/plain.js';
import { restartSoon } from '../streams/restart.js';
import { goLive, type Topic } from '../streams/topic.js';
import { type Connection, isLive } from './connection.js';
import type { DialBudget } from './dial-budget.js';
import { createDialer } from './dialer.js';
import type { Handover } from './handover.js';
import { createInbox } from './inbox.js';
import type { Outgoing } from './line.js';
import type { Overlap } from './overlap.js';
import { createRequests } from './requests.js';
import { createRetired } from './retired.js';
import { createTimers } from './timers.js';

/** A connection that is made anew whenever it ends, with all that is subscribed on it. */
export interface Link {
  /** By key: what is followed on it, or is being ended. */
  readonly topics: ReadonlyMap<string, Topic>;
  /** It has had as many subscriptions as it may, for now. */
  readonly full: boolean;
  add(topic: Topic): void;
  /** What is followed on it has changed. */
  sync(): void;
  state(topic: Topic): StreamState;
  restart(topic: Topic): void;
  /** Whether a frame could leave now. */
  readonly ready: boolean;
  /** Sends a request on the next connection that is ready. `onEnd` says that this ended. @returns what ends the wait for both */
  request(frame: Outgoing, onEnd: (error?: Error) => void): () => void;
  /** Another connection takes over, without a gap. */
  rollover(): void;
  status(): ConnectionStatus;
  close(): void;
}

export interface LinkHost {
  readonly url: string;
  readonly access: 'public' | 'private';
  readonly budget: DialBudget;
  /** The replies to requests, and refusals that name one. */
  onReply(frame: Frame): void;
  /** Topics that need another connection. */
  onMoved(topics: Topic[]): void;
  /** It ended, and will not be made anew. */
  onGone(link: Link): void;
}

/** A restart is announced a minute ahead at most; not all clients should come at once. */
const SPREAD_MS = 5_000;

export function createLink(runtime: Runtime, host: LinkHost): Link {
  const { system, tick, timing, counters } = runtime;
  const topics = new Map<string, Topic>();
  const { later, end: endTimers } = createTimers(system);
  const requests = createRequests();
  const continuity = createContinuity(runtime);
  const retired = createRetired(runtime, requests);
  let current: Connection | undefined;
  let handover: Handover | undefined;
  /** What the connection before has brought, which the current one may bring again. */
  let stragglers: Overlap | undefined;
  let closed = false;
  let full = false;

  const connections = () => [current, handover?.next].filter((one) => one !== undefined);
  const isWanted = ({ followers }: Topic) => followers.size > 0;
  const wanted = () => [...topics.values()].filter(isWanted);

  const connect = (wait: number) => {
    if (closed || current || dialer.dialing) return;
    dialer.dial(wait, (connection) => {
      current = connection;
    });
  };

  const onReady = (connection: Connection) => {
    const { line, subscriptions } = connection;
    line.later(timing.lifetimeMs * (1 - system.random() / 20), rollover);
    if (connection === handover?.next) handover.onReady();
    requests.give(current?.line);
    subscriptions.sync();
    sync();
  };

  const onLive = (connection: Connection, topic: Topic) => {
    if (connection === current) continuity.revive(topic);
    if (connection === current || connection === handover?.next) handover?.check();
  };

  const onPush = (connection: Connection, topic: Topic, push: Push, text: string, made: Parse | undefined) => {
    const isNext = connection === handover?.next;
    // one that is kept or shared may be read by others, who have other means or none
    if (made && (isNext || topic.merge === 'replace' || topic.followers.size > 1)) keepText(push, text, made);
    if (isNext) return handover?.overlap.hold(topic, push);
    if (connection !== current) return;
    handover?.overlap.seen(topic, push);
    const left = stragglers ? stragglers.rest(topic, push) : push;
    if (left) continuity.read(topic, left);
  };

  const end = (topic: Topic, error: Error) => {
    for (const follower of [...topic.followers]) follower.onError(error);
    topic.followers.clear();
    sweep();
  };

  const onFull = (connection: Connection, moved: Topic[]) => {
    if (connection !== current) return;
    full = true;
    later(3_600_000, () => {
      full = false;
    });
    for (const topic of moved) {
      topics.delete(topic.key);
      topic.interrupted ||= topic.wasLive;
    }
    host.onMoved(moved);
  };

  const onEnd = (connection: Connection, reason: EndReason, fatal: Error | undefined) => {
    requests.end(connection.line);
    retired.delete(connection.line);
    if (connection === handover?.next) {
      handover = undefined;
      return later(dialer.backoff(), rollover);
    }
    if (connection !== current) return;
    const { readyAt } = connection.line;
    if (readyAt !== undefined && tick() - readyAt >= timing.stableMs) dialer.reset();
    current = undefined;
    if (closed) return;
    if (reason !== 'unused') counters.lost++;
    continuity.lose(wanted(), connection.line);
    if (fatal) {
      for (const topic of wanted()) end(topic, fatal);
      requests.end(undefined, fatal);
      return close();
    }
    sweep();
    if (handover) takeOver();
    else if (topics.size || requests.size) connect(dialer.backoff());
    else close();
  };

  const restart = (topic: Topic) =>
    restartSoon(runtime, topic, later, () => {
      topic.lost ??= { at: tick(), time: system.now() };
      for (const { subscriptions } of connections()) subscriptions.restart(topic);
    });

  const rollover = () => {
    const begin = ({ createHandover }: typeof import('./handover.js')) => {
      if (closed || handover || !current || dialer.dialing) return;
      dialer.dial(0, (connection) => {
        if (current) handover = createHandover(runtime, connection, { current: () => current, carried, takeOver });
        else current = connection;
      });
    };
    // few pages live for a day
    import('./handover.js').then(begin, () => later(dialer.backoff(), rollover));
  };

  const carried = () => wanted().filter((topic) => isLive(current, topic));

  const takeOver = () => {
    if (!handover) return;
    const { next, overlap, proven } = handover;
    const old = current;
    /** Books of which the new one has brought nothing: they are asked for anew. */
    const bare = carried().filter((topic) => isLive(next, topic) && !overlap.isWhole(topic));
    if (old)
      continuity.lose(
        carried().filter((topic) => !proven || !isLive(next, topic) || bare.includes(topic)),
        old.line,
      );
    current = next;
    handover = undefined;
    stragglers = overlap;
    for (const topic of wanted()) {
      if (!isLive(current, topic)) continue;
      if (topic.interrupted || !isLive(old, topic)) continuity.revive(topic);
      else goLive(topic, true, 'rollover');
    }
    for (const [topic, push] of overlap.release()) continuity.read(topic, push);
    bare.forEach(restart);
    later(STRAGGLERS_MS, () => {
      if (stragglers === overlap) stragglers = undefined;
    });
    requests.give(current.line);
    sync();
    if (!old) return;
    counters.rollovers++;
    retired.add(old.line);
  };

  /** Forgets what nobody follows and no connection carries. */
  const sweep = () => {
    for (const topic of topics.values()) {
      if (isWanted(topic)) continue;
      runtime.resync?.stop(topic);
      const isCarried = connections().some(({ subscriptions }) => subscriptions.state(topic));
      if (!isCarried) topics.delete(topic.key);
    }
    if (isUnused() && current?.line.ready) later(timing.lingerMs, () => isUnused() && current?.line.end('unused'));
  };

  const isUnused = () => !topics.size && !requests.size;

  const sync = () => {
    sweep();
    for (const { subscriptions } of connections()) subscriptions.sync();
  };

  const close = () => {
    if (closed) return;
    closed = true;
    endTimers();
    for (const { line } of connections()) line.end('closed');
    retired.close();
    requests.end(undefined);
    host.onGone(link);
  };

  const onFrame = createInbox(runtime, host.access, topics, {
    onPush,
    onReply: host.onReply,
    onAck: sweep,
    onRestart: () => later(system.random() * SPREAD_MS, rollover),
    onRefused: end,
  });
  const { url, access, budget } = host;
  const events = { wanted, isWanted, onReady, onFrame, onEnd, onLive, onFull };
  const dialer = createDialer(runtime, { url, access, budget, later, ...events });
  const link: Link = {
    topics,
    get full() {
      return full;
    },
    add(topic) {
      topics.set(topic.key, topic);
      if (current) sync();
      else connect(0);
    },
    sync,
    state: (topic) => current?.subscriptions.state(topic) ?? 'wanted',
    restart,
    get ready() {
      return current?.line.ready ?? false;
    },
    request(frame, onEnd) {
      const end = requests.add(frame, onEnd);
      if (current) requests.give(current.line);
      else connect(0);
      return () => {
        if (end()) sweep();
      };
    },
    rollover,
    status() {
      const { id = 0, ready = false, readyAt, heardAt } = current?.line ?? {};
      return {
        id,
        access,
        state: ready ? 'ready' : current ? 'opening' : 'waiting',
        ageMs: readyAt === undefined ? undefined : tick() - readyAt,
        quietMs: heardAt === undefined ? undefined : tick() - heardAt,
        streams: topics.size,
      };
    },
    close,
  };
  return link;
}
