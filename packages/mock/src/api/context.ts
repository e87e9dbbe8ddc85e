import { Refusal, refuse } from '../core/errors.js';
import type { Behaviour, Call } from '../core/state.js';
import {
  type Account,
  type Engine,
  EngineError,
  idOf,
  type NumberKind,
  type Page,
  pageOf,
  type Source,
  seqOf,
  type View,
  type Window,
  type World,
} from '../engine/index.js';
import { type Family, refusalOf } from './shared/refusals.js';

type Fields = Readonly<Record<string, unknown>>;

/** One request as a behaviour sees it. */
export class Ask {
  readonly world: World;
  private opened: Account | undefined;

  constructor(
    readonly engine: Engine,
    readonly call: Call,
    readonly view: View,
    readonly family: Family,
    readonly fields: Fields = call.fields,
  ) {
    this.world = engine.at(call.now);
  }

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

  /** A field as text; `undefined` where it is left out or empty. */
  text(name: string): string | undefined {
    const value = this.fields[name];
    if (value === undefined || value === null || value === '') return undefined;
    return String(value);
  }

  /** A field that the schema requires. */
  need(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw refuse(this.family === 'v3' ? '25200' : '40019', { about: name });
    return value;
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined || !Number.isFinite(Number(value)) ? undefined : Number(value);
  }

  /** A field that is one of a few words. */
  word<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const value = this.text(name);
    return words.find((word) => word === value);
  }

  id(kind: NumberKind, record: { seq: number }): string {
    return idOf(this.world, kind, record.seq);
  }

  /** One page of a history, as the request's paging fields ask. @throws Refusal for ranges that are too wide */
  page<Item extends { seq: number }>(
    kind: NumberKind,
    items: readonly Item[],
    at: (item: Item) => number,
    matches?: (item: Item) => boolean,
  ): Page<Item> {
    return this.pages(kind, [{ items }], at, matches);
  }

  /** One page of several histories taken together. @throws Refusal for ranges that are too wide */
  pages<Item extends { seq: number }>(
    kind: NumberKind,
    sources: readonly Source<Item>[],
    at: (item: Item) => number,
    matches: (item: Item) => boolean = () => true,
  ): Page<Item> {
    return pageOf(sources, this.window(kind), at, matches);
  }

  private window(kind: NumberKind): Window {
    const from = this.number('startTime');
    const to = this.number('endTime');
    const cursor = this.text('idLessThan') ?? this.text('cursor');
    const { paging, errors } = this.call.operation;
    const days = paging?.windowDays;
    if (from !== undefined && to !== undefined) {
      const code = errors.includes('43111') ? '43111' : '00001';
      if (from > to || (days !== undefined && to - from > days * 86_400_000)) throw refuse(code, { about: 'endTime' });
    }
    const before = cursor === undefined ? undefined : (seqOf(this.world, kind, cursor) ?? 0);
    const until = Math.min(to ?? Number.POSITIVE_INFINITY, this.until);
    return {
      from,
      to: until === Number.POSITIVE_INFINITY ? undefined : until,
      before,
      limit: this.number('limit') ?? 100,
    };
  }

  /** The entries of a batch, each answered by itself. */
  entries(): Ask[] {
    return this.call.batch.map((entry) => this.with(entry));
  }

  /** The same request with other fields. */
  with(fields: Fields): Ask {
    const next = new Ask(this.engine, this.call, this.view, this.family, fields);
    next.opened = this.opened;
    return next;
  }
}

export type Handler = (ask: Ask) => unknown;
export type Handlers = Readonly<Record<string, Handler>>;

/** Makes the core's behaviours of handlers by key. */
export function behavioursOf(engine: Engine, view: View, family: Family, handlers: Handlers): [string, Behaviour][] {
  return Object.entries(handlers).map(([key, handler]) => [
    key,
    (call) => run(family, () => handler(new Ask(engine, call, view, family))),
  ]);
}

function run(family: Family, work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return asRefusal(error, family);
  }
}

/** The refusal behind what was thrown. Anything else is a mistake of ours and goes on. */
export function asRefusal(error: unknown, family: Family): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof EngineError) return refusalOf(error, family);
  throw error;
}
