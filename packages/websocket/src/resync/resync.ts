import type { Push } from '../streams/events.js';
import type { Topic } from '../streams/topic.js';
import type { Missed } from './missed.js';

/** Makes private streams whole by REST. */
export interface Resync extends Omit<Missed, 'fetch'> {
  /** Says that a topic is live again after what it missed, and reads what has come meanwhile. */
  resume(topic: Topic, read: (topic: Topic, push: Push) => void): void;
}
