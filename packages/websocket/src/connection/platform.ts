/** What is needed of a WebSocket: the platform's and that of the package `ws` have it. */
export interface SocketLike {
  /** 1 while it is open. */
  readonly readyState: number;
  send(text: string): void;
  close(): void;
  /** Ends it without a handshake, where the platform can. */
  terminate?(): void;
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketLikeEvent) => void): void;
}

/** As much of an event as is read. */
export interface SocketLikeEvent {
  readonly type?: unknown;
  /** Of a message: text, or something else, which the exchange does not send. */
  readonly data?: unknown;
}

/** Opens a connection; `agent` is that of the options. */
export type OpenWebSocket = (url: string, agent?: object) => SocketLike | Promise<SocketLike>;

/** The platform's own. */
export const openWebSocket: OpenWebSocket = (url) => new WebSocket(url);
