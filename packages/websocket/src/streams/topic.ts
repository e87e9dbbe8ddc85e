import type { FirstPush, Merge, StreamLine } from '@bitget-spec/contract';
import type { Arg, LiveReason, Push } from './events.js';
import { keyOf } from './name.js';
import { madeBy, type Parse } from './plain.js';

/** One that follows a topic. */
export interface Follower {
  /** Makes a push of a frame's text by means of its own; undefined for the usual one. */
  parse?: Parse | undefined;
  onPush(push: Push): void;
  onLive(topic: Topic, continuous: boolean, reason: LiveReason): void;
  onLost(topic: Topic): void;
  onError(error: Error): void;
}

/** A stream on the wire, which several may follow. */
export interface Topic {
  readonly key: string;
  readonly channel: StreamLine;
  readonly arg: Arg;
  /** `arg` as JSON, and its bytes. */
  readonly text: string;
  readonly bytes: number;
  readonly merge: Merge;
  readonly first: FirstPush;
  readonly followers: Set<Follower>;
  /** It was live once, and what came since then may be missing. */
  interrupted: boolean;
  wasLive: boolean;
  /**
   * Since when something may be missing: it was asked for anew, or nothing more came on the connection that was lost. By the
   * clock that never jumps, and by the wall clock, which goes on while the machine sleeps. Undefined while it is live.
   */
  lost?: { at: number; time: number } | undefined;
  /** What comes while that which was missed is read. */
  held?: Push[] | undefined;
  /** Ends that, while it is under way; what came is kept for the next reading. */
  stopReading?: (() => void) | undefined;
  /** Until when it may bring what was read meanwhile. */
  settlesAt?: number | undefined;
  /** How often it was asked for anew lately, when last, and whether that is about to be done. */
  restarts: number;
  restartedAt: number;
  restarting: boolean;
  /** The last push, of a stream that says all in each. */
  last?: Push | undefined;
}

const encoder = new TextEncoder();

export function createTopic(channel: StreamLine, arg: Arg): Topic {
  const text = JSON.stringify(arg);
  const { merge } = channel;
  const name = `${arg.topic ?? arg.channel}`;
  return {
    key: keyOf(arg),
    channel,
    arg,
    text,
    bytes: encoder.encode(text).length,
    merge: typeof merge === 'string' ? merge : (merge[name] ?? 'append'),
    first: channel.first,
    followers: new Set(),
    interrupted: false,
    wasLive: false,
    restarts: 0,
    restartedAt: 0,
    restarting: false,
  };
}

/** Gives a push to all that follow a topic. */
export function deliver(topic: Topic, push: Push): void {
  if (topic.merge === 'replace') topic.last = push;
  for (const follower of topic.followers) give(follower, push);
}

/** Gives a push to one, who may have other means than those by which it was made. */
export const give = (follower: Follower, push: Push): void => follower.onPush(madeBy(follower.parse, push));

/** Says that a topic is live, and whether all pushes since it was last so have come. */
export function goLive(topic: Topic, continuous: boolean, reason: LiveReason): void {
  topic.wasLive = true;
  topic.interrupted = false;
  topic.lost = undefined;
  for (const follower of topic.followers) follower.onLive(topic, continuous, reason);
}
