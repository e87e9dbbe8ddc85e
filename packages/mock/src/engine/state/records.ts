import type { Decimal } from '../decimal.js';
import type {
  Category,
  Force,
  HoldSide,
  Line,
  LoanType,
  MarginMode,
  OrderType,
  PositionMode,
  Purse,
  Side,
  StpMode,
  TriggerBy,
  View,
} from '../types.js';
import type {
  Balance,
  Bill,
  Debt,
  Interest,
  Liquidation,
  Loan,
  Movement,
  Quote,
  Repayment,
  Transfer,
} from './fund-records.js';
import type { Ledger } from './ledger.js';

export type OrderStatus = 'live' | 'partially_filled' | 'filled' | 'cancelled';

/** Why an order ended unfilled; the words are v3's. */
export type CancelReason =
  | ''
  | 'normal_cancel'
  | 'ioc_not_full_cancel'
  | 'fok_not_full_cancel'
  | 'post_only_fill_cancel'
  | 'stp_cancel'
  | 'modify_limit_order'
  | 'burst_cancel'
  | 'tpsl_plan_cancel';

/** Take profit and stop loss that come to life with a fill. Prices as text; `''` for none. */
export interface Preset {
  takeProfit: string;
  stopLoss: string;
  /** Limit price of the order that fires; `''` for a market order. */
  takeProfitPrice: string;
  stopLossPrice: string;
  takeProfitBy: TriggerBy;
  stopLossBy: TriggerBy;
}

/** The price that an order waits for before it is sent to the book. */
export interface OrderTrigger {
  readonly ticks: number;
  /** `up` fires at or above the price, `down` at or below. */
  readonly direction: 'up' | 'down';
  /** Whether it was sent. */
  fired: boolean;
}

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

/** What is known of an order besides whose it is and its {@link Terms}. */
export interface OrderFacts {
  seq: number;
  /** The caller's number, `''` if they gave none. */
  clientOid: string;
  /** Limit price in ticks; 0 for market orders. */
  ticks: number;
  status: OrderStatus;
  reason: CancelReason;
  readonly createdAt: number;
  updatedAt: number;
  preset: Preset | undefined;
  trigger: OrderTrigger | undefined;
  /** In base coin; for a market buy by value, in quote coin. */
  size: Decimal;
  /** Base coin traded. */
  filled: Decimal;
  /** Quote coin traded. */
  value: Decimal;
  /** Fees so far, positive, in the terms' `feeCoin`. */
  fee: Decimal;
  /** What is held for the rest of it, in the coin of the terms' `holdCoin`. */
  hold: Decimal;
  /** Realised profit of its fills. */
  profit: Decimal;
}

/** An order, with its terms as fields of its own. */
export interface Order extends OrderFacts, Terms {
  readonly account: Account;
  readonly terms: Terms;
  /** The latest of its executions, each of which knows the one before. */
  lastFill: Fill | undefined;
  /** Whether it still waits. */
  readonly isOpen: boolean;
  /** Keeps the amounts in less room from now on: an order that has ended. */
  pack(): void;
  /** Plain JSON but for decimals. */
  shown(): OrderFacts & { terms: Terms };
}

/** What is known of an execution besides whose it is. */
export interface FillFacts {
  readonly seq: number;
  readonly price: string;
  readonly size: string;
  readonly value: string;
  /** Positive. */
  readonly fee: string;
  readonly profit: string;
  readonly maker: boolean;
  readonly at: number;
  /** Futures: whether it added to the position, took from it, or both. */
  readonly effect: 'spot' | 'open' | 'close';
}

/** One execution of one order. */
export interface Fill extends FillFacts {
  readonly order: Order;
  /** The execution of the same order before it. */
  readonly before: Fill | undefined;
  readonly line: Line;
  readonly symbol: string;
  /** Cash after a spot trade, of the coin received or of the coin given. */
  cash(received: boolean): string;
  /** Plain JSON. */
  shown(): FillFacts;
}

export interface Position {
  /** Given anew when it is closed. */
  seq: number;
  readonly account: Account;
  readonly category: Category;
  readonly symbol: string;
  side: HoldSide;
  readonly hedge: boolean;
  readonly wallet: Purse;
  marginMode: MarginMode;
  leverage: number;
  size: Decimal;
  /** Sum of price times size of what is open: the average price is `cost / size`. */
  cost: Decimal;
  /** Held in the wallet for it. */
  margin: Decimal;
  /** Size that closing orders stand for. */
  frozen: Decimal;
  realised: Decimal;
  openFee: Decimal;
  closeFee: Decimal;
  funding: Decimal;
  opened: Decimal;
  openedCost: Decimal;
  closed: Decimal;
  closedValue: Decimal;
  autoMargin: boolean;
  readonly createdAt: number;
  updatedAt: number;
}

export type PlanKind =
  | 'normal_plan'
  | 'track_plan'
  | 'profit_plan'
  | 'loss_plan'
  | 'pos_profit'
  | 'pos_loss'
  | 'moving_plan'
  | 'tpsl'
  | 'oco'
  | 'trailing_stop'
  | 'iceberg'
  | 'twap';

/** One condition of a plan. */
export interface Trigger {
  which: 'open' | 'profit' | 'loss';
  ticks: number;
  /** `up` fires at or above the price, `down` at or below. */
  direction: 'up' | 'down';
  by: TriggerBy;
  /** Limit price of the order, in ticks; 0 for a market order. */
  orderTicks: number;
}

/** How the orders of a strategy are priced. */
export interface Pricing {
  /** `market` sends market orders, `fixed` is at `ticks`, the others follow the last price or the best of either side. */
  readonly from: 'market' | 'fixed' | 'last' | 'own' | 'other';
  readonly ticks: number;
  /** Distance from there, away from the other side: in ticks, and as a share of the last price. */
  readonly distance: number;
  readonly share: number;
  /** Worst price, in ticks; 0 for none. */
  readonly worst: number;
}

/** What a plan does besides waiting for its conditions. Plain JSON. */
export interface Strategy {
  /** What the request said of it, to be shown again. */
  readonly params: Readonly<Record<string, string>>;
  readonly pricing: Pricing;
  /** Trailing: by how many ticks the price turns back; 0 where the callback says it. */
  readonly spread: number;
  /** In parts: the size of one, or `''` where their number counts. */
  readonly part: string;
  readonly parts: number;
  /** By the clock: milliseconds from part to part. */
  readonly every: number;
  /** By the clock: the price at which it ends before its time; 0 ticks for none. */
  readonly until: { readonly ticks: number; readonly direction: 'up' | 'down' };
  /** When it began, Unix milliseconds; 0 before. */
  begun: number;
  /** By the clock: how many parts were due so far. */
  sent: number;
}

/** An order that waits for a price. */
export interface Plan {
  readonly seq: number;
  readonly account: Account;
  readonly kind: PlanKind;
  readonly category: Category;
  readonly line: Line;
  readonly symbol: string;
  readonly side: Side;
  readonly posSide: HoldSide | 'net';
  readonly closing: boolean;
  readonly reduceOnly: boolean;
  readonly marginMode: MarginMode;
  readonly stp: StpMode;
  readonly force: Force;
  clientOid: string;
  /** Zero: the whole position. */
  size: Decimal;
  readonly byValue: boolean;
  triggers: Trigger[];
  /** Trailing plans: percent, and the best price since they came to life. */
  callback: string;
  extreme: number;
  status: 'live' | 'executed' | 'fail_execute' | 'cancelled';
  /** The condition that fired. */
  fired: Trigger['which'] | undefined;
  /** The order that it sent last. */
  order: Order | undefined;
  /** In parts: all orders that it sent, oldest first. */
  readonly children: Order[];
  readonly strategy: Strategy | undefined;
  preset: Preset | undefined;
  readonly createdAt: number;
  updatedAt: number;
}

export interface Leverages {
  crossed: number;
  long: number;
  short: number;
}

/** What its owner may set of an account as a whole. */
export interface AccountSettings {
  assetMode: 'single' | 'union';
  deduct: boolean;
  /** When all orders are cancelled unless the countdown is renewed; 0 for never. */
  countdown: number;
  frozen: boolean;
  /** Unified account: whether executions pay debt back by themselves. */
  repayMode: 'auto' | 'manual';
}

/** One key's account of one view, with everything in it. */
export interface Account extends AccountSettings {
  /** `key/view`. */
  readonly id: string;
  readonly key: string;
  readonly view: View;
  readonly uid: string;
  /** Accounts of one family share a book: an account and its sub-accounts. */
  readonly family: string;
  readonly parent: Account | undefined;
  readonly name: string;
  note: string;
  readonly createdAt: number;
  readonly wallets: Map<string, Balance>;
  readonly orders: Ledger<Order>;
  /** The open ones that close a position, by the position's key. */
  readonly closing: Map<string, Set<Order>>;
  /** Classic account: size that the open orders of a position's side would add to it. */
  readonly opening: Map<string, Decimal>;
  readonly clientOids: Map<string, Order>;
  readonly plans: Ledger<Plan>;
  readonly planOids: Map<string, Plan>;
  readonly fills: Ledger<Fill>;
  readonly bills: Bill[];
  readonly positions: Map<string, Position>;
  readonly closedPositions: Position[];
  readonly transfers: Transfer[];
  readonly movements: Movement[];
  readonly quotes: Quote[];
  /** Withdrawals that have not left. */
  readonly pending: Set<Movement>;
  /** By purse and coin, like the wallets. */
  readonly debts: Map<string, Debt>;
  readonly loans: Loan[];
  readonly repayments: Repayment[];
  readonly interests: Interest[];
  readonly liquidations: Liquidation[];
  /** Unified account: leverage of borrowed coins. */
  readonly coinLeverages: Map<string, number>;
  readonly subs: Account[];
  /** By category; one for all in the unified account. */
  readonly positionModes: Map<string, PositionMode>;
  /** By market key. */
  readonly leverages: Map<string, Leverages>;
  readonly marginModes: Map<string, MarginMode>;
  stp: StpMode;
}
