// What orders over a socket share with those over REST; loaded with the first one.

export { copyOf } from './call/copy.js';
export { CancelScope } from './call/scope.js';
export type { Args, CallContext, Next, Runtime } from './call/stage.js';
export { SOCKET_EXPIRES_MS } from './clock/expiry.js';
export {
  BitgetError,
  ClosedError,
  ExchangeError,
  NetworkError,
  RateLimitError,
  TimeoutError,
} from './errors/errors.js';
export { write } from './outcomes/write.js';
