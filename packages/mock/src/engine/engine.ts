import { advance } from './clock/advance.js';
import { dropOrphans } from './clock/orphans.js';
import { setPrice } from './clock/set-price.js';
import type { Decimal } from './decimal.js';
import { forgetKey } from './forget.js';
import { amountOf, knownCoin } from './funds/coins.js';
import { convert, type QuoteClaim, type QuoteRequest, quote } from './funds/convert.js';
import { deposit, depositPurses } from './funds/deposits.js';
import { openSub } from './funds/family.js';
import { flashRepay, flashRepayAll } from './funds/flash.js';
import { borrow, repay } from './funds/loans.js';
import { type TransferRequest, transfer } from './funds/transfers.js';
import { cancelWithdrawal, sendWithdrawals, type WithdrawalRequest, withdraw } from './funds/withdrawals.js';
import { type Amendment, amendOrder, setPreset } from './orders/amend.js';
import { cancelAll, cancelOrder } from './orders/cancel.js';
import { type Closed, closePositions, type PositionName, reverse } from './orders/close.js';
import type { OrderName } from './orders/find.js';
import { placeOrder } from './orders/place.js';
import { addPlan, cancelPlan, changePlan, type PlanChange, type PlanDraft } from './plans/plans.js';
import { placeStrategy, type StrategyDraft } from './plans/strategies.js';
import {
  type LeverageChange,
  setAutoMargin,
  setCoinLeverage,
  setLeverage,
  setMargin,
  setMarginMode,
  setPositionMode,
} from './positions/holding.js';
import { takeSnapshot, worldOf } from './snapshot/snapshot.js';
import { accountOf, openAccount } from './state/accounts.js';
import type { EngineListener } from './state/events.js';
import type { Flash, Loan, Movement, Quote, Repayment, Transfer } from './state/fund-records.js';
import { prefixOf } from './state/numbers.js';
import type { Preset } from './state/order-facts.js';
import type { Account, AccountSettings, Order, Plan, Position } from './state/records.js';
import { createWorld, openVenues, type Venue, type World } from './state/world.js';
import type {
  Category,
  EngineControl,
  EngineOptions,
  EngineSnapshot,
  HoldSide,
  MarginMode,
  OrderRequest,
  Owner,
  PositionMode,
  Purse,
  View,
} from './types.js';

/**
 * The exchange: one world, all that may be done to it, and what happened as events. What is asked of the world is
 * answered by functions beside it.
 */
export class Engine implements EngineControl {
  world: World;
  private listeners: readonly EngineListener[] = [];

  constructor(options: EngineOptions) {
    this.world = createWorld(options);
  }

  /**
   * Notifies a listener of all that happens from now on, in order. It is called in the midst of it: it takes the event
   * down and does not call the engine. What it throws is an uncaught error of the process and changes nothing here.
   *
   * @returns what ends it
   */
  on(listener: EngineListener): () => void {
    // Wrapped, so that each subscription ends for itself.
    const own: EngineListener = (event) => listener(event);
    this.listen([...this.listeners, own]);
    return () => this.listen(this.listeners.filter((one) => one !== own));
  }

  private listen(listeners: readonly EngineListener[]): void {
    this.listeners = listeners;
    this.world.emit = listeners.length === 0 ? undefined : this.emit;
  }

  private readonly emit: EngineListener = (event) => {
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  /** The world at a moment, everything due having happened. */
  at(now: number): World {
    advance(this.world, now);
    return this.world;
  }

  /** A key's account at a moment. */
  account(owner: Owner, view: View, now: number): Account {
    const account = accountOf(this.at(now), owner, view);
    if (account.pending.size > 0) sendWithdrawals(this.world, account);
    return account;
  }

  /** Opens a key's accounts with balances of their own, unless they are open. */
  open({ key, mode }: Owner, balances: EngineOptions['balances'], now: number): void {
    const views: View[] = mode ? [mode] : ['classic', 'unified'];
    for (const view of views) {
      if (!this.world.accounts.has(`${key}/${view}`)) openAccount(this.at(now), key, view, { balances });
    }
  }

  /** Opens a virtual sub-account, empty. */
  openSub(parent: Account, name: string, note: string): Account {
    return openSub(this.world, parent, name, note);
  }

  // Orders

  /** {@link placeOrder} */
  place(account: Account, request: OrderRequest): Order {
    return this.settled(placeOrder(this.world, account, request));
  }

  /** {@link amendOrder} */
  amend(order: Order, amendment: Amendment): Order {
    return this.settled(amendOrder(this.world, order, amendment));
  }

  setPreset(order: Order, preset: Preset): void {
    setPreset(this.world, order, preset);
  }

  /** {@link cancelOrder} */
  cancel(account: Account, name: OrderName): Order {
    return cancelOrder(this.world, account, name);
  }

  /** Cancels open orders. */
  cancelAll(orders: readonly Order[]): readonly Order[] {
    return cancelAll(this.world, orders);
  }

  /** Closes an account's positions at the market, each answered by itself. */
  close(account: Account, category: Category, which: PositionName): Closed[] {
    return this.settled(closePositions(this.world, account, category, which));
  }

  /** {@link reverse} */
  reverse(account: Account, category: Category, symbol: string, side: HoldSide, clientOid?: string): Order {
    return this.settled(reverse(this.world, account, category, symbol, side, clientOid));
  }

  private settled<Done>(done: Done): Done {
    dropOrphans(this.world);
    return done;
  }

  // Plans

  /** {@link addPlan} */
  addPlan(venue: Venue, draft: PlanDraft): Plan {
    return addPlan(this.world, venue, draft);
  }

  /** {@link placeStrategy} */
  placeStrategy(venue: Venue, draft: StrategyDraft): Plan {
    return this.settled(placeStrategy(this.world, venue, draft));
  }

  /** {@link changePlan} */
  changePlan(plan: Plan, change: PlanChange): void {
    changePlan(this.world, plan, change);
  }

  /** {@link cancelPlan} */
  cancelPlan(plan: Plan): void {
    cancelPlan(this.world, plan);
  }

  // Positions and how they are held

  /** {@link setLeverage} */
  setLeverage(account: Account, venue: Venue, change: LeverageChange): void {
    setLeverage(this.world, account, venue, change);
  }

  /** {@link setMargin} */
  setMargin(account: Account, venue: Venue, side: HoldSide | undefined, amount: string): void {
    setMargin(this.world, account, venue, side, amount);
  }

  /** {@link setMarginMode} */
  setMarginMode(account: Account, venue: Venue, mode: MarginMode): void {
    setMarginMode(account, venue, mode);
  }

  /** {@link setPositionMode} */
  setPositionMode(account: Account, category: Category, mode: PositionMode): void {
    setPositionMode(account, category, mode);
  }

  /** {@link setCoinLeverage} */
  setCoinLeverage(account: Account, coin: string, leverage: string): void {
    setCoinLeverage(account, coin, leverage);
  }

  /** Changes settings of an account as a whole. */
  configure(account: Account, settings: Partial<AccountSettings>): void {
    Object.assign(account, settings);
  }

  setAutoMargin(position: Position, on: boolean): void {
    setAutoMargin(this.world, position, on);
  }

  // Funds and loans

  /** {@link transfer} */
  transfer(source: Account, target: Account, request: TransferRequest): Transfer {
    return transfer(this.world, source, target, request);
  }

  /** {@link withdraw} */
  withdraw(account: Account, request: WithdrawalRequest): Movement {
    return withdraw(this.world, account, request);
  }

  /** {@link cancelWithdrawal} */
  cancelWithdrawal(account: Account, name: { orderId?: string | undefined; clientOid?: string | undefined }): Movement {
    return cancelWithdrawal(this.world, account, name);
  }

  /** {@link quote} */
  quote(account: Account, request: QuoteRequest): Quote {
    return quote(this.world, account, request);
  }

  /** {@link convert} */
  convert(account: Account, claim: QuoteClaim): Quote {
    return convert(this.world, account, claim);
  }

  /** {@link borrow} */
  borrow(account: Account, purse: Purse, coin: string, amount: Decimal): Loan {
    return borrow(this.world, account, purse, coin, amount, 'manual');
  }

  /** {@link repay} */
  repay(account: Account, purse: Purse, coin: string, amount: Decimal): Repayment {
    return repay(this.world, account, purse, coin, amount);
  }

  /** {@link flashRepay} */
  flashRepay(account: Account, purse: Purse, coin: string, payers?: readonly string[]): Flash {
    return flashRepay(this.world, account, purse, coin, 'manual', payers);
  }

  /** {@link flashRepayAll} */
  flashRepayAll(account: Account, purse: Purse, coin?: string): number {
    return flashRepayAll(this.world, account, purse, coin);
  }

  // Control

  deposit({ owner, coin, amount, wallet, now }: Parameters<EngineControl['deposit']>[0]): void {
    // Refused before an account is opened for it.
    knownCoin(coin);
    amountOf(amount);
    for (const [view, purse] of depositPurses(owner, wallet)) {
      deposit(this.world, this.account(owner, view, now), purse, coin, amount);
    }
  }

  setPrice(change: Parameters<EngineControl['setPrice']>[0]): void {
    setPrice(this.world, change);
  }

  snapshot(): EngineSnapshot {
    return takeSnapshot(this.world);
  }

  restore(snapshot: EngineSnapshot): void {
    this.become(worldOf(snapshot));
  }

  reset({ key, seed }: { key?: string; seed?: string } = {}): void {
    const { options } = this.world;
    if (key === undefined) {
      this.become(createWorld({ ...options, ...(seed === undefined ? {} : { seed }) }));
      return;
    }
    forgetKey(this.world, key);
    if (seed !== undefined) {
      this.world.options = { ...options, seed };
      this.world.prefix = prefixOf(seed);
      openVenues(this.world);
    }
    this.world.emit?.({ type: 'reset', at: this.world.now, key });
  }

  private become(world: World): void {
    this.world = world;
    this.listen(this.listeners);
    world.emit?.({ type: 'reset', at: world.now, key: undefined });
  }
}
