import { type Refusal, refuse } from '../core/errors.js';
import type { Call } from '../core/state.js';
import { type Account, type Engine, idOf, type NumberKind, type View, type World } from '../engine/index.js';
import type { MockOperation } from '../types.js';
import type { Family } from './shared/refusals.js';

/** What of a request is needed besides what it asks for. */
export type Caller = Pick<Call, 'now' | 'lag' | 'account'> & {
  operation: Pick<MockOperation, 'key' | 'paging' | 'errors'>;
};

/** One request as its handler sees it: what it asks for, who asks, and the exchange that it is answered from. */
export class RequestContext<Request = unknown> {
  readonly world: World;
  private opened: Account | undefined;

  constructor(
    readonly engine: Engine,
    readonly call: Caller,
    readonly view: View,
    readonly family: Family,
    /** Query and body in one, as the operation's request type says: the core has checked it. */
    readonly request: Request,
  ) {
    this.world = engine.at(call.now);
  }

  /** Unix milliseconds by the mock's clock. */
  get now(): number {
    return this.call.now;
  }

  /** A moment after which nothing is seen yet, Unix milliseconds. */
  get until(): number {
    const { now, lag } = this.call;
    return lag ? now - lag : Number.POSITIVE_INFINITY;
  }

  /** The account that asks. */
  get account(): Account {
    const facts = this.call.account;
    if (!facts) throw new Error(`[mock] ${this.call.operation.key} has no account: it isn't signed`);
    this.opened ??= this.engine.account({ key: facts.apiKey, mode: facts.mode }, this.view, this.call.now);
    return this.opened;
  }

  /** The exchange's number of a record. */
  id(kind: NumberKind, record: { seq: number }): string {
    return idOf(this.world, kind, record.seq);
  }

  /** The refusal of a request that leaves out a field which others of its fields make necessary. */
  missing(field: string): Refusal {
    return refuse(this.family === 'v3' ? '25200' : '40019', { about: field });
  }

  /** The same caller with another request: an entry of a batch. */
  with<Other>(request: Other): RequestContext<Other> {
    const next = new RequestContext(this.engine, this.call, this.view, this.family, request);
    next.opened = this.opened;
    return next;
  }
}
