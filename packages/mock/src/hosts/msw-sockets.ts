import type { WebSocketHandler } from 'msw';
// Not from 'msw': that loads its other halves as well.
import { ws } from 'msw/core/ws';
import { type Hosted, SOCKET_PATHS, socketServerOf } from '../streams/index.js';

/**
 * The sockets of an exchange as handlers for MSW, beside those for REST:
 * `setupServer(...handlersFor(exchange), ...socketHandlersFor(exchange))`. Connections to the exchange's own hosts meet
 * them, and to any host under the exchange's paths.
 */
export function socketHandlersFor(exchange: Hosted): WebSocketHandler[] {
  const server = socketServerOf(exchange);
  const link = ws.link(new RegExp(`^wss?://[^/]+(${SOCKET_PATHS.join('|')})([?#].*)?$`));
  return [
    link.addEventListener('connection', ({ client }) => {
      const request = { url: String(client.url) };
      if (server.refusal(request) !== undefined) {
        client.close(1006);
        return;
      }
      const connection = server.accept(request, {
        send: (text) => client.send(text),
        close: (code, reason) => client.close(code, reason),
        cut: () => client.close(1006),
      });
      client.addEventListener('message', ({ data }) => connection.receive(typeof data === 'string' ? data : ''));
      client.addEventListener('close', () => connection.closed());
    }),
  ];
}
