import { Decimal, decimal, text } from './decimal.js';
import type { Account, CancelReason, Fill, OrderStatus, Preset } from './records.js';
import type {
  Category,
  Force,
  HoldSide,
  Line,
  LoanType,
  MarginMode,
  OrderType,
  Purse,
  Side,
  StpMode,
} from './types.js';
import type { OrderTrigger } from './waiting.js';

/** What never changes about an order. Orders of the same terms share one object: a million of them have to fit. */
export interface Terms {
  readonly category: Category;
  readonly line: Line;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly force: Force;
  /** Whether `size` is an amount of quote coin. */
  readonly byValue: boolean;
  readonly feeCoin: string;
  readonly holdCoin: string;
  readonly wallet: Purse;
  /** Margin: whether it borrows and repays. */
  readonly loan: LoanType | undefined;
  readonly stp: StpMode;
  /** Futures: the position it belongs to; `net` in one-way mode. */
  readonly posSide: HoldSide | 'net';
  /** Futures: takes from the position, never adds. */
  readonly closing: boolean;
  /** Futures: asked for as reduce-only. */
  readonly reduceOnly: boolean;
  readonly marginMode: MarginMode;
  readonly leverage: number;
  /** What made it: `normal`, `market`, `plan_limit`, `profit_market`, `liquidation` … */
  readonly source: string;
}

const shared = new Map<string, Terms>();

/** The shared object of some terms. */
export function termsOf(terms: Terms): Terms {
  const { category, line, symbol, side, type, force, byValue, stp, posSide, closing, reduceOnly } = terms;
  const { wallet, loan, marginMode, leverage, source } = terms;
  const flags = (byValue ? 1 : 0) + (closing ? 2 : 0) + (reduceOnly ? 4 : 0);
  const key = `${category}|${line}|${symbol}|${side}|${type}|${force}|${flags}|${loan ?? ''}|${stp}|${posSide}|${wallet}|${marginMode}|${leverage}|${source}`;
  const known = shared.get(key);
  if (known) return known;
  // Few combinations are ever used; should someone use many, sharing is not worth a leak.
  if (shared.size > 10_000) shared.clear();
  shared.set(key, terms);
  return terms;
}

const AMOUNTS = ['size', 'filled', 'value', 'fee', 'hold', 'profit'] as const;
type Amount = (typeof AMOUNTS)[number];

export interface OrderDraft extends Record<Amount, Decimal> {
  seq: number;
  /** The caller's number, `''` if they gave none. */
  clientOid: string;
  /** Limit price in ticks; 0 for market orders. */
  ticks: number;
  status: OrderStatus;
  reason: CancelReason;
  createdAt: number;
  updatedAt: number;
  preset: Preset | undefined;
  trigger: OrderTrigger | undefined;
}

/** An order. Once it has ended its amounts are kept as text, a fifth of the room, and read back when asked for. */
export class Order {
  readonly seq: number;
  clientOid: string;
  ticks: number;
  status: OrderStatus;
  reason: CancelReason;
  readonly createdAt: number;
  updatedAt: number;
  preset: Preset | undefined;
  trigger: OrderTrigger | undefined;
  /** The latest of its executions, each of which knows the one before. */
  lastFill: Fill | undefined;
  private amounts: Decimal[] | string;

  constructor(
    readonly account: Account,
    readonly terms: Terms,
    draft: OrderDraft,
  ) {
    this.seq = draft.seq;
    this.clientOid = draft.clientOid;
    this.ticks = draft.ticks;
    this.status = draft.status;
    this.reason = draft.reason;
    this.createdAt = draft.createdAt;
    this.updatedAt = draft.updatedAt;
    this.preset = draft.preset;
    this.trigger = draft.trigger;
    this.lastFill = undefined;
    this.amounts = AMOUNTS.map((name) => draft[name]);
  }

  /** Whether it still waits. */
  get isOpen(): boolean {
    return this.status === 'live' || this.status === 'partially_filled';
  }

  get category(): Category {
    return this.terms.category;
  }
  get line(): Line {
    return this.terms.line;
  }
  get symbol(): string {
    return this.terms.symbol;
  }
  get side(): Side {
    return this.terms.side;
  }
  get type(): OrderType {
    return this.terms.type;
  }
  get force(): Force {
    return this.terms.force;
  }
  get byValue(): boolean {
    return this.terms.byValue;
  }
  get feeCoin(): string {
    return this.terms.feeCoin;
  }
  get holdCoin(): string {
    return this.terms.holdCoin;
  }
  get wallet(): Purse {
    return this.terms.wallet;
  }
  get loan(): LoanType | undefined {
    return this.terms.loan;
  }
  get stp(): StpMode {
    return this.terms.stp;
  }
  get posSide(): HoldSide | 'net' {
    return this.terms.posSide;
  }
  get closing(): boolean {
    return this.terms.closing;
  }
  get reduceOnly(): boolean {
    return this.terms.reduceOnly;
  }
  get marginMode(): MarginMode {
    return this.terms.marginMode;
  }
  get leverage(): number {
    return this.terms.leverage;
  }
  get source(): string {
    return this.terms.source;
  }

  /** In base coin; for a market buy by value, in quote coin. */
  get size(): Decimal {
    return this.read(0);
  }
  set size(value: Decimal) {
    this.write(0, value);
  }
  /** Base coin traded. */
  get filled(): Decimal {
    return this.read(1);
  }
  set filled(value: Decimal) {
    this.write(1, value);
  }
  /** Quote coin traded. */
  get value(): Decimal {
    return this.read(2);
  }
  set value(value: Decimal) {
    this.write(2, value);
  }
  /** Fees so far, positive, in {@link feeCoin}. */
  get fee(): Decimal {
    return this.read(3);
  }
  set fee(value: Decimal) {
    this.write(3, value);
  }
  /** What is held for the rest of it, in the coin of {@link holdCoin}. */
  get hold(): Decimal {
    return this.read(4);
  }
  set hold(value: Decimal) {
    this.write(4, value);
  }
  /** Realised profit of its fills. */
  get profit(): Decimal {
    return this.read(5);
  }
  set profit(value: Decimal) {
    this.write(5, value);
  }

  /** Keeps the amounts as text from now on. */
  pack(): void {
    if (typeof this.amounts !== 'string') this.amounts = this.amounts.map(text).join(' ');
  }

  private read(index: number): Decimal {
    const { amounts } = this;
    if (typeof amounts === 'string') return decimal(amounts.split(' ')[index] ?? '0');
    return amounts[index] ?? new Decimal(0);
  }

  private write(index: number, value: Decimal): void {
    if (typeof this.amounts === 'string') this.amounts = this.amounts.split(' ').map(decimal);
    this.amounts[index] = value;
  }

  /** Plain JSON but for decimals. */
  shown() {
    const { seq, clientOid, ticks, status, reason, createdAt, updatedAt, preset, trigger, terms } = this;
    const { size, filled, value, fee, hold, profit } = this;
    return {
      seq,
      clientOid,
      ticks,
      status,
      reason,
      createdAt,
      updatedAt,
      preset,
      trigger,
      terms,
      size,
      filled,
      value,
      fee,
      hold,
      profit,
    };
  }
}
