import type { Decimal } from './decimal.js';

/** Product line of an instrument. */
export type Category = 'SPOT' | 'USDT-FUTURES' | 'COIN-FUTURES' | 'USDC-FUTURES';

/** What lists of orders are kept by: product lines, what trades in the spot market on other terms apart. */
export type Line = Category | 'SPOT-TPSL' | 'CROSSED' | 'ISOLATED' | 'MARGIN';

/**
 * Which account of a key: the classic one (v2, a wallet for each product) or the unified one (v3, one wallet).
 * Keys without a mode have both, side by side.
 */
export type View = 'classic' | 'unified';

/** Where an account keeps coins. `uta` is the unified account's own wallet, `p2p` is the funding account. */
export type WalletName =
  | 'spot'
  | 'p2p'
  | 'usdt_futures'
  | 'coin_futures'
  | 'usdc_futures'
  | 'crossed_margin'
  | 'isolated_margin'
  | 'uta';

/** What coins and debts are kept in: a wallet, on isolated margin that of one pair. */
export type Purse = Exclude<WalletName, 'isolated_margin'> | `isolated_margin/${string}`;

/** What a margin order does about loans; the words are v2's. */
export type LoanType = 'normal' | 'autoLoan' | 'autoRepay' | 'autoLoanAndRepay';

export type Side = 'buy' | 'sell';
export type OrderType = 'limit' | 'market';
export type Force = 'gtc' | 'ioc' | 'fok' | 'post_only';
export type StpMode = 'none' | 'cancel_taker' | 'cancel_maker' | 'cancel_both';
export type MarginMode = 'crossed' | 'isolated';
export type PositionMode = 'one_way_mode' | 'hedge_mode';
export type HoldSide = 'long' | 'short';
export type TriggerBy = 'fill_price' | 'mark_price';

/** Decimal amounts by coin, as text: `{ USDT: '100000' }`. */
export type Amounts = Readonly<Record<string, string>>;

export interface EngineOptions {
  /** Another seed, another market. */
  seed: string;
  /** What a new account holds, by wallet. @default see `STARTING_BALANCES` */
  balances?: Partial<Record<Purse, Amounts>>;
  /** Position mode of new accounts. @default hedge for classic, one-way for unified accounts, as on the exchange */
  positionMode?: Partial<Record<View, PositionMode>>;
  /** Whether orders of different keys meet. @default false: a key trades with the seeded market and its own sub-accounts */
  sharedBook?: boolean;
}

/** Who an operation is for. */
export interface Owner {
  /** API key; sub-accounts' keys are made by the engine's own calls. */
  key: string;
  /** Kind of account; `undefined` for keys that have both. */
  mode?: View | undefined;
}

/** What a control interface may do to the exchange. Moments are Unix milliseconds by the mock's clock. */
export interface EngineControl {
  /**
   * Credits a wallet from outside. Without a wallet: `spot` of a classic account, `uta` of a unified one, both
   * for a key that has both.
   *
   * @throws EngineError `unknown-wallet`, `unknown-coin`, `bad-amount`
   */
  deposit(deposit: { owner: Owner; coin: string; amount: string; wallet?: Purse; now: number }): void;
  /**
   * Puts a market to a price, where it stays: orders and triggers on the way fire. `undefined` lets it move with
   * the clock again, from there.
   *
   * @throws EngineError `unknown-symbol`, `bad-price`
   */
  setPrice(change: { symbol: string; category?: Category; price: string | undefined; now: number }): void;
  /** Everything as plain JSON. */
  snapshot(): EngineSnapshot;
  /** Puts everything back to a snapshot. @throws EngineError `bad-snapshot` */
  restore(snapshot: EngineSnapshot): void;
  /** Forgets all accounts, or one key's alone; with a seed the market changes as well. */
  reset(options?: { key?: string; seed?: string }): void;
}

/** Plain JSON; what is in it is nobody else's business. */
export interface EngineSnapshot {
  format: 'bitget-mock/1';
  [part: string]: unknown;
}

/** Trading rules of one symbol. */
export interface Instrument {
  symbol: string;
  category: Category;
  base: string;
  quote: string;
  /** Coin that margin, profit and futures fees are in; the quote coin for spot. */
  settle: string;
  /** Decimals of a price. */
  pricePlaces: number;
  /** Decimals of a quantity. */
  sizePlaces: number;
  /** Decimals of an amount of quote coin. */
  quotePlaces: number;
  minSize: Decimal;
  maxSize: Decimal;
  /** Smallest order by value, in quote coin. */
  minValue: Decimal;
  makerFee: Decimal;
  takerFee: Decimal;
  maxLeverage: number;
  /** Hours between funding settlements. */
  fundingHours: number;
  /** Price that the walk starts from. */
  start: number;
}

/** An order as the engine takes it: `side` is the way the coin goes, whatever an API calls it. */
export interface OrderRequest {
  category: Category;
  symbol: string;
  side: Side;
  type: OrderType;
  /** @default 'gtc' */
  force?: Force | undefined;
  /** Needed for limit orders. */
  price?: string | undefined;
  size: string;
  /** `size` is an amount of quote coin: market buys of spot. */
  byValue?: boolean;
  clientOid?: string | undefined;
  stp?: StpMode | undefined;
  /** Hedge mode: the position meant. */
  posSide?: HoldSide | undefined;
  /** Hedge mode: whether it takes from the position. */
  closing?: boolean;
  reduceOnly?: boolean;
  marginMode?: MarginMode | undefined;
  takeProfit?: string | undefined;
  stopLoss?: string | undefined;
  takeProfitPrice?: string | undefined;
  stopLossPrice?: string | undefined;
  takeProfitBy?: TriggerBy | undefined;
  stopLossBy?: TriggerBy | undefined;
  /** Margin: where its coins are, which list it is in, and whether it borrows and repays. */
  margin?: { purse: Purse; line: Line; loan: LoanType } | undefined;
  /** Spot: the order waits, with its money held, until the last price gets there. */
  trigger?: string | undefined;
  /** @default 'normal' for limit, 'market' for market orders */
  source?: string;
}

/** Why the engine turns a request down; handlers name the code of their family. */
export type Reason =
  | 'unknown-symbol'
  | 'unknown-coin'
  | 'unknown-wallet'
  | 'bad-amount'
  | 'bad-price'
  | 'bad-snapshot'
  | 'insufficient'
  | 'insufficient-margin'
  | 'duplicate'
  | 'no-such-order'
  | 'order-closed'
  | 'id-needed'
  | 'min-value'
  | 'min-size'
  | 'max-size'
  | 'price-needed'
  | 'price-step'
  | 'price-scale'
  | 'size-scale'
  | 'price-limit'
  | 'position-mode'
  | 'no-position'
  | 'close-too-much'
  | 'mode-in-use'
  | 'margin-mode-in-use'
  | 'leverage-range'
  | 'leverage-margin'
  | 'margin-fixed'
  | 'margin-too-low'
  | 'margin-coin'
  | 'nothing-changed'
  | 'too-many-orders'
  | 'no-such-plan'
  | 'plan-closed'
  | 'trigger-price'
  | 'tp-long'
  | 'tp-short'
  | 'sl-long'
  | 'sl-short'
  | 'no-position-tpsl'
  | 'transfer-same'
  | 'transfer-too-much'
  | 'transfer-coin'
  | 'no-convert'
  | 'quote-altered'
  | 'quote-expired'
  | 'withdraw-min'
  | 'withdraw-chain'
  | 'no-such-withdrawal'
  | 'withdrawal-done'
  | 'not-own-sub'
  | 'no-liquidity'
  | 'nothing-to-cancel'
  | 'not-borrowable'
  | 'borrow-min'
  | 'borrow-limit'
  | 'loan-places'
  | 'repay-min'
  | 'repay-too-much'
  | 'repay-interest'
  | 'no-such-repayment';

/** A request that the exchange turns down. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly reason: Reason,
    /** What the message's `{0}` stands for: a symbol, a limit. */
    readonly about: string = '',
  ) {
    super(about === '' ? reason : `${reason}: ${about}`);
  }
}
