import { SocketError } from '../socket/errors.js';
import { notify } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import type { Push } from '../streams/events.js';
import type { Frame } from '../streams/frames.js';
import type { Parse } from '../streams/plain.js';
import { createReceiver } from '../streams/receive.js';
import type { Topic } from '../streams/topic.js';
import { NOT_LOGGED_IN, PASSING, RESTART } from './codes.js';
import type { Connection } from './connection.js';

/** What becomes of the frames of a link's connections. */
export interface InboxEvents {
  /** `made` are a follower's own means that have made a push of the text. */
  onPush(connection: Connection, topic: Topic, push: Push, text: string, made: Parse | undefined): void;
  /** The replies to requests, and refusals that name one. */
  onReply(frame: Frame): void;
  /** Something is no longer subscribed. */
  onAck(): void;
  /** The exchange is about to end all connections. */
  onRestart(): void;
  /** The exchange does not give what was asked for, nor will it. */
  onRefused(topic: Topic, error: SocketError): void;
}

/** Reads the frames of connections, and says what each is about. */
export function createInbox(
  runtime: Runtime,
  access: 'public' | 'private',
  topics: ReadonlyMap<string, Topic>,
  events: InboxEvents,
): (connection: Connection, text: string) => void {
  const { counters, hooks, timing } = runtime;
  const receive = createReceiver(topics);

  const onError = (
    { subscriptions, line }: Connection,
    { code, message }: Extract<Frame, { kind: 'error' }>,
    about: readonly Topic[],
  ) => {
    const pending = subscriptions.pending();
    // an error without a name can be that of the one that waits for an acknowledgement
    const refused = about.length ? about : pending.length === 1 ? pending : [];
    const text = runtime.redact(message);
    notify(hooks.onNotice, { access, code, message: text });
    if (code === RESTART) return events.onRestart();
    if (code === NOT_LOGGED_IN) return line.end('lost');
    for (const topic of refused) {
      if (!subscriptions.onRefused(topic)) continue;
      if (PASSING.test(code)) line.later(timing.ackMs, subscriptions.sync);
      else refuse(topic, code, text);
    }
  };

  const refuse = (topic: Topic, code: string, exchangeMessage: string) => {
    counters.refused++;
    const { arg, channel } = topic;
    const details = { code, exchangeMessage, arg, channel: channel.id };
    const what = `the exchange refused the stream with ${code} "${exchangeMessage}"`;
    events.onRefused(topic, new SocketError(what, 'check product line, symbol and topic', details));
  };

  return (connection, text) => {
    const { frame, topics: about, made } = receive(text);
    const { subscriptions } = connection;
    if (!frame) counters.strange++;
    else if (frame.kind === 'push') {
      if (!about.length) counters.strange++;
      for (const topic of about)
        if (subscriptions.onPush(topic)) events.onPush(connection, topic, frame.push, text, made);
    } else if (frame.kind === 'ack') {
      for (const topic of about) subscriptions.onAck(frame.op, topic);
      events.onAck();
    } else if (frame.kind === 'reply' || frame.id !== undefined) events.onReply(frame);
    else onError(connection, frame, about);
  };
}
