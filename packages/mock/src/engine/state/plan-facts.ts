import type { TriggerBy } from '../types.js';

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
