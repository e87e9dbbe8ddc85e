import type { EngineEvent } from '../engine/index.js';
import type { Pushed, Source } from './source.js';

/** A connection that follows a stream. */
export interface Follower {
  /** @param channel key of the channel, `v3:public.books` */
  push(channel: string, frame: string): void;
}

export interface StreamParts {
  /** Key of the channel, `v3:public.books`. */
  readonly channel: string;
  /** What names the stream, as its pushes repeat it. */
  readonly arg: Readonly<Record<string, string>>;
  /** Id of the account whose stream it is; absent for all the world's. */
  readonly account: string | undefined;
  /** The least time between two pushes, in milliseconds; absent where a push comes with what it is about. */
  readonly pace: number | undefined;
  readonly make: () => Source;
  /** By the mock's clock, Unix milliseconds. */
  readonly now: () => number;
}

/** One stream and those who follow it. What is pushed is written once for all of them. */
export class Stream {
  private readonly members = new Set<Follower>();
  private source: Source;
  private pushedAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly parts: StreamParts) {
    this.source = parts.make();
  }

  get followers(): number {
    return this.members.size;
  }

  get pace(): number | undefined {
    return this.parts.pace;
  }

  join(follower: Follower): void {
    this.members.add(follower);
    const pushed = this.source.first?.();
    if (pushed) follower.push(this.parts.channel, this.write(pushed));
  }

  leave(follower: Follower): void {
    this.members.delete(follower);
  }

  /** Works events in. What was known before one that makes it void is forgotten: the stream begins anew, for all. */
  tell(events: readonly EngineEvent[]): void {
    const { account } = this.parts;
    const isVoid = (event: EngineEvent) =>
      event.type === 'reset' && (event.key === undefined || account?.startsWith(`${event.key}/`) === true);
    const reset = events.findLastIndex(isVoid);
    if (reset >= 0) {
      this.source = this.parts.make();
      this.push(this.source.first?.());
    }
    if (!this.source.on) return;
    const since = events.slice(reset + 1);
    const own =
      account === undefined ? since : since.filter((event) => 'account' in event && event.account === account);
    if (own.length > 0) this.push(this.source.on(own));
  }

  /** @param now of the system, not of the exchange: this is about how often */
  look(now: number): void {
    // A timer may be a little early.
    if (!this.source.next || now - this.pushedAt < (this.parts.pace ?? 0) - 1) return;
    const pushed = this.source.next();
    if (!pushed) return;
    this.pushedAt = now;
    this.push(pushed);
  }

  private push(pushed: Pushed<unknown> | undefined): void {
    if (!pushed) return;
    const frame = this.write(pushed);
    for (const follower of this.members) follower.push(this.parts.channel, frame);
  }

  private write({ action, data }: Pushed<unknown>): string {
    const { channel, arg, now } = this.parts;
    const text = JSON.stringify({ action, arg, data, ts: now() });
    return channel.endsWith('ooks') ? bare(text) : text;
  }
}

/** Numbers of books come as bare numbers, past what a number of JavaScript's holds. */
const bare = (text: string) => text.replace(/"(p?seq)":"(\d+)"/g, '"$1":$2');
