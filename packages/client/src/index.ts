export {
  type Clock,
  type Credentials,
  CredentialsError,
  createClock,
  platformSystem,
  type System,
} from '@bitget-spec/auth';
export type { Codes, Routes } from '@bitget-spec/contract';
export { parseRoutes } from '@bitget-spec/contract/routes/read';
export { type CachedCall, type CacheOptions, cached } from './call/cached.js';
export type { CallOptions } from './call/call-options.js';
export { connectCore } from './call/connect.js';
export { connect } from './call/connect-all.js';
export type { CallEvent, DriftEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './call/hooks.js';
export type { ClientOptions, CoreOptions } from './call/options.js';
export { type RetryOptions, retries } from './call/retries.js';
export type { Args, Call, CallContext, Next, Runtime, Stage } from './call/stage.js';
export { clockSync } from './clock/clock-sync.js';
export { DriftError, type DriftOptions, drift } from './drift/drift.js';
export type { Misfit, ResponseSchemas, Schema } from './drift/fit.js';
export { type Catalogue, catalogueHints } from './errors/catalogue.js';
export {
  AuthenticationError,
  BitgetError,
  ClosedError,
  ExchangeError,
  InvalidResponseError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from './errors/errors.js';
export { signatureReports } from './errors/explain.js';
export { type CallError, type ErrorGuard, errorGuard } from './errors/guard.js';
export { http } from './http/http.js';
export type { HttpClient, HttpContext, HttpMiddleware, HttpResult } from './http/http-client.js';
export { type LimiterOptions, limiter } from './limits/limiter.js';
export { memoryStore } from './limits/memory-store.js';
export type { LimitStore, LimitWindow } from './limits/store.js';
export { type Attempted, type LookupCall, NotPlacedError, OutcomeUnknownError } from './outcomes/errors.js';
export type { Intent, OnIntent, Outcome, Settled } from './outcomes/intent.js';
export { type OutcomeOptions, outcomes, type Resume } from './outcomes/outcomes.js';
export type { Resumed, ResumeOptions } from './outcomes/resume.js';
export { pages } from './pages/pages.js';
export type { PagesOptions } from './pages/walk-ranges.js';
export type { OrderProblem, OrderRule } from './rules/check.js';
export type { Instrument, InstrumentRow } from './rules/instrument.js';
export { type OrderRules, orderRules, type RulesSource } from './rules/rules.js';
export type { Fetch } from './transport/fetch.js';
export { parseLossless } from './transport/lossless.js';
