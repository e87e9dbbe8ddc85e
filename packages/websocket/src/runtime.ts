/** What generated sockets are made of. Whoever follows streams finds all that he needs at the root. */
export type { SocketTable } from '@bitget-spec/contract';
export { connectSocket, type SocketBase } from './socket/connect.js';
