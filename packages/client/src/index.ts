export { type Credentials, CredentialsError } from '@bitget-spec/auth';
export { type CachedCall, type CacheOptions, cached } from './call/cached.js';
export type { CallOptions } from './call/call-options.js';
export { credentialsFromEnv } from './call/credentials-from-env.js';
export { debugLog } from './call/debug-log.js';
export type { CallEvent, DriftEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './call/hooks.js';
export type { ClientOptions, CoreOptions } from './call/options.js';
export { type RetryOptions, retries } from './call/retries.js';
export { clockSync } from './clock/clock-sync.js';
export { DriftError, type DriftOptions, drift } from './drift/drift.js';
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
export type { CallError, ErrorGuard } from './errors/guard.js';
export { http } from './http/http.js';
export type { HttpClient, HttpMiddleware, HttpResult } from './http/http-client.js';
export { type LimiterOptions, limiter } from './limits/limiter.js';
export { memoryStore } from './limits/memory-store.js';
export { type Attempted, NotPlacedError, OutcomeUnknownError } from './outcomes/errors.js';
export type { Intent, OnIntent, Outcome } from './outcomes/intent.js';
export { type OutcomeOptions, outcomes } from './outcomes/outcomes.js';
export type { Resumed, ResumeOptions } from './outcomes/resume.js';
export { pages } from './pages/pages.js';
export type { PagesOptions } from './pages/walk-ranges.js';
export type { OrderProblem, OrderRule } from './rules/check.js';
export type { Instrument } from './rules/instrument.js';
export { type OrderRules, orderRules } from './rules/rules.js';
