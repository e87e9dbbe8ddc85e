import type { Connection } from '../streams/index.js';
import { type Hosted, type SocketRequest, socketServerOf } from '../streams/index.js';

/** What a socket says: that it is open, that a message came (`data`), that it is closed (`code`, `reason`). */
export class SocketEvent extends Event {
  constructor(
    type: 'open' | 'message' | 'error' | 'close',
    /** The message's text. */
    readonly data: string = '',
    /** 1000 for a good end, 1006 for a connection that was dropped. */
    readonly code: number = 0,
    readonly reason: string = '',
    readonly wasClean: boolean = false,
  ) {
    super(type);
  }
}

type Handler = ((event: SocketEvent) => void) | null;

const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3] as const;

/** A connection within this process, with the interface of the platform's `WebSocket`. */
export interface MemorySocket extends EventTarget {
  readonly url: string;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
  readonly readyState: number;
  binaryType: string;
  onopen: Handler;
  onmessage: Handler;
  onerror: Handler;
  onclose: Handler;
  /** @throws DOMException while it is not open yet */
  send(data: string): void;
  close(code?: number, reason?: string): void;
}

/** Makes sockets: stands in for the global `WebSocket`. */
export interface MemorySocketClass {
  new (url: string | URL, protocols?: string | string[]): MemorySocket;
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
}

/**
 * A `WebSocket` that connects to an exchange in this process: any host name will do, the path says which socket is meant.
 * Nothing is sent at once; what was sent arrives in order once the program that sends it has come to rest.
 *
 * @param from where connections come from; each counts for its address
 */
export function memorySockets(exchange: Hosted, from: Pick<SocketRequest, 'headers' | 'ip'> = {}): MemorySocketClass {
  const server = socketServerOf(exchange);

  return class extends EventTarget implements MemorySocket {
    static readonly CONNECTING = CONNECTING;
    static readonly OPEN = OPEN;
    static readonly CLOSING = CLOSING;
    static readonly CLOSED = CLOSED;
    readonly CONNECTING = CONNECTING;
    readonly OPEN = OPEN;
    readonly CLOSING = CLOSING;
    readonly CLOSED = CLOSED;

    readonly url: string;
    readonly protocol = '';
    readonly extensions = '';
    readonly bufferedAmount = 0;
    binaryType = 'blob';
    readyState: number = CONNECTING;
    onopen: Handler = null;
    onmessage: Handler = null;
    onerror: Handler = null;
    onclose: Handler = null;
    private connection: Connection | undefined;
    private isFrozen = false;

    constructor(url: string | URL, _protocols?: string | string[]) {
      super();
      this.url = String(url);
      queueMicrotask(() => this.connect());
    }

    send(data: string): void {
      if (this.readyState === CONNECTING) throw new DOMException('Still in CONNECTING state.', 'InvalidStateError');
      if (this.readyState !== OPEN) return;
      queueMicrotask(() => this.connection?.receive(String(data)));
    }

    close(code = 1005, reason = ''): void {
      if (this.readyState >= CLOSING) return;
      this.readyState = CLOSING;
      if (this.isFrozen) return; // a goodbye that nobody answers
      this.connection?.closed();
      queueMicrotask(() => this.end(code, reason, true));
    }

    private connect(): void {
      if (this.readyState !== CONNECTING) return;
      const request = { ...from, url: this.url };
      if (server.refusal(request) !== undefined) {
        this.fail();
        return;
      }
      this.readyState = OPEN;
      this.connection = server.accept(request, {
        send: (text) => queueMicrotask(() => this.hear(text)),
        close: (code, reason) => queueMicrotask(() => this.end(code, reason, true)),
        cut: () => queueMicrotask(() => this.fail()),
        freeze: () => {
          this.isFrozen = true;
        },
      });
      this.emit(new SocketEvent('open'));
    }

    private hear(text: string): void {
      if (this.readyState === OPEN) this.emit(new SocketEvent('message', text));
    }

    private fail(): void {
      if (this.readyState === CLOSED) return;
      this.emit(new SocketEvent('error'));
      this.end(1006, '', false);
    }

    private end(code: number, reason: string, wasClean: boolean): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      this.connection?.closed();
      this.emit(new SocketEvent('close', '', code, reason, wasClean));
    }

    private emit(event: SocketEvent): void {
      const handlers = { open: this.onopen, message: this.onmessage, error: this.onerror, close: this.onclose };
      handlers[event.type as keyof typeof handlers]?.call(this, event);
      this.dispatchEvent(event);
    }
  };
}
