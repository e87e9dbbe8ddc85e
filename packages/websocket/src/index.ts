export type { OpenWebSocket, SocketLike, SocketLikeEvent } from './connection/platform.js';
export { SocketError, type SocketErrorDetails } from './socket/errors.js';
export type { ConnectionEvent, EndReason, NoticeEvent, SocketHooks, StreamHookEvent } from './socket/hooks.js';
export type { SocketLimits, SocketOptions, SocketTiming } from './socket/options.js';
export type { ConnectionStatus, Counters, SocketStatus, StreamState, StreamStatus } from './socket/status.js';
export type { LiveReason, Push, StreamEvent } from './streams/events.js';
export type { DropPolicy } from './streams/queue.js';
export type { Stream, StreamOptions } from './streams/stream.js';
