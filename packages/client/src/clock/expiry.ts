/** The exchange takes a request until its timestamp is this old, and no timestamp that is further ahead, milliseconds. */
export const EXPIRES_MS = 30_000;

/**
 * What was sent over a socket has no timestamp. Of a connection that has ended here, it may arrive for as long as the exchange
 * keeps its end, which is two minutes after it last heard of it.
 */
export const SOCKET_EXPIRES_MS = 120_000;
