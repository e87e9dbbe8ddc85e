import type { Arg, Push } from './events.js';
import { type Frame, readFrame } from './frames.js';
import { isAlike, keyOf } from './name.js';
import type { Topic } from './topic.js';

/** A frame, and the topics that it is about. */
export interface Received {
  frame: Frame | undefined;
  topics: readonly Topic[];
  /** A push that a follower's own means have made. */
  made?: true;
}

/** Reads frames of a connection: those of streams that have means of their own are not parsed where those do. */
export function createReceiver(topics: ReadonlyMap<string, Topic>): (text: string) => Received {
  const named = new Map<string, Topic>();

  const find = (arg: Arg): readonly Topic[] => {
    const topic = topics.get(keyOf(arg));
    // the exchange may leave parts out
    return topic ? [topic] : [...topics.values()].filter((one) => isAlike(arg, one.arg));
  };

  /** The push of a stream with means of its own, found by the text that names it. */
  const readRaw = (text: string): { push: Push; topic: Topic } | undefined => {
    const start = text.indexOf('"arg":{') + 6;
    if (start < 6) return undefined;
    const name = text.slice(start, text.indexOf('}', start) + 1);
    const known = named.get(name);
    const topic = known && topics.get(known.key) === known ? known : learn(name);
    const followers = [...(topic?.followers ?? [])];
    // what one has made by its own means is not what another without them expects
    if (!topic || followers.some(({ parse }) => !parse)) return undefined;
    for (const { parse } of followers) {
      const push = parse && attempt(parse, text);
      if (push) return { push, topic };
    }
    return undefined;
  };

  const learn = (name: string): Topic | undefined => {
    const frame = readFrame(`{"arg":${name},"data":0}`);
    const topic = frame?.kind === 'push' ? topics.get(keyOf(frame.push.arg)) : undefined;
    if (topic) named.set(name, topic);
    return topic;
  };

  const hasMeans = () => {
    for (const { followers } of topics.values()) for (const { parse } of followers) if (parse) return true;
    return false;
  };

  return (text) => {
    const raw = hasMeans() ? readRaw(text) : undefined;
    if (raw) return { frame: { kind: 'push', push: raw.push }, topics: [raw.topic], made: true };
    const frame = readFrame(text);
    if (!frame) return { frame, topics: [] };
    const arg = frame.kind === 'push' ? frame.push.arg : frame.kind === 'reply' ? undefined : frame.arg;
    return { frame, topics: arg ? find(arg) : [] };
  };
}

/** Means that throw can't do it. */
function attempt(parse: (text: string) => Push | undefined, text: string): Push | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
