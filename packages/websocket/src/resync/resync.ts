import type { Push } from '../streams/events.js';
import type { Topic } from '../streams/topic.js';

/** Makes private streams whole by REST. */
export interface Resync {
  /** Whether a stream can be resumed. */
  knows(topic: Topic): boolean;
  /** Takes note of what a stream brought. */
  note(topic: Topic, push: Push): void;
  /** What comes from now on is to be followed: reads what there was before. */
  begin(topic: Topic): void;
  /** Says that a topic is live again after what it missed, and reads what has come meanwhile. */
  resume(topic: Topic, read: (topic: Topic, push: Push) => void): void;
  /** What came meanwhile, less what is known by now; undefined where nothing is left. */
  rest(topic: Topic, push: Push): Push | undefined;
  /** Nobody follows a topic any more: ends what is read for it. */
  stop(topic: Topic): void;
}
