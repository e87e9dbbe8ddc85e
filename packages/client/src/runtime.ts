/**
 * What generated clients are made of, and what a stage of your own needs. Whoever calls the exchange finds all that he
 * needs at the root.
 */
export { type Clock, createClock, platformSystem, type System } from '@bitget-spec/auth';
export { parseRoutes } from '@bitget-spec/contract/routes/read';
export { connectCore } from './call/connect.js';
export { connect } from './call/connect-all.js';
export { sleep, waitFor } from './call/scope.js';
export type { Args, Call, CallContext, Next, Runtime, Stage } from './call/stage.js';
export type { Misfit, ResponseSchemas, Schema } from './drift/fit.js';
export { errorGuard } from './errors/guard.js';
export { http } from './http/http.js';
export type { HttpContext } from './http/http-client.js';
export type { LimitStore, LimitWindow } from './limits/store.js';
export type { LookupCall } from './outcomes/errors.js';
export type { Settled } from './outcomes/intent.js';
export type { Resume } from './outcomes/outcomes.js';
export type { InstrumentRow } from './rules/instrument.js';
export type { RulesSource } from './rules/rules.js';
export type { Fetch } from './transport/fetch.js';
export { parseLossless } from './transport/lossless.js';
