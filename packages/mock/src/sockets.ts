/** The exchange's sockets without a port. In an entry of its own, so that who uses REST alone does not load them. */
export type { SocketFacts, SocketFilter } from './core/sockets.js';
export { type MemorySocket, type MemorySocketClass, memorySockets, SocketEvent } from './hosts/memory-socket.js';
export { SOCKET_PATHS } from './streams/index.js';
