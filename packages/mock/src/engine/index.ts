/** The door of the engine: what the rest of the mock may know of it. It knows no API. */

export { available, balanceIn, isWallet } from './balances.js';
export { chainOf, coinsOf, knownCoin, LONGEST_AMOUNT } from './coins.js';
export { openCost } from './contracts.js';
export { Decimal, decimal, down, near, ONE, text, ZERO } from './decimal.js';
export { addressOf } from './deposits.js';
export { depth } from './depth.js';
export { Engine } from './engine.js';
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
} from './events.js';
export { memberOf } from './family.js';
export { fillsOf } from './fill.js';
export { findOrder, knownOrder } from './find.js';
export { coinsIn } from './flash.js';
export type { Bill, Movement, Quote, Repayment, Transfer } from './fund-records.js';
export { FUTURES } from './holding.js';
export { COINS, STARTING_BALANCES } from './instruments.js';
export type { Scope } from './ledger.js';
export { LENDING, marginTerms } from './lending.js';
export { debtOf, debtsIn, loanAmount, maxBorrowable, maxTransferOut, owed, riskOf } from './loans.js';
export type { Source, Which } from './log.js';
export { UNIFIED_MARGIN } from './margin.js';
export { type Market, marketKey } from './market.js';
export { leveragesOf, marginModeOf, positionModeOf, walletOf } from './modes.js';
export { idOf, type NumberKind, nextSeq, seqOf } from './numbers.js';
export { type Page, pageOf, type Window } from './page.js';
export { directionOf } from './plans.js';
export { averagePrice, expectedSize, positionKey } from './positions.js';
export type { Account, Fill, Order, Plan, PlanKind, Position, Trigger } from './records.js';
export { liquidationPrice, maintenance, unrealised } from './risk.js';
export { maintenanceRate, tiersOf } from './tiers.js';
export * from './types.js';
export { dollarsOf } from './valuation.js';
export { type Venue, venueOf, venuesIn, type World } from './world.js';
