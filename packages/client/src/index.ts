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
export { type CachedCall, type CacheOptions, cached } from './cached.js';
export { advises, type Catalogue } from './catalogue.js';
export { clockSync } from './clock-sync.js';
export { connectCore } from './connect.js';
export { DriftError, type DriftOptions, drift } from './drift/drift.js';
export type { Misfit, ResponseSchemas, Schema } from './drift/fit.js';
export {
  AuthenticationError,
  BitgetError,
  ClosedError,
  ExchangeError,
  InvalidResponseError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from './errors.js';
export { explains } from './explain.js';
export type { Args, Call, Context, Feature, Next, Runtime } from './feature.js';
export { connect } from './full.js';
export { type CallError, type ErrorGuard, errorGuard } from './guard.js';
export type { CallEvent, DriftEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.js';
export { http } from './http.js';
export type { HttpClient, HttpContext, HttpMiddleware, HttpResult } from './http-client.js';
export { type LimiterOptions, limiter } from './limits/limiter.js';
export { memoryStore } from './limits/memory-store.js';
export type { LimitStore, Window } from './limits/store.js';
export { parseLossless } from './lossless.js';
export type { CallOptions, ClientOptions, CoreOptions, Fetch } from './options.js';
export { type Attempted, type LookUp, NotPlacedError, OutcomeUnknownError } from './outcomes/errors.js';
export type { Intent, OnIntent, Outcome, Settled } from './outcomes/intent.js';
export { type OutcomeOptions, outcomes, type Resume } from './outcomes/outcomes.js';
export type { Resumed, ResumeOptions } from './outcomes/resume.js';
export { type PagesOptions, pages } from './pages.js';
export { type RetryOptions, retries } from './retries.js';
export type { OrderProblem, OrderRule } from './rules/check.js';
export type { Instrument, InstrumentRow } from './rules/instrument.js';
export { type OrderRules, orderRules, type RulesSource } from './rules/rules.js';
