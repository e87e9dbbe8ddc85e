/** The door of the engine: what the rest of the mock may know of it. It knows no API. */

export { convert, quote } from './convert.js';
export { Decimal, decimal, down, near, ONE, text, ZERO } from './decimal.js';
export { depth } from './depth.js';
export { Engine } from './engine.js';
export { fillsOf } from './fill.js';
export { coinsIn, flashRepay } from './flash.js';
export {
  addressOf,
  cancelWithdrawal,
  chainOf,
  coinsOf,
  knownCoin,
  LONGEST_AMOUNT,
  memberOf,
  openSub,
  transfer,
  withdraw,
} from './funds.js';
export { COINS, STARTING_BALANCES } from './instruments.js';
export type { Scope } from './ledger.js';
export { LENDING, marginTerms } from './lending.js';
export { borrow, debtOf, debtsIn, loanAmount, maxBorrowable, maxTransferOut, owed, repay, riskOf } from './loans.js';
export type { Which } from './log.js';
export {
  cancelAll,
  cancelOrder,
  closePositions,
  FUTURES,
  findOrder,
  knownOrder,
  reverse,
  setLeverage,
  setMargin,
  setMarginMode,
  setPositionMode,
} from './manage.js';
export { UNIFIED_MARGIN } from './margin.js';
export { type Market, marketKey } from './market.js';
export { dropOrphans } from './orphans.js';
export { type Page, pageOf, type Source, type Window } from './page.js';
export { amendOrder, placeOrder } from './place.js';
export { addPlan, cancelPlan, changePlan, directionOf } from './plans.js';
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
  openAccount,
  seqOf,
  type Venue,
  venueOf,
  venuesIn,
  type World,
} from './world.js';
