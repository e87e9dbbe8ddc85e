import type { System } from '@bitget-spec/auth';
import { type EngineEvent, marketKey } from '../engine/index.js';
import type { Exchange } from './context.js';
import type { Follower, Stream } from './stream.js';

/** How often the exchange is looked at where no stream wants it more often, and at most, in milliseconds. */
const SELDOM = 250;
const OFTEN = 20;

/** The streams that someone follows: they are kept while someone does, and so are engine and clock watched. */
export class Hub {
  private readonly streams = new Map<string, Stream>();
  private events: EngineEvent[] = [];
  private stop: (() => void) | undefined;
  private timer: unknown;

  constructor(
    private readonly exchange: Exchange,
    private readonly system: System,
  ) {}

  /** Lets a connection follow a stream, and gives it what has been pushed so far. */
  follow(name: string, make: () => Stream, follower: Follower): Stream {
    this.moveOn();
    let stream = this.streams.get(name);
    if (!stream) {
      stream = make();
      this.streams.set(name, stream);
      this.watch();
    }
    stream.join(follower);
    return stream;
  }

  leave(name: string, follower: Follower): void {
    const stream = this.streams.get(name);
    stream?.leave(follower);
    if (!stream || stream.followers > 0) return;
    this.streams.delete(name);
    if (this.streams.size === 0) this.rest();
    else this.wait();
  }

  private watch(): void {
    this.stop ??= this.exchange.engine.on((event) => this.take(event));
    this.wait();
  }

  private rest(): void {
    this.stop?.();
    this.stop = undefined;
    this.events = [];
    this.system.clearTimeout(this.timer);
    this.timer = undefined;
  }

  // Called in the midst of what happens: what it means is worked out afterwards.
  private take(event: EngineEvent): void {
    if (this.events.push(event) === 1) queueMicrotask(() => this.tell());
  }

  private tell(): void {
    const events = this.events.splice(0);
    if (events.some(({ type }) => type === 'reset')) {
      this.moveOn();
      this.exchange.books.touchAll();
    }
    for (const event of events) {
      if (event.type === 'order')
        this.exchange.books.touch(marketKey(event.order.terms.category, event.order.terms.symbol));
    }
    for (const stream of this.streams.values()) stream.tell(events);
  }

  /** The exchange moves on with its clock, but only when it is asked. */
  private moveOn(): void {
    this.exchange.engine.at(this.exchange.clock.now());
  }

  private look(): void {
    this.moveOn();
    const now = this.system.monotonic();
    for (const stream of this.streams.values()) stream.look(now);
    this.timer = undefined;
    this.wait();
  }

  private wait(): void {
    if (this.timer !== undefined || this.streams.size === 0) return;
    const paces = [...this.streams.values()].map(({ pace }) => pace ?? SELDOM);
    this.timer = this.system.setTimeout(() => this.look(), Math.max(OFTEN, Math.min(SELDOM, ...paces)));
    // Who follows keeps the process alive, not who is followed (Node).
    Object(this.timer).unref?.();
  }
}
