import type { Line, Outgoing } from '../connection/line.js';
import { createWindow } from '../connection/window.js';
import type { Runtime } from '../socket/runtime.js';
import type { StreamState } from '../socket/status.js';
import type { Topic } from './topic.js';

type State = Extract<StreamState, 'subscribing' | 'live' | 'unsubscribing'>;
type Op = 'subscribe' | 'unsubscribe';

/** What is subscribed on one connection: brought in line with what is wanted, and never assumed. */
export interface Subscriptions {
  state(topic: Topic): State | undefined;
  /** Asks for what is wanted and not there, and ends what is there and not wanted, soon. */
  sync(): void;
  /** Ends a topic and asks for it anew. */
  restart(topic: Topic): void;
  /** The exchange acknowledged something. Late acknowledgements change nothing. */
  onAck(op: Op, topic: Topic): void;
  /** A push proves that a topic is live. @returns whether it is to be read */
  onPush(topic: Topic): boolean;
  /** The exchange refused a topic. @returns whether it had been asked for */
  onRefused(topic: Topic): boolean;
  /** The topics that wait for an acknowledgement. */
  pending(): Topic[];
}

export interface SubscriptionEvents {
  wanted(): Iterable<Topic>;
  isWanted(topic: Topic): boolean;
  onLive(topic: Topic): void;
  /** The connection has had as many subscriptions as it may: others must go elsewhere. */
  onFull(topics: Topic[]): void;
}

/** `{"op":"unsubscribe","args":[]}` */
const FRAME_BYTES = 32;

export function createSubscriptions(runtime: Runtime, line: Line, events: SubscriptionEvents): Subscriptions {
  const { tick, limits, timing } = runtime;
  const states = new Map<Topic, State>();
  const restarts = new Set<Topic>();
  /** Not acknowledged in time: asked for one at a time, so that an error without a name can be only theirs. */
  const doubtful = new Set<Topic>();
  const hour = createWindow(limits.subscriptionsPerHour, 3_600_000);
  let soon = false;

  const isOver = (topic: Topic) => restarts.has(topic) || !events.isWanted(topic);

  const run = () => {
    soon = false;
    if (!line.ready) return;
    send(
      'unsubscribe',
      [...states.keys()].filter((topic) => states.get(topic) === 'live' && isOver(topic)),
    );
    const missing = [...events.wanted()].filter((topic) => !states.has(topic));
    const sure = missing.filter((topic) => !doubtful.has(topic));
    const one = [...doubtful].find((topic) => missing.includes(topic));
    if (sure.length) send('subscribe', sure);
    else if (one && !pending().length) send('subscribe', [one]);
  };

  const send = (op: Op, topics: Topic[]) => {
    const room = op === 'subscribe' ? placesFor(topics.length) : topics.length;
    hour.take(tick(), room);
    const places = topics.slice(0, room);
    if (room < topics.length) events.onFull(topics.slice(room));
    for (const batch of batches(places)) {
      for (const topic of batch) states.set(topic, op === 'subscribe' ? 'subscribing' : 'unsubscribing');
      const frame: Outgoing = { text: `{"op":"${op}","args":[${batch.map(({ text }) => text).join()}]}` };
      line.send(frame);
      expect(op, batch, frame);
    }
  };

  /** How many of as many there is room for in the hour. */
  const placesFor = (count: number): number =>
    !count || hour.wait(tick(), count) === 0 ? count : placesFor(count - 1);

  /** The wait begins when the frame leaves, which may be later than now. */
  const expect = (op: Op, batch: Topic[], frame: Outgoing) =>
    line.later(timing.ackMs, () => (frame.sent ? overdue(op, batch) : expect(op, batch, frame)));

  const overdue = (op: Op, batch: Topic[]) => {
    for (const topic of batch) {
      if (states.get(topic) !== `${op.slice(0, -1)}ing`) continue;
      states.delete(topic);
      restarts.delete(topic);
      if (op !== 'subscribe') continue;
      doubtful.delete(topic); // the others come first
      doubtful.add(topic);
    }
    sync();
  };

  const batches = (topics: Topic[]): Topic[][] => {
    const all: Topic[][] = [];
    let bytes = Infinity;
    for (const topic of topics) {
      bytes += topic.bytes + 1;
      const last = all.at(-1);
      if (last && last.length < limits.streamsPerMessage && bytes <= limits.bytesPerMessage) last.push(topic);
      else {
        all.push([topic]);
        bytes = FRAME_BYTES + topic.bytes;
      }
    }
    return all;
  };

  /** Once all that is asked for at the moment is known. */
  const sync = () => {
    if (soon) return;
    soon = true;
    Promise.resolve().then(run);
  };

  const live = (topic: Topic) => {
    states.set(topic, 'live');
    doubtful.delete(topic);
    if (events.isWanted(topic)) events.onLive(topic);
    sync();
  };

  const pending = () => [...states.keys()].filter((topic) => states.get(topic) === 'subscribing');

  return {
    state: (topic) => states.get(topic),
    sync,
    restart(topic) {
      if (states.get(topic) !== 'live') return;
      restarts.add(topic);
      sync();
    },
    onAck(op, topic) {
      const state = states.get(topic);
      if (op === 'subscribe' && state === 'subscribing') live(topic);
      if (op === 'unsubscribe' && state === 'unsubscribing') {
        states.delete(topic);
        restarts.delete(topic);
        sync();
      }
    },
    onPush(topic) {
      const state = states.get(topic);
      if (state === 'subscribing') live(topic);
      return state !== undefined && state !== 'unsubscribing' && !restarts.has(topic);
    },
    onRefused(topic) {
      if (states.get(topic) === 'live') return false;
      doubtful.delete(topic);
      return states.delete(topic);
    },
    pending,
  };
}
