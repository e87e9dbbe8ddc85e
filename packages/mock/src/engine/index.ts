/** The door of the engine: what the rest of the mock may know of it. It knows no API. */

export { Decimal, decimal, down, near, ONE, text, ZERO } from './decimal.js';
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
export { fillsOf } from './fill.js';
export { coinsIn } from './flash.js';
export {
  addressOf,
  chainOf,
  coinsOf,
  knownCoin,
  LONGEST_AMOUNT,
  memberOf,
} from './funds.js';
export { COINS, STARTING_BALANCES } from './instruments.js';
export type { Scope } from './ledger.js';
export { LENDING, marginTerms } from './lending.js';
export { debtOf, debtsIn, loanAmount, maxBorrowable, maxTransferOut, owed, riskOf } from './loans.js';
export type { Which } from './log.js';
export {
  FUTURES,
  findOrder,
  knownOrder,
} from './manage.js';
export { UNIFIED_MARGIN } from './margin.js';
export { type Market, marketKey } from './market.js';
export { type Page, pageOf, type Source, type Window } from './page.js';
export { directionOf } from './plans.js';
export {
  averagePrice,
  expectedSize,
  liquidationPrice,
  maintenance,
  openCost,
  positionKey,
  unrealised,
} from './positions.js';
export type {
  Account,
  Bill,
  Fill,
  Movement,
  Order,
  Plan,
  PlanKind,
  Position,
  Quote,
  Repayment,
  Transfer,
  Trigger,
} from './records.js';
export { leveragesOf, maintenanceRate, marginModeOf, positionModeOf, tiersOf, walletOf } from './settings.js';
export * from './types.js';
export { dollarsOf } from './valuation.js';
export {
  available,
  balanceIn,
  idOf,
  isWallet,
  type NumberKind,
  nextSeq,
  seqOf,
  type Venue,
  venueOf,
  venuesIn,
  type World,
} from './world.js';
