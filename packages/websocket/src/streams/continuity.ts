import type { Runtime } from '../socket/runtime.js';
import type { Push } from './events.js';
import { deliver, goLive, type Topic } from './topic.js';

/** Whether what a topic brings follows what it has brought: through losses, and what is read by REST after them. */
export interface Continuity {
  /** What comes from now on may not follow what has come until then. */
  lose(topics: Topic[], heard: Heard): void;
  /** Says that a topic is live, after what it missed where that can be read. */
  revive(topic: Topic): void;
  /** Gives a push to all that follow a topic, less what they have. */
  read(topic: Topic, push: Push): void;
}

/** When something last came on a connection, see `Line`. */
interface Heard {
  readonly heardAt: number | undefined;
  readonly heardTime: number | undefined;
}

/** How long one that has taken over may bring what the other, or REST, brought already. */
export const STRAGGLERS_MS = 10_000;

export function createContinuity(runtime: Runtime): Continuity {
  const { system, tick, counters } = runtime;

  const read = (topic: Topic, push: Push) => {
    if (topic.held) return void topic.held.push(push);
    const { resync } = runtime;
    const left = resync && tick() < (topic.settlesAt ?? 0) ? resync.rest(topic, push) : push;
    if (!left) return;
    if (topic.channel.private) resync?.note(topic, left);
    counters.pushes++;
    deliver(topic, left);
  };

  return {
    lose(topics, { heardAt: at = tick(), heardTime: time = system.now() }) {
      for (const topic of topics) {
        topic.stopReading?.();
        // lost once, however often the next connections end before it is live again
        if (topic.interrupted || !topic.wasLive) continue;
        topic.lost ??= { at, time };
        topic.interrupted = true;
        for (const follower of topic.followers) follower.onLost(topic);
      }
    },
    revive(topic) {
      const { resync } = runtime;
      const again = topic.wasLive;
      if (again && topic.interrupted && resync?.knows(topic)) return resync.resume(topic, read);
      resync?.begin(topic);
      goLive(topic, !again, again ? (topic.interrupted ? 'reconnected' : 'resubscribed') : 'subscribed');
    },
    read,
  };
}
