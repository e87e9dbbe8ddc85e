import { Decimal, decimal, text } from '../decimal.js';
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
} from '../types.js';
import type { OrderState } from './events.js';
import type { CancelReason, OrderFacts, OrderStatus, OrderTrigger, Preset, Terms } from './order-facts.js';
import type { Account, Fill, Order } from './records.js';

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

/** An order. Once it has ended its amounts are kept as text, a fifth of the room, and read back when asked for. */
export class PackedOrder implements Order {
  seq: number;
  clientOid: string;
  ticks: number;
  status: OrderStatus;
  reason: CancelReason;
  readonly createdAt: number;
  updatedAt: number;
  preset: Preset | undefined;
  trigger: OrderTrigger | undefined;
  lastFill: Fill | undefined;
  private amounts: Decimal[] | string;

  constructor(
    readonly account: Account,
    readonly terms: Terms,
    draft: OrderFacts,
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

  get size(): Decimal {
    return this.read(0);
  }
  set size(value: Decimal) {
    this.write(0, value);
  }
  get filled(): Decimal {
    return this.read(1);
  }
  set filled(value: Decimal) {
    this.write(1, value);
  }
  get value(): Decimal {
    return this.read(2);
  }
  set value(value: Decimal) {
    this.write(2, value);
  }
  get fee(): Decimal {
    return this.read(3);
  }
  set fee(value: Decimal) {
    this.write(3, value);
  }
  get hold(): Decimal {
    return this.read(4);
  }
  set hold(value: Decimal) {
    this.write(4, value);
  }
  get profit(): Decimal {
    return this.read(5);
  }
  set profit(value: Decimal) {
    this.write(5, value);
  }

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

/** An order as an event has it: it stays so, and nothing of the engine knows it. */
export function orderAt(account: Account, { terms, ...state }: OrderState): Order {
  const amounts = {
    size: decimal(state.size),
    filled: decimal(state.filled),
    value: decimal(state.value),
    fee: decimal(state.fee),
    hold: decimal(state.hold),
    profit: decimal(state.profit),
  };
  return new PackedOrder(account, terms, { ...state, ...amounts });
}
