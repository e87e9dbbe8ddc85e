import { Decimal, text } from '../decimal.js';
import type { Category, HoldSide, Instrument, Purse } from '../types.js';
import type { Debt, Liquidation } from './fund-records.js';
import type { FillFacts, OrderFacts, Terms } from './order-facts.js';
import type { Account, Order, Plan, Position } from './records.js';

/** The same with decimals as text. */
type Plain<Item> = { readonly [Key in keyof Item]: Item[Key] extends Decimal ? string : Item[Key] };

/** An order as it was at a moment. */
export type OrderState = Plain<OrderFacts> & { readonly terms: Terms };
/** A position as it was at a moment; one of size `0` has ended. */
export type PositionState = Plain<Omit<Position, 'account'>>;
/** A plan as it was at a moment, with the number of the order that it sent. */
export type PlanState = Plain<Omit<Plan, 'account' | 'order' | 'children' | 'strategy' | 'extreme'>> & {
  /** Numbers of the order that it sent last, and of all that it sent in parts. */
  readonly order: number | undefined;
  readonly children: readonly number[];
};
/** What is owed in one coin of one purse, as it was at a moment. */
export type DebtState = Plain<Debt>;

/** Unix milliseconds, and the account's id: `key/view`. */
interface OfAccount {
  readonly at: number;
  readonly account: string;
}

/** An order came, changed or ended. */
export interface OrderEvent extends OfAccount {
  readonly type: 'order';
  readonly order: OrderState;
}
/** An order traded; what it is then follows as an {@link OrderEvent}. */
export interface FillEvent extends OfAccount {
  readonly type: 'fill';
  /** Number of the order. */
  readonly order: number;
  readonly fill: FillFacts;
}
/** What a purse has of a coin. */
export interface BalanceEvent extends OfAccount {
  readonly type: 'balance';
  readonly purse: Purse;
  readonly coin: string;
  readonly cash: string;
  /** Part of the cash that orders and positions stand on. */
  readonly hold: string;
}
/** A position opened, changed or ended. */
export interface PositionEvent extends OfAccount {
  readonly type: 'position';
  readonly position: PositionState;
}
/** Something was borrowed, charged or paid. */
export interface LoanEvent extends OfAccount {
  readonly type: 'loan';
  readonly change: 'borrow' | 'interest' | 'repay';
  readonly amount: string;
  /** What is owed then. */
  readonly debt: DebtState;
}
/** A plan came, changed, fired or ended. */
export interface PlanEvent extends OfAccount {
  readonly type: 'plan';
  readonly plan: PlanState;
}
/** A position paid funding, or with an amount above 0 was paid. */
export interface FundingEvent extends OfAccount {
  readonly type: 'funding';
  readonly category: Category;
  readonly symbol: string;
  readonly side: HoldSide;
  readonly coin: string;
  readonly amount: string;
  readonly rate: string;
}
/** A position, or the coins of a purse that owes, were taken over. */
export interface LiquidationEvent extends OfAccount {
  readonly type: 'liquidation';
  readonly what:
    | {
        readonly category: Category;
        readonly symbol: string;
        readonly side: HoldSide;
        readonly size: string;
        readonly price: string;
      }
    | Liquidation;
}
/** A market's last price moved. */
export interface MarketEvent {
  readonly type: 'market';
  readonly at: number;
  readonly category: Category;
  readonly symbol: string;
  readonly price: string;
}
/** Everything, or what one key has, is other than it was: it was put back or forgotten. What was known of it is void. */
export interface ResetEvent {
  readonly type: 'reset';
  readonly at: number;
  readonly key: string | undefined;
}

/** What happened on the exchange, in the order in which it did. Plain JSON that nothing changes afterwards. */
export type EngineEvent =
  | OrderEvent
  | FillEvent
  | BalanceEvent
  | PositionEvent
  | LoanEvent
  | PlanEvent
  | FundingEvent
  | LiquidationEvent
  | MarketEvent
  | ResetEvent;

/** Notified in the midst of what happens: it takes the event down and does not call the engine. */
export type EngineListener = (event: EngineEvent) => void;

function plain<Item extends object>(item: Item): Plain<Item> {
  const entries = Object.entries(item).map(([key, value]) => [key, Decimal.isBigNumber(value) ? text(value) : value]);
  return Object.fromEntries(entries);
}

export function orderEvent(at: number, order: Order): OrderEvent {
  const { trigger } = order;
  const state = plain({ ...order.shown(), trigger: trigger && { ...trigger } });
  return { type: 'order', at, account: order.account.id, order: state };
}

export function fillEvent(at: number, order: Order, fill: FillFacts): FillEvent {
  return { type: 'fill', at, account: order.account.id, order: order.seq, fill };
}

export function balanceEvent(
  at: number,
  { id }: Account,
  purse: Purse,
  coin: string,
  { cash, hold }: { cash: Decimal; hold: Decimal },
): BalanceEvent {
  return { type: 'balance', at, account: id, purse, coin, cash: text(cash), hold: text(hold) };
}

export function positionEvent(at: number, { account, ...position }: Position): PositionEvent {
  return { type: 'position', at, account: account.id, position: plain(position) };
}

export function planEvent(at: number, { account, order, children, strategy, extreme, ...plan }: Plan): PlanEvent {
  const sent = children.map(({ seq }) => seq);
  return { type: 'plan', at, account: account.id, plan: { ...plain(plan), order: order?.seq, children: sent } };
}

export function loanEvent(
  at: number,
  { id }: Account,
  change: LoanEvent['change'],
  amount: Decimal,
  debt: Debt,
): LoanEvent {
  return { type: 'loan', at, account: id, change, amount: text(amount), debt: plain(debt) };
}

export function fundingEvent(
  at: number,
  position: Position,
  coin: string,
  amount: Decimal,
  rate: Decimal,
): FundingEvent {
  const { account, category, symbol, side } = position;
  return {
    type: 'funding',
    at,
    account: account.id,
    category,
    symbol,
    side,
    coin,
    amount: text(amount),
    rate: text(rate),
  };
}

export function liquidationEvent(at: number, { id }: Account, what: LiquidationEvent['what']): LiquidationEvent {
  return { type: 'liquidation', at, account: id, what };
}

export function marketEvent(at: number, { category, symbol }: Instrument, price: Decimal): MarketEvent {
  return { type: 'market', at, category, symbol, price: text(price) };
}
