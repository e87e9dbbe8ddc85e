export type { AccountSettings, Accounts } from './control/accounts.js';
export type { MockControl, MockSnapshot } from './control/control.js';
export { MAX_BODY } from './core/body-limit.js';
export { type ClockSnapshot, createClock, type MockClock } from './core/clock.js';
export { Refusal, type RefuseOptions, refuse } from './core/errors.js';
export { handle } from './core/handle.js';
export type { JournalEntry, JournalFilter } from './core/journal.js';
export type { LimitSetting } from './core/limits.js';
export {
  type Call,
  createState,
  type MockEngine,
  type MockState,
  type OperationHandler,
  type StateOptions,
} from './core/state.js';
export { defaultAccounts } from './defaults.js';
export type { ActiveFault, Fault, FaultRule } from './faults/types.js';
export { createMockExchange, type MockExchange, type MockOptions } from './hosts/exchange.js';
export { handlersFor, mockHandlers } from './hosts/msw.js';
export type { BitgetOperations, Override, OverrideResponse, Overrides } from './overrides.js';
export type * from './types.js';
