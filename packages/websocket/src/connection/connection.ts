import type { Subscriptions } from '../streams/subscriptions.js';
import type { Topic } from '../streams/topic.js';
import type { Line } from './line.js';

/** One connection with what is subscribed on it. */
export interface Connection {
  line: Line;
  subscriptions: Subscriptions;
}

export const isLive = (connection: Connection | undefined, topic: Topic): boolean =>
  connection?.subscriptions.state(topic) === 'live';
