export { type Clock, type Credentials, CredentialsError, createClock } from '@bitget-spec/auth';
export { connect } from './connect.js';
export {
  AuthenticationError,
  BadAnswerError,
  BitgetError,
  ExchangeError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from './errors.js';
export { parseLossless } from './lossless.js';
export type { CallOptions, ClientOptions, HttpClient } from './options.js';
export { parseRoutes, type Routes } from './routes.js';
