import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockExchange } from './exchange.js';
import type { NodeSockets } from './node-sockets.js';
import type { OriginRule } from './origin.js';

/** The sockets of a server, loaded when the first connection asks for one. */
export class LazySockets {
  private sockets: Promise<NodeSockets> | undefined;

  constructor(
    private readonly exchange: MockExchange,
    server: Server,
    private readonly isAllowed: OriginRule,
  ) {
    server.on('upgrade', (request, socket, head) => {
      this.upgrade(request, socket, head).catch((error) => {
        console.error('[mock] a socket could not be served:', error);
        socket.destroy();
      });
    });
  }

  /** Cuts what is open. */
  close(): void {
    this.sockets?.then((sockets) => sockets.close()).catch(() => {});
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Whoever gives up early is no error of the mock's.
    socket.on('error', () => {});
    if (!this.isAllowed(request.headers.origin)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    this.sockets ??= import('./node-sockets.js').then(({ NodeSockets }) => new NodeSockets(this.exchange));
    (await this.sockets).upgrade(request, socket, head);
  }
}
