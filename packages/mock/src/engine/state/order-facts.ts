import type { Decimal } from '../decimal.js';
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
  TriggerBy,
} from '../types.js';

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
