import { type Limits, scaled } from '../core/limits.js';
import { isRecord } from '../core/schema.js';
import { SlidingWindow } from '../core/window.js';

/** Entries of `books` in one message that the exchange ends the connection for. */
const MOST_BOOKS = 25;
/** Bytes of a message. */
const MOST_BYTES = 4096;
/** Messages in a second, pings among them. */
const MESSAGES = 10;
const SECOND = 1000;
/** Subscriptions in an hour. */
const SUBSCRIPTIONS = 240;
const HOUR = 3_600_000;
/** Streams at a time. */
const STREAMS = 1000;

/** What one connection may do, where limits count. They are reckoned by the system's steady clock. */
export class ConnectionLimits {
  private readonly messages: SlidingWindow;
  private readonly subscriptions: SlidingWindow;

  constructor(private readonly limits: Pick<Limits, 'get'>) {
    const setting = limits.get();
    this.messages = new SlidingWindow(scaled(MESSAGES, setting), SECOND);
    this.subscriptions = new SlidingWindow(scaled(SUBSCRIPTIONS, setting), HOUR);
  }

  /** Whether one more message may come. */
  message(now: number): boolean {
    return this.take(this.messages, now);
  }

  /** Whether one more stream may be subscribed. */
  stream(followed: number, now: number): boolean {
    const setting = this.limits.get();
    if (setting !== 'off' && followed >= scaled(STREAMS, setting)) return false;
    return this.take(this.subscriptions, now);
  }

  private take(window: SlidingWindow, now: number): boolean {
    if (this.limits.get() === 'off') return true;
    if (window.left(now) <= 0) return false;
    window.take(now);
    return true;
  }
}

/** Whether a message subscribes more books than the exchange bears. */
export function hasManyBooks(args: unknown, topic: 'channel' | 'topic'): boolean {
  const entries = Array.isArray(args) ? args : [];
  return entries.filter((entry) => isRecord(entry) && entry[topic] === 'books').length >= MOST_BOOKS;
}

const encoder = new TextEncoder();

export function isLong(text: string): boolean {
  return text.length > MOST_BYTES || (text.length * 3 > MOST_BYTES && encoder.encode(text).length > MOST_BYTES);
}
