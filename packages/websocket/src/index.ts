export { type FollowBookOptions, type FollowedBook, followBook } from './book/follow.js';
export { createBookScanner } from './book/scanner.js';
export type { OpenWebSocket, SocketLike, SocketLikeEvent } from './connection/platform.js';
export type { OrderOptions } from './orders/options.js';
export { SocketError, type SocketErrorDetails } from './socket/errors.js';
export type {
  ConnectionEvent,
  EndReason,
  NoticeEvent,
  OrderEvent,
  SocketHooks,
  StreamHookEvent,
} from './socket/hooks.js';
export type { SocketLimits, SocketOptions, SocketTiming } from './socket/options.js';
export type { ConnectionStatus, Counters, SocketStatus, StreamState, StreamStatus } from './socket/status.js';
export type {
  BatchReply,
  BatchRequest,
  OneOrMore,
  OrderReply,
  OrderRequest,
  ParamsRequest,
  StreamArg,
  StreamOf,
  StreamOptionsOf,
} from './socket/typed.js';
export type { LiveReason, Push, StreamEvent } from './streams/events.js';
export type { DropPolicy } from './streams/queue.js';
export type { Stream, StreamOptions } from './streams/stream.js';
