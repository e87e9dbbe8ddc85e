import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Source } from '../load/source.js';
import { buildApi } from '../model/build.js';
import { emitSocket } from './socket.js';

const root = fileURLToPath(new URL('../lint/fixtures/clean/spec/v9/openapi.yaml', import.meta.url));
const api = buildApi(await Source.load(root), 'v9', '/');
const { sockets } = api;
if (!sockets) throw new Error('the fixture has no sockets');

test('a declared signature for each stream and way to order, and a table of what the client must know', () => {
  const { path, text } = emitSocket(api, sockets);
  expect(path).toBe('src/socket.ts');
  expect(text.slice(text.indexOf('\n') + 1)).toMatchInlineSnapshot(`
    "import type {
      BatchReply,
      BatchRequest,
      OrderOptions,
      SocketOptions,
      StreamArg,
      StreamOf,
      StreamOptionsOf,
    } from '@bitget-spec/websocket';
    import { connectSocket, type SocketBase, type SocketTable } from '@bitget-spec/websocket/runtime';
    import type { Requests, Streams } from './channel-types.js';

    export * from '@bitget-spec/websocket';
    export type * from './channel-types.js';

    /** Fixture. */
    export interface Socket extends SocketBase {
      readonly public: PublicChannels;
      readonly private: PrivateChannels;
    }

    /** Streams and orders under \`public\`. */
    export interface PublicChannels {
      /**
       * Follow a book.
       *
       * On the wire: \`books\`, \`books5\`.
       */
      books(arg: StreamArg<Streams['public.books']>, options?: StreamOptionsOf<Streams['public.books']>): StreamOf<Streams['public.books']>;
    }

    /** Streams and orders under \`private\`. */
    export interface PrivateChannels {
      /**
       * Place an order.
       */
      placeOrder(request: BatchRequest<Requests['private.place-order'], 'back'>, options?: OrderOptions): Promise<BatchReply<Requests['private.place-order']>>;
    }

    /**
     * Makes a socket; it connects with the first stream or order. Public streams need no credentials.
     * @throws TypeError for an option that there is not
     */
    export function createSocket(options: SocketOptions = {}): Socket {
      return connectSocket<Socket>(table, options);
    }

    /**
     * What names a stream of each channel, what it begins with, what a push does to what came before, and what identifies an item;
     * and each way to order, with where the parts of its frame stand.
     */
    const table: SocketTable = {
      base: '/v9/ws/',
      api: '/api/v9/',
      streams: \`
    public.books topic,symbol snapshot books:levels,books5:replace
    \`,
      requests: \`
    WS private/place-order order id=[].clientOid find=trade/order-info:clientOid frame=back batch
    \`,
      routes: () => import('./routes.js'),
    };
    "
  `);
});
