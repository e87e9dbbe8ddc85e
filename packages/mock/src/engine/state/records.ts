import type { Decimal } from '../decimal.js';
import type {
  Category,
  Force,
  HoldSide,
  Line,
  MarginMode,
  PositionMode,
  Purse,
  Side,
  StpMode,
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
import type { FillFacts, OrderFacts, Preset, Terms } from './order-facts.js';
import type { PlanKind, Strategy, Trigger } from './plan-facts.js';

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
