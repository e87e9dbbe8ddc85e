import type { Arg } from './events.js';
import { type Frame, readFrame } from './frames.js';
import { isAlike, keyOf } from './name.js';
import { attempt, type Parse } from './plain.js';
import type { Topic } from './topic.js';

/** A frame, and the topics that it is about. */
export interface Received {
  frame: Frame | undefined;
  topics: readonly Topic[];
  /** The follower's own means that have made a push. */
  made?: Parse;
}

/** A topic, and the text by which frames name it. */
interface Named {
  text: string;
  topic: Topic;
}

/** Reads frames of a connection: those of streams that have means of their own are not parsed where those do. */
export function createReceiver(topics: ReadonlyMap<string, Topic>): (text: string) => Received {
  const named = new Map<string, Named>();
  /** What the frame before was of, since the next one is often of the same. */
  let last: Named | undefined;

  const find = (arg: Arg): readonly Topic[] => {
    const topic = topics.get(keyOf(arg));
    // the exchange may leave parts out
    return topic ? [topic] : [...topics.values()].filter((one) => isAlike(arg, one.arg));
  };

  const isThere = ({ topic }: Named) => topics.get(topic.key) === topic;

  /** The push of a stream with means of its own, found by the text that names it. */
  const readRaw = (text: string): Received | undefined => {
    const start = text.indexOf('"arg":{') + 6;
    if (start < 6) return undefined;
    // `startsWith` takes several times as long (V8)
    if (!last || text.slice(start, start + last.text.length) !== last.text || !isThere(last))
      last = nameOf(text.slice(start, text.indexOf('}', start) + 1));
    if (!last) return undefined;
    const { topic } = last;
    // what one has made by its own means is not what another without them expects
    for (const { parse } of topic.followers) if (!parse) return undefined;
    for (const { parse } of topic.followers) {
      const push = parse && attempt(parse, text);
      if (push) return { frame: { kind: 'push', push }, topics: [topic], made: parse };
    }
    return undefined;
  };

  const nameOf = (given: string): Named | undefined => {
    const known = named.get(given);
    if (known && isThere(known)) return known;
    const frame = readFrame(`{"arg":${given},"data":0}`);
    const topic = frame?.kind === 'push' ? topics.get(keyOf(frame.push.arg)) : undefined;
    if (!topic) return undefined;
    const text: string = JSON.parse(JSON.stringify(given)); // in one piece, and of no other text
    named.set(text, { text, topic });
    return { text, topic };
  };

  const hasMeans = () => {
    for (const { followers } of topics.values()) for (const { parse } of followers) if (parse) return true;
    return false;
  };

  return (text) => {
    const raw = hasMeans() ? readRaw(text) : undefined;
    if (raw) return raw;
    const frame = readFrame(text);
    if (!frame) return { frame, topics: [] };
    const arg = frame.kind === 'push' ? frame.push.arg : frame.kind === 'reply' ? undefined : frame.arg;
    return { frame, topics: arg ? find(arg) : [] };
  };
}
