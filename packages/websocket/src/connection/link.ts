import type { Resync } from '../resync/resync.js';
import { SocketError } from '../socket/errors.js';
import { type EndReason, notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { ConnectionStatus, StreamState } from '../socket/status.js';
import type { Push } from '../streams/events.js';
import type { Frame } from '../streams/frames.js';
import { createReceiver } from '../streams/receive.js';
import { createSubscriptions, type Subscriptions } from '../streams/subscriptions.js';
import { deliver, goLive, type Topic } from '../streams/topic.js';
import type { DialBudget } from './dial-budget.js';
import { type Line, type Outgoing, openLine } from './line.js';
import { RESTART } from './login-reply.js';
import { createOverlap, type Overlap } from './overlap.js';

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

/** A request that waits for a connection, or for its reply. */
interface Request {
  frame: Outgoing;
  line?: Line;
  onEnd(error?: Error): void;
}

/** One connection with what is subscribed on it. */
interface Connection {
  line: Line;
  subscriptions: Subscriptions;
}

/** How long one that has taken over may bring what the other brought already. */
const STRAGGLERS_MS = 10_000;
/** How often a book's snapshot is waited for before another connection takes over without. */
const PATIENCE = 5;
/** How long another connection may take to carry what the old one carries before it takes over with what it has. */
const OVERDUE_MS = 30_000;
/** A restart is announced a minute ahead at most; not all clients should come at once. */
const SPREAD_MS = 5_000;
/** A stream that was asked for anew and went on for so long is well. */
const CALM_MS = 60_000;
const NOT_LOGGED_IN = '30004';
/** Nothing is wrong with what was asked for. */
const PASSING = /^(3000[67]|429|40010|40015|40725|45001)$/;

export function createLink(runtime: Runtime, host: LinkHost): Link {
  const { system, tick, timing, counters, hooks } = runtime;
  const topics = new Map<string, Topic>();
  const receive = createReceiver(topics);
  const timers = new Set<unknown>();
  const requests = new Set<Request>();
  /** Replaced by others, but replies may come on them. */
  const retiring = new Set<Line>();
  let current: Connection | undefined;
  let next: Connection | undefined;
  let overlap: Overlap | undefined;
  /** As many pongs say that `current` has brought all that was sent until all was live on `next`. */
  let proof = Infinity;
  let overdue = false;
  let attempts = 0;
  let dialing = false;
  let closed = false;
  let full = false;

  const isWanted = ({ followers }: Topic) => followers.size > 0;
  const wanted = () => [...topics.values()].filter(isWanted);

  const later = (ms: number, run: () => void) => {
    if (closed) return;
    const timer = system.setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  /** Opens a connection once one may be opened, and gives it to `use`. */
  const dial = (wait: number, use: (connection: Connection) => void) =>
    later(wait, () => {
      const more = host.budget.take(tick());
      if (more > 0) return dial(more, use);
      const line = openLine(runtime, host.url, host.access, {
        onReady: () => onReady(connection),
        onFrame: (text) => onFrame(connection, text),
        onEnd: (reason, error, fatal) => {
          host.budget.end();
          onEnd(connection, reason, fatal ? error : undefined);
        },
      });
      const subscriptions = createSubscriptions(runtime, line, {
        wanted,
        isWanted,
        onLive: (topic) => onLive(connection, topic),
        onFull: (moved) => onFull(connection, moved),
      });
      const connection: Connection = { line, subscriptions };
      use(connection);
    });

  /** With full jitter: all waits up to the longest are as likely. */
  const backoff = () => system.random() * Math.min(timing.maxBackoffMs, timing.backoffMs * 2 ** attempts++);

  const connect = (wait: number) => {
    if (closed || current || dialing) return;
    dialing = true;
    dial(wait, (connection) => {
      dialing = false;
      current = connection;
    });
  };

  const onReady = (connection: Connection) => {
    const { line, subscriptions } = connection;
    line.later(timing.lifetimeMs * (1 - system.random() / 20), rollover);
    if (connection === next) line.later(OVERDUE_MS, () => onOverdue(connection));
    for (const request of requests) give(request);
    subscriptions.sync();
    sync();
  };

  const give = (request: Request) => {
    const line = current?.line;
    if (!line?.ready || request.line) return;
    request.line = line;
    line.send(request.frame, true);
  };

  /** Those that were sent on a connection that has ended, or all that no connection will be made for. */
  const endRequests = (line: Line | undefined, error?: Error) => {
    for (const request of [...requests]) {
      if (request.line !== line) continue;
      requests.delete(request);
      request.onEnd(error);
    }
  };

  const onLive = (connection: Connection, topic: Topic) => {
    if (connection === next) return takeOverSoon();
    if (connection !== current) return;
    revive(topic);
    if (next) takeOverSoon();
  };

  /** Says that a topic is live, after what it missed where that can be read. */
  const revive = (topic: Topic) => {
    const { resync } = runtime;
    const again = topic.wasLive;
    if (again && topic.interrupted && resync?.knows(topic)) return resume(topic, resync);
    if (!again) resync?.begin(topic);
    goLive(topic, !again, again ? (topic.interrupted ? 'reconnected' : 'resubscribed') : 'subscribed');
  };

  /** First the position of the stream, which is live and held, then the state; what both have is read once. */
  const resume = (topic: Topic, resync: Resync) => {
    const held: Push[] = [];
    topic.held = held;
    const done = (missed: Push | undefined, continuous: boolean) => {
      if (topic.held !== held) return; // it was lost again meanwhile
      topic.held = undefined;
      if (missed) deliver(topic, missed);
      // REST may be ahead of the stream, which then brings what has been read
      topic.settlesAt = tick() + STRAGGLERS_MS;
      for (const push of held) read(topic, push);
      goLive(topic, continuous, 'reconnected');
    };
    const { lostAt = 0, lostTime = Infinity } = topic;
    // one clock stands still while the machine sleeps, the other may be set back
    const agoMs = Math.max(tick() - lostAt, system.now() - lostTime);
    resync
      .fetch(topic, agoMs, () => topic.held === held)
      .then(
        (missed) => done(missed, true),
        () => done(undefined, false),
      );
  };

  const read = (topic: Topic, push: Push) => {
    if (topic.held) return void topic.held.push(push);
    const { resync } = runtime;
    const left = resync && tick() < (topic.settlesAt ?? 0) ? resync.rest(topic, push) : push;
    if (!left) return;
    if (topic.channel.private) resync?.note(topic, left);
    counters.pushes++;
    deliver(topic, left);
  };

  const onFrame = (connection: Connection, text: string) => {
    const { frame, topics: about } = receive(text);
    const { subscriptions } = connection;
    if (!frame) counters.strange++;
    else if (frame.kind === 'push') {
      if (!about.length) counters.strange++;
      for (const topic of about) if (subscriptions.onPush(topic)) onPush(connection, topic, frame.push);
    } else if (frame.kind === 'ack') {
      for (const topic of about) subscriptions.onAck(frame.op, topic);
      sweep();
    } else if (frame.kind === 'reply' || frame.id !== undefined) host.onReply(frame);
    else onError(connection, frame, about);
  };

  const onPush = (connection: Connection, topic: Topic, push: Push) => {
    if (connection === next) return overlap?.hold(topic, push);
    if (connection !== current) return;
    const left = !next && overlap ? overlap.rest(topic, push) : push;
    if (!left) return;
    if (next) overlap?.seen(topic, push);
    read(topic, left);
  };

  const onError = (
    connection: Connection,
    { code, message }: Extract<Frame, { kind: 'error' }>,
    about: readonly Topic[],
  ) => {
    const { subscriptions, line } = connection;
    const pending = subscriptions.pending();
    // an error without a name can be that of the one that waits for an acknowledgement
    const refused = (about.length ? about : pending.length === 1 ? pending : []).filter(() => code !== RESTART);
    const text = runtime.redact(message);
    notify(hooks.onNotice, { access: host.access, code, message: text });
    if (code === RESTART) return later(system.random() * SPREAD_MS, rollover);
    if (code === NOT_LOGGED_IN) return line.end('lost');
    for (const topic of refused) {
      if (!subscriptions.onRefused(topic)) continue;
      if (PASSING.test(code)) line.later(timing.ackMs, subscriptions.sync);
      else fail(topic, code, text);
    }
  };

  const fail = (topic: Topic, code: string, exchangeMessage: string) => {
    counters.refused++;
    const { arg, channel } = topic;
    const details = { code, exchangeMessage, arg, channel: channel.id };
    const what = `the exchange refused the stream with ${code} "${exchangeMessage}"`;
    end(topic, new SocketError(what, 'check product line, symbol and topic', details));
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
    endRequests(connection.line);
    retiring.delete(connection.line);
    if (connection === next) {
      next = overlap = undefined;
      return later(backoff(), rollover);
    }
    if (connection !== current) return;
    const { readyAt } = connection.line;
    if (readyAt !== undefined && tick() - readyAt >= timing.stableMs) attempts = 0;
    current = undefined;
    if (closed) return;
    if (reason !== 'unused') counters.lost++;
    lose(connection.line, wanted());
    if (fatal) {
      for (const topic of wanted()) end(topic, fatal);
      endRequests(undefined, fatal);
      return close();
    }
    sweep();
    if (next) takeOver();
    else if (topics.size || requests.size) connect(backoff());
    else close();
  };

  /** What comes from now on may not follow what a connection has brought. */
  const lose = (line: Line, lost: Topic[]) => {
    for (const topic of lost) {
      topic.held = undefined;
      // lost once, however often the next connections end before it is live again
      if (topic.interrupted || !topic.wasLive) continue;
      topic.lostAt = line.heardAt ?? tick();
      topic.lostTime = line.heardTime ?? system.now();
      topic.interrupted = true;
      for (const follower of topic.followers) follower.onLost(topic);
    }
  };

  const rollover = () => {
    if (closed || next || !current || dialing) return;
    dialing = true;
    dial(0, (connection) => {
      dialing = false;
      if (!current) {
        current = connection;
        return;
      }
      overlap = createOverlap();
      proof = Infinity;
      overdue = false;
      next = connection;
    });
  };

  const isLive = (connection: Connection | undefined, topic: Topic) =>
    connection?.subscriptions.state(topic) === 'live';

  /** What the new connection has to carry: one that is live nowhere holds nothing up. */
  const carried = () => wanted().filter((topic) => isLive(current, topic));

  const isAllLive = (connection: Connection) =>
    connection.line.ready && (overdue || carried().every((topic) => isLive(connection, topic)));

  /** Once all is live on the new connection, and for as long as both run side by side. */
  const takeOverSoon = () => {
    if (!current || !next || !isAllLive(next)) return;
    proof = current.line.ping();
    settle(next, PATIENCE);
  };

  const settle = (connection: Connection, patience: number) =>
    connection.line.later(timing.overlapMs, () => {
      if (connection !== next || !isAllLive(connection)) return;
      const isWhole = isProven() && carried().every((topic) => overlap?.isWhole(topic));
      if (patience && !isWhole) settle(connection, patience - 1);
      else takeOver();
    });

  /** A connection whose other side is gone looks well for a while; then it has not brought what the new one did not yet. */
  const isProven = () => (current?.line.pongs ?? 0) >= proof;

  const onOverdue = (connection: Connection) => {
    if (connection !== next) return;
    const due = carried();
    // what works is not given up for what doesn't
    if (due.length && !due.some((topic) => isLive(connection, topic))) return connection.line.end('timeout');
    overdue = true;
    takeOverSoon();
  };

  const takeOver = () => {
    const old = current;
    const over = overlap;
    const proven = isProven();
    if (old)
      lose(
        old.line,
        carried().filter((topic) => !proven || !isLive(next, topic)),
      );
    current = next;
    next = undefined;
    for (const topic of wanted()) {
      if (!isLive(current, topic)) continue;
      if (topic.interrupted || !isLive(old, topic)) revive(topic);
      else goLive(topic, true, 'rollover');
    }
    for (const [topic, push] of over?.release() ?? []) read(topic, push);
    later(STRAGGLERS_MS, () => {
      if (overlap === over) overlap = undefined;
    });
    for (const request of requests) give(request);
    sync();
    if (!old) return;
    counters.rollovers++;
    retiring.add(old.line);
    retire(old.line);
  };

  /** Replies to what was sent on it are waited for. */
  const retire = (line: Line, until = tick() + STRAGGLERS_MS) => {
    if (tick() >= until || ![...requests].some((request) => request.line === line)) line.end('rollover');
    else line.later(100, () => retire(line, until));
  };

  /** Forgets what nobody follows and no connection carries. */
  const sweep = () => {
    for (const topic of topics.values()) {
      if (isWanted(topic) || current?.subscriptions.state(topic) || next?.subscriptions.state(topic)) continue;
      topics.delete(topic.key);
    }
    if (isUnused() && current?.line.ready) later(timing.lingerMs, () => isUnused() && current?.line.end('unused'));
  };

  const isUnused = () => !topics.size && !requests.size;

  const sync = () => {
    sweep();
    current?.subscriptions.sync();
    next?.subscriptions.sync();
  };

  const close = () => {
    if (closed) return;
    closed = true;
    for (const timer of timers) system.clearTimeout(timer);
    current?.line.end('closed');
    next?.line.end('closed');
    for (const line of retiring) line.end('closed');
    endRequests(undefined);
    host.onGone(link);
  };

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
    restart(topic) {
      const at = tick();
      if (at - topic.restartedAt > CALM_MS) topic.restarts = 0;
      const wait = topic.restarts ? Math.min(timing.maxBackoffMs, timing.backoffMs * 2 ** topic.restarts) : 0;
      if (topic.restarting) return;
      topic.restarting = true;
      later(wait, () => {
        topic.restarting = false;
        topic.restarts++;
        topic.restartedAt = tick();
        current?.subscriptions.restart(topic);
        next?.subscriptions.restart(topic);
      });
    },
    get ready() {
      return current?.line.ready ?? false;
    },
    request(frame, onEnd) {
      const request: Request = { frame, onEnd };
      requests.add(request);
      if (current) give(request);
      else connect(0);
      return () => {
        frame.dropped = true;
        if (requests.delete(request)) sweep();
      };
    },
    rollover,
    status() {
      const { id = 0, ready = false, readyAt, heardAt } = current?.line ?? {};
      return {
        id,
        access: host.access,
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
