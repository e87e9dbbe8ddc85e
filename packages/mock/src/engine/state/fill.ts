import type { Line, Purse } from '../types.js';
import type { Bill, BillKind } from './fund-records.js';
import type { FillFacts } from './order-facts.js';
import type { Fill, Order } from './records.js';

/** Cash after a spot trade: of the coin given and of the coin received. */
export interface CashAfter {
  gave: string;
  got: string;
}

/** One execution of one order, which knows it from now on. Its amounts are one text, a third of the room: a million of them have to fit. */
export class PackedFill implements Fill {
  readonly seq: number;
  readonly maker: boolean;
  readonly at: number;
  readonly effect: FillFacts['effect'];
  readonly before: Fill | undefined;
  private readonly amounts: string;

  constructor(
    readonly order: Order,
    { seq, price, size, value, fee, profit, maker, at, effect }: FillFacts,
    { gave, got }: CashAfter = { gave: '', got: '' },
  ) {
    this.seq = seq;
    this.maker = maker;
    this.at = at;
    this.effect = effect;
    this.before = order.lastFill;
    order.lastFill = this;
    // Joined, not concatenated: that would keep the parts alive.
    this.amounts = [price, size, value, fee, profit, gave, got].join(' ');
  }

  get line(): Line {
    return this.order.line;
  }
  get symbol(): string {
    return this.order.symbol;
  }
  get price(): string {
    return this.amount(0);
  }
  get size(): string {
    return this.amount(1);
  }
  get value(): string {
    return this.amount(2);
  }
  get fee(): string {
    return this.amount(3);
  }
  get profit(): string {
    return this.amount(4);
  }

  cash(received: boolean): string {
    return this.amount(received ? 6 : 5);
  }

  shown(): FillFacts {
    const { seq, price, size, value, fee, profit, maker, at, effect } = this;
    return { seq, price, size, value, fee, profit, maker, at, effect };
  }

  private amount(index: number): string {
    return this.amounts.split(' ')[index] ?? '';
  }
}

/** The executions of one order, oldest first. */
export function fillsOf(order: Order): Fill[] {
  const fills: Fill[] = [];
  for (let fill = order.lastFill; fill; fill = fill.before) fills.push(fill);
  return fills.reverse();
}

/** The change of one balance by one execution of a spot order, as the execution has it. */
export class TradeBill implements Bill {
  constructor(
    readonly seq: number,
    private readonly fill: Fill,
    /** Whether it is what the order brought in, or what it gave. */
    private readonly received: boolean,
  ) {}

  get kind(): BillKind {
    return this.fill.order.side;
  }
  get wallet(): Purse {
    return this.fill.order.wallet;
  }
  get coin(): string {
    // Spot fees are in the coin received, holds in the coin given.
    return this.received ? this.fill.order.feeCoin : this.fill.order.holdCoin;
  }
  get amount(): string {
    const { order, size, value } = this.fill;
    const amount = this.received === (order.side === 'buy') ? size : value;
    return this.received ? amount : `-${amount}`;
  }
  get fee(): string {
    const { fee } = this.fill;
    return this.received && fee !== '0' ? `-${fee}` : '0';
  }
  get balance(): string {
    return this.fill.cash(this.received);
  }
  get category(): Line {
    return this.fill.order.line;
  }
  get symbol(): string {
    return this.fill.order.symbol;
  }
  get at(): number {
    return this.fill.at;
  }
}
