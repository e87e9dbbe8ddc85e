import { numberOf, textOf } from '../streams/text.js';
import { compareDecimals } from './decimal.js';
import { type BookSide, Levels, type Rows } from './levels.js';
import {
  type BookResult,
  type Broken,
  crossed,
  gap,
  invalid,
  REPEAT,
  RESET,
  SNAPSHOT,
  UPDATE,
  WAITING,
} from './result.js';
import { compareSequences, exactSequence, type Sequence } from './sequence.js';

/** An entry of `data` in a push of an order book: `a` and `b` in v3, `asks` and `bids` in v2. */
export interface BookItem {
  a?: Rows | undefined;
  b?: Rows | undefined;
  asks?: Rows | undefined;
  bids?: Rows | undefined;
  /** Number of this state. Text where it passes 2^53, as `parseBookFrame` gives it. */
  seq?: Sequence | undefined;
  /** The `seq` of the push before. */
  pseq?: Sequence | undefined;
  /** When the matching engine stood at this state, Unix time in milliseconds. */
  ts?: string | undefined;
  maxDepth?: string | undefined;
  maxdepth?: string | undefined;
}

export interface BookOptions {
  /**
   * How many levels a side the stream holds, where its pushes do not say so (`maxdepth`). Levels beyond are dropped,
   * since nothing tells when they change.
   * @default no limit
   */
  maxDepth?: number;
}

export interface OrderBook {
  readonly bids: BookSide;
  readonly asks: BookSide;
  /** `empty` before the first snapshot, `broken` from a result with `resync` to the next one: it shows what was. */
  readonly state: 'empty' | 'live' | 'broken';
  /** Number of this state: a number while that is exact, all its digits as text beyond 2^53. */
  readonly seq: Sequence | undefined;
  /** When the matching engine stood at this state, Unix time in milliseconds. */
  readonly ts: string | undefined;
  /**
   * Whether each update since the snapshot has said what it follows (`pseq`), so that none can be missing. False on
   * streams without it.
   */
  readonly proven: boolean;
  /** Whether the best bid is not below the best ask, as in a snapshot from an auction. */
  readonly crossed: boolean;
  /**
   * Takes one push: a snapshot replaces the book, an update changes levels.
   * @param action `snapshot` or `update`
   */
  apply(action: string, item: BookItem): BookResult;
}

/**
 * An order book that is right or says that it is not. It knows no connection: when a result has `resync`, subscribe anew.
 * @throws nothing: what the exchange sends is told by the result
 */
export const createBook = (options: BookOptions = {}): OrderBook => new Book(options);

class Book implements OrderBook {
  readonly bids = new Levels(1);
  readonly asks = new Levels(-1);
  state: OrderBook['state'] = 'empty';
  seq: Sequence | undefined;
  ts: string | undefined;
  proven = false;
  crossed = false;
  /** No update since the snapshot: the next one may overlap it. */
  #fresh = false;
  /** Levels a side; 0 for as many as come. */
  #limit = 0;
  readonly #options: BookOptions;

  constructor(options: BookOptions) {
    this.#options = options;
  }

  apply(action: string, item: BookItem): BookResult {
    const result = this.#take(action, item);
    if (result.resync) this.state = 'broken';
    return result;
  }

  #take(action: string, item: BookItem): BookResult {
    const update = action === 'update';
    if (!update && action !== 'snapshot')
      return invalid(`the action is ${textOf(action)}, neither snapshot nor update`);
    if (Object(item) !== item) return invalid('the push has no data');
    const seq = exactSequence(item.seq);
    if (Number.isNaN(seq)) return invalid(`seq is ${textOf(item.seq)}, no exact number`);
    if (!update) this.#clear(seq, item);
    else if (this.state !== 'live') return WAITING;
    else {
      const refused = this.#refusal(seq, exactSequence(item.pseq));
      if (refused) return refused;
      this.#fresh = false;
    }
    const broken = this.#merge(item);
    if (broken) return broken;
    this.seq = seq;
    this.ts = item.ts;
    if (!update) this.state = 'live';
    return this.#cross(update) ?? (update ? UPDATE : SNAPSHOT);
  }

  #clear(seq: Sequence | undefined, item: BookItem) {
    this.bids.clear();
    this.asks.clear();
    this.proven = seq !== undefined;
    this.#fresh = true;
    this.#limit = numberOf(item.maxdepth || item.maxDepth || this.#options.maxDepth);
  }

  /** Why an update is not to be applied. */
  #refusal(seq: Sequence | undefined, pseq: Sequence | undefined): BookResult | undefined {
    if (pseq === 0) return RESET;
    if (Number.isNaN(pseq)) return invalid('pseq is no exact number');
    const { seq: at } = this;
    if (seq !== undefined && at !== undefined) {
      const ahead = compareSequences(seq, at);
      if (ahead === 0 || (ahead < 0 && this.#fresh)) return REPEAT;
      const fits = pseq === undefined || pseq === at || (this.#fresh && compareSequences(pseq, at) < 0);
      if (ahead < 0 || !fits) return gap(at, pseq ?? seq);
      if (pseq !== undefined) return undefined;
    }
    this.proven = false;
    return undefined;
  }

  #merge(item: BookItem): Broken | undefined {
    const broken = merge(this.bids, item.b ?? item.bids, 'bids') ?? merge(this.asks, item.a ?? item.asks, 'asks');
    this.bids.limit(this.#limit);
    this.asks.limit(this.#limit);
    return broken;
  }

  /** A book that comes crossed is the exchange's own, in an auction for instance; one that an update crosses is wrong. */
  #cross(update: boolean): Broken | undefined {
    const { best: bid } = this.bids;
    const { best: ask } = this.asks;
    const was = this.crossed;
    const isCrossed = bid && ask && this.bids.top >= -this.asks.top && compareDecimals(bid[0], ask[0]) >= 0;
    this.crossed = isCrossed === true;
    return update && isCrossed && !was ? crossed(bid, ask) : undefined;
  }
}

function merge(levels: Levels, rows: Rows | undefined, name: string): Broken | undefined {
  const bad = levels.merge(rows);
  return bad < 0 ? undefined : invalid(`${name}[${bad}] is no level: ${shown(Object(rows)[bad])}`);
}

/** As JSON, unless it is deeper than a stack. */
function shown(value: unknown): string {
  try {
    return `${JSON.stringify(value)}`;
  } catch {
    return '[…]';
  }
}
