import type { Push } from '../streams/events.js';
import { itemsOf } from '../streams/queue.js';
import { numberOf } from '../streams/text.js';
import type { Topic } from '../streams/topic.js';

/**
 * Two connections carry the same streams while one takes over from the other. The old one is read, the new one is held;
 * then what is held is read, less what the old one has brought: no event twice, none missing.
 */
export interface Overlap {
  /** The old connection brought a push, which was read. */
  seen(topic: Topic, push: Push): void;
  /** The new one brought a push, which is held. */
  hold(topic: Topic, push: Push): void;
  /** Whether the new one has brought all that the stream begins with. */
  isWhole(topic: Topic): boolean;
  /** What was held and not brought by the old one. From now on the new one is read through `rest`. */
  release(): [Topic, Push][];
  /** A push of the new connection, less what the old one has brought; undefined where nothing is left. */
  rest(topic: Topic, push: Push): Push | undefined;
}

interface Held {
  /** How often the old connection brought an item. */
  brought: Map<string, number>;
  pushes: Push[];
  /** When the old one's last push was sent, by the exchange. */
  sentAt: number;
}

/** Nothing that an exchange has to say is deeper than a stack. */
function jsonOf(item: unknown): string {
  try {
    return JSON.stringify(item);
  } catch {
    return '';
  }
}

export function createOverlap(): Overlap {
  const topics = new Map<Topic, Held>();

  const heldOf = (topic: Topic): Held => {
    const held = topics.get(topic) ?? { brought: new Map(), pushes: [], sentAt: 0 };
    topics.set(topic, held);
    return held;
  };

  const isNews = (topic: Topic) => topic.merge === 'append' || topic.merge === 'upsert';

  const rest = (topic: Topic, push: Push): Push | undefined => {
    const { brought, sentAt } = heldOf(topic);
    if (topic.merge === 'replace') return numberOf(push.ts) < sentAt ? undefined : push;
    if (!isNews(topic) || !brought.size) return push;
    const items = itemsOf(push.data);
    const left = items.filter((item) => {
      const text = jsonOf(item);
      const count = brought.get(text) ?? 0;
      if (count > 1) brought.set(text, count - 1);
      else brought.delete(text);
      return !count;
    });
    if (left.length === items.length) return push;
    return left.length ? { ...push, data: left } : undefined;
  };

  return {
    seen(topic, push) {
      const held = heldOf(topic);
      held.sentAt = numberOf(push.ts) || held.sentAt;
      if (!isNews(topic)) return;
      for (const item of itemsOf(push.data)) {
        const text = jsonOf(item);
        held.brought.set(text, (held.brought.get(text) ?? 0) + 1);
      }
    },
    hold(topic, push) {
      const { pushes } = heldOf(topic);
      const restated = push.action === 'snapshot';
      // each says all; a book is built anew from its snapshot
      if (topic.merge === 'replace' || (topic.merge === 'levels' && restated)) pushes.length = 0;
      pushes.push(push);
    },
    isWhole: (topic) => topic.merge !== 'levels' || heldOf(topic).pushes.length > 0,
    release() {
      const all: [Topic, Push][] = [];
      for (const [topic, { pushes }] of topics) {
        // what a stream of news begins with has been read already
        const [first] = pushes;
        if (isNews(topic) && topic.first === 'snapshot' && first?.action === 'snapshot') pushes.shift();
        for (const push of pushes.splice(0)) {
          const left = rest(topic, push);
          if (left) all.push([topic, left]);
        }
      }
      return all;
    },
    rest,
  };
}
