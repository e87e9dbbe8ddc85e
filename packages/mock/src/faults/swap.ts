import type { MockReply } from '../types.js';
import type { Timers } from './timers.js';

interface Waiting {
  reply: MockReply;
  done(reply: MockReply): void;
}

/** Answers that wait for another to change places with, one for each rule. */
export class Swaps {
  readonly #waiting = new Map<string, Waiting>();

  constructor(readonly timers: Timers) {}

  /** Whether a response to a request of this rule waits. */
  has(rule: string): boolean {
    return this.#waiting.has(rule);
  }

  /** The response that another request of the rule had; its own if none comes in so many milliseconds. */
  swap(rule: string, reply: MockReply, ms: number): MockReply | Promise<MockReply> {
    const other = this.#waiting.get(rule);
    if (other) {
      other.done(exchanged(other.reply, reply));
      return exchanged(reply, other.reply);
    }
    return new Promise((resolve) => {
      const done = (response: MockReply) => {
        this.timers.clear(timer);
        this.#waiting.delete(rule);
        resolve(response);
      };
      const timer = this.timers.set(() => done(reply), ms);
      this.#waiting.set(rule, { reply, done });
    });
  }

  /** Answers those who wait with what is theirs. */
  clear(): void {
    for (const { reply, done } of this.#waiting.values()) done(reply);
  }
}

/** What is said to another, on the way that is this one's. */
function exchanged({ delivery }: MockReply, { status, headers, body }: MockReply): MockReply {
  return { status, headers, body, ...(delivery && { delivery }) };
}
