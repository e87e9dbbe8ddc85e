import { RequestContext } from '../api/context.js';
import type { Family } from '../api/shared/refusals.js';
import type { AccountFacts } from '../core/authenticate.js';
import type { Category, Engine, Venue, World } from '../engine/index.js';
import type { TimeSource } from '../types.js';
import type { Books } from './books.js';

/** What the streams of an exchange are made from. */
export interface Exchange {
  readonly engine: Engine;
  readonly clock: TimeSource;
  readonly books: Books;
}

/** Who follows which stream. */
export class StreamContext<Arg = unknown> {
  constructor(
    readonly exchange: Exchange,
    /** What names the stream. */
    readonly arg: Arg,
    private readonly family: Family,
    /** Whose stream it is; nobody's where it is public. */
    private readonly owner: AccountFacts | undefined,
  ) {}

  get world(): World {
    return this.exchange.engine.world;
  }

  get now(): number {
    return this.exchange.clock.now();
  }

  get account() {
    return this.request.account;
  }

  /** What a request of the same caller would be answered from now. */
  get request(): RequestContext<Arg> {
    const caller = { now: this.now, lag: 0, account: this.owner, operation: { key: 'stream', errors: [] } };
    const view = this.family === 'v3' ? 'unified' : 'classic';
    return new RequestContext(this.exchange.engine, caller, view, this.family, this.arg);
  }

  /** A market; it may be another one after the exchange was put back. */
  venue(category: Category, symbol: string): Venue | undefined {
    return this.world.venues.get(`${category}:${symbol}`);
  }
}
