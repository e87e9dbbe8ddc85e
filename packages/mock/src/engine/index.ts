/** The door of the engine: what the rest of the mock may know of it. It knows no API. */

export { Decimal, decimal, down, near, ONE, text, ZERO } from './decimal.js';
export { Engine } from './engine.js';
export { chainOf, coinsOf, knownCoin, LONGEST_AMOUNT } from './funds/coins.js';
export { addressOf } from './funds/deposits.js';
export { memberOf } from './funds/family.js';
export { coinsIn } from './funds/flash.js';
export { debtOf, debtsIn, loanAmount, maxBorrowable, maxTransferOut, owed, riskOf } from './funds/loans.js';
export { dollarsOf } from './funds/valuation.js';
export { openCost } from './market/contracts.js';
export { COINS } from './market/instruments.js';
export { LENDING, marginTerms } from './market/lending.js';
export { BEAT } from './market/levels.js';
export { type Market, marketKey } from './market/market.js';
export { maintenanceRate, tiersOf } from './market/tiers.js';
export { type Book, type BookLevel, bookOf, depth } from './orders/depth.js';
export { findOrder, findPlan, knownOrder } from './orders/find.js';
export { UNIFIED_MARGIN } from './orders/margin.js';
export { directionOf } from './plans/plans.js';
export type { StrategyDraft } from './plans/strategies.js';
export { FUTURES } from './positions/holding.js';
export { leveragesOf, marginModeOf, positionModeOf, walletOf } from './positions/modes.js';
export { averagePrice, expectedSize, positionKey } from './positions/positions.js';
export { liquidationPrice, maintenance, unrealised } from './positions/risk.js';
export { available, balanceIn, isWallet } from './state/balances.js';
export type {
  BalanceEvent,
  EngineEvent,
  EngineListener,
  FillEvent,
  FundingEvent,
  LiquidationEvent,
  LoanEvent,
  MarketEvent,
  OrderEvent,
  PlanEvent,
  PositionEvent,
  ResetEvent,
} from './state/events.js';
export { fillsOf } from './state/fill.js';
export type { Bill, Interest, Liquidation, Loan, Movement, Quote, Repayment, Transfer } from './state/fund-records.js';
export type { RecordFilter } from './state/ledger.js';
export type { OrderedRecords, Which } from './state/log.js';
export { idOf, type NumberKind, seqOf } from './state/numbers.js';
export { orderAt } from './state/order.js';
export type { FillFacts } from './state/order-facts.js';
export { type Page, type PageQuery, pageOf } from './state/page.js';
export type { PlanKind, Pricing, Strategy, Trigger } from './state/plan-facts.js';
export type { Account, Fill, Order, Plan, Position } from './state/records.js';
export { type Venue, venueOf, venuesIn, type World } from './state/world.js';
export * from './types.js';
