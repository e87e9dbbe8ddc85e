import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Hosted, type SocketRequest, socketServerOf } from '../streams/index.js';
import { addressOf, headersOf } from './node-address.js';
import type { OriginRule } from './origin.js';

/** What a connection may have waiting that its reader does not take, in bytes; the exchange drops those who are too slow. */
const MOST_WAITING = 16_777_216;
/** A message that is longer is not even read; the exchange's own limit is far below. */
const LONGEST = 1_048_576;
/** Milliseconds for the other side to say goodbye. */
const GOODBYE = 1_000;

/** The sockets of an exchange on a server of Node's. */
export class NodeSockets {
  private readonly server = new WebSocketServer({ noServer: true, maxPayload: LONGEST, perMessageDeflate: false });
  private readonly streams;

  constructor(
    private readonly exchange: Hosted,
    http: Server,
    private readonly isAllowed: OriginRule,
  ) {
    this.streams = socketServerOf(exchange);
    http.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
  }

  private upgrade(message: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Whoever gives up early is no error of the mock's.
    socket.on('error', () => {});
    const request = {
      url: message.url ?? '/',
      headers: headersOf(message),
      ip: addressOf(message.socket.remoteAddress),
    };
    const status = this.isAllowed(message.headers.origin) ? this.streams.refusal(request) : 403;
    if (status === undefined) {
      this.server.handleUpgrade(message, socket, head, (peer) => this.serve(request, peer));
      return;
    }
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  /** Cuts what is open. */
  close(): void {
    for (const peer of this.server.clients) peer.terminate();
  }

  private serve(request: SocketRequest, peer: WebSocket): void {
    const { system } = this.exchange;
    const connection = this.streams.accept(request, {
      send(text) {
        peer.send(text);
        if (peer.bufferedAmount > MOST_WAITING) peer.terminate();
      },
      close(code, reason) {
        peer.close(code, reason);
        const timer = system.setTimeout(() => peer.terminate(), GOODBYE);
        peer.once('close', () => system.clearTimeout(timer));
      },
      cut: () => peer.terminate(),
      freeze: () => peer.pause(),
    });
    // A message of bytes is none that the exchange reads.
    peer.on('message', (data, isBinary) => connection.receive(isBinary ? '' : String(data)));
    peer.on('close', () => connection.closed());
    peer.on('error', () => {});
  }
}
