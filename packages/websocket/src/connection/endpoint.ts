import type { StreamLine } from '@bitget-spec/contract';
import { closedError } from '../socket/errors.js';
import type { Runtime } from '../socket/runtime.js';
import type { ConnectionStatus, StreamState } from '../socket/status.js';
import type { Arg } from '../streams/events.js';
import type { Frame } from '../streams/frames.js';
import { createTopic, type Follower, give, goLive, type Topic } from '../streams/topic.js';
import { dialBudget } from './dial-budget.js';
import type { Outgoing } from './line.js';
import { createLink, type Link } from './link.js';

/** The public or the private socket, over as many connections as it takes. */
export interface Endpoint {
  /** Follows what an argument names, together with others who do. */
  follow(channel: StreamLine, arg: Arg, follower: Follower): Following;
  /** Sends a request on a connection that is ready, or on the next one; see {@link Link.request}. */
  request(frame: Outgoing, onEnd: (error?: Error) => void): () => void;
  status(): ConnectionStatus[];
  /** Replaces every connection by a new one, without a gap. */
  rollover(): void;
  close(): void;
}

/** One follower of one topic. */
export interface Following {
  readonly arg: Arg;
  readonly state: StreamState;
  /** Asks for the stream anew, for all that follow it. */
  restart(): void;
  /** Ends it; the stream itself ends when nobody follows it any more. */
  leave(): void;
}

export function createEndpoint(
  runtime: Runtime,
  url: string,
  access: 'public' | 'private',
  onReply: (frame: Frame) => void,
): Endpoint {
  const links = new Set<Link>();
  const homes = new WeakMap<Topic, Link>();
  const budget = dialBudget(runtime.system, url, runtime.limits);
  let closed = false;

  const open = () => {
    const link = createLink(runtime, {
      url,
      access,
      budget,
      onReply,
      onMoved: (topics) => topics.forEach(place),
      onGone: (gone) => links.delete(gone),
    });
    links.add(link);
    return link;
  };

  const place = (topic: Topic) => {
    const home =
      [...links].find(
        ({ full, topics }) => !full && topics.size < runtime.limits.streamsPerConnection && !topics.has(topic.key),
      ) ?? open();
    homes.set(topic, home);
    home.add(topic);
  };

  /** One that a newcomer may follow: what it begins with has not been sent yet, or is kept, or is not needed. */
  const shared = (key: string): Topic | undefined => {
    for (const link of links) {
      const topic = link.topics.get(key);
      if (!topic) continue;
      const late = topic.followers.size > 0 && link.state(topic) === 'live';
      if (!late || topic.first === 'none' || topic.merge === 'replace' || topic.merge === 'append') return topic;
    }
    return undefined;
  };

  const join = (topic: Topic, follower: Follower) => {
    const link = homes.get(topic);
    const { wasLive } = topic;
    /** All others have left, which the exchange does not know. */
    const isLeft = !topic.followers.size && link?.state(topic) === 'live';
    if (!topic.followers.size) {
      topic.wasLive = topic.interrupted = false;
      topic.last = undefined;
    }
    topic.followers.add(follower);
    if (!link) return place(topic);
    link.sync();
    if (isLeft && topic.first === 'snapshot') return link.restart(topic);
    // once the follower knows what it follows
    Promise.resolve().then(() => {
      if (!topic.followers.has(follower) || link.state(topic) !== 'live') return;
      if (isLeft) {
        runtime.resync?.begin(topic);
        return goLive(topic, true, 'subscribed');
      }
      if (!wasLive || !topic.wasLive) return;
      follower.onLive(topic, true, 'subscribed');
      if (topic.last) give(follower, topic.last);
    });
  };

  return {
    follow(channel, arg, follower) {
      const made = createTopic(channel, arg);
      const topic = shared(made.key) ?? made;
      join(topic, follower);
      const link = () => homes.get(topic);
      return {
        arg,
        get state() {
          return topic.followers.has(follower) ? (link()?.state(topic) ?? 'wanted') : 'ended';
        },
        restart: () => link()?.restart(topic),
        leave() {
          topic.followers.delete(follower);
          link()?.sync();
        },
      };
    },
    request(frame, onEnd) {
      if (closed) {
        onEnd(closedError()); // what an order needs may have loaded meanwhile
        return () => {};
      }
      const all = [...links];
      const link = all.find(({ ready }) => ready) ?? all[0] ?? open();
      return link.request(frame, onEnd);
    },
    status: () => [...links].map((link) => link.status()),
    rollover() {
      for (const link of links) link.rollover();
    },
    close() {
      closed = true;
      for (const link of links) link.close();
    },
  };
}
