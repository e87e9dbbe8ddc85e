import type { EndReason } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';
import { createSubscriptions, type SubscriptionEvents } from '../streams/subscriptions.js';
import type { Topic } from '../streams/topic.js';
import type { Connection } from './connection.js';
import type { DialBudget } from './dial-budget.js';
import { openLine } from './line.js';

/** Opens the connections of a link, one at a time. */
export interface Dialer {
  /** One is about to be opened. */
  readonly dialing: boolean;
  /** Opens one once it may be opened, and gives it to `use`. */
  dial(wait: number, use: (connection: Connection) => void): void;
  /** How long to wait after another that has failed. */
  backoff(): number;
  /** A connection was a good one: the next wait is a first one again. */
  reset(): void;
}

export interface DialerHost extends Pick<SubscriptionEvents, 'wanted' | 'isWanted'> {
  readonly url: string;
  readonly access: 'public' | 'private';
  readonly budget: DialBudget;
  later(ms: number, run: () => void): void;
  onReady(connection: Connection): void;
  onFrame(connection: Connection, text: string): void;
  /** `fatal` where another connection would end the same way. */
  onEnd(connection: Connection, reason: EndReason, fatal: Error | undefined): void;
  onLive(connection: Connection, topic: Topic): void;
  onFull(connection: Connection, moved: Topic[]): void;
}

export function createDialer(runtime: Runtime, host: DialerHost): Dialer {
  const { system, tick, timing } = runtime;
  let attempts = 0;
  let dialing = false;

  const open = (): Connection => {
    const line = openLine(runtime, host.url, host.access, {
      onReady: () => host.onReady(connection),
      onFrame: (text) => host.onFrame(connection, text),
      onEnd: (reason, error, fatal) => {
        host.budget.end();
        host.onEnd(connection, reason, fatal ? error : undefined);
      },
    });
    const subscriptions = createSubscriptions(runtime, line, {
      wanted: host.wanted,
      isWanted: host.isWanted,
      onLive: (topic) => host.onLive(connection, topic),
      onFull: (moved) => host.onFull(connection, moved),
    });
    const connection: Connection = { line, subscriptions };
    return connection;
  };

  const dial = (wait: number, use: (connection: Connection) => void) => {
    dialing = true;
    host.later(wait, () => {
      const more = host.budget.take(tick());
      if (more > 0) return dial(more, use);
      const connection = open();
      dialing = false;
      use(connection);
    });
  };

  return {
    get dialing() {
      return dialing;
    },
    dial,
    /** With full jitter: all waits up to the longest are as likely. */
    backoff: () => system.random() * Math.min(timing.maxBackoffMs, timing.backoffMs * 2 ** attempts++),
    reset() {
      attempts = 0;
    },
  };
}
