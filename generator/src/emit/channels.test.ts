import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Source } from '../load/source.js';
import { buildApi } from '../model/build.js';
import { emitChannelTypes } from './channel-types.js';
import { emitChannels } from './channels.js';
import { TreeTypes } from './print/tree/tree-types.js';

const root = fileURLToPath(new URL('../lint/fixtures/clean/spec/v9/openapi.yaml', import.meta.url));
const api = buildApi(await Source.load(root), 'v9', '/');
const { sockets } = api;
if (!sockets) throw new Error('the fixture has no sockets');

test('all that the description says of a channel, as data, a line each', () => {
  const { path, text } = emitChannels(sockets);
  expect(path).toBe('src/channels.ts');
  expect(text.slice(text.indexOf('/** Every channel'))).toMatchInlineSnapshot(`
    "/** Every channel, in the order of the description. */
    export const channels: readonly ChannelMetadata[] = [
      { id: 'public.books', key: 'v9:public.books', kind: 'stream', summary: 'Follow a book', private: false, topics: ['books', 'books5'], args: [{ name: 'topic', values: ['books', 'books5'] }, { name: 'symbol' }], push: { first: 'snapshot', merge: { books: 'levels', books5: 'replace' }, sequence: { current: 'seq' }, intervals: [{ ms: 100, most: 200, arg: { topic: 'books' } }] }, permission: 'none', account: 'any', effect: 'read', fidelity: 'validated' },
      { id: 'private.place-order', key: 'v9:private.placeOrder', kind: 'trade', summary: 'Place an order', private: true, topics: ['place-order'], args: [], permission: 'trade:write', account: 'any', effect: 'order', orderId: 'args[].clientOid', lookups: [{ operation: 'v9:trade.orderInfo', by: 'clientOid' }], fidelity: 'validated' },
    ];
    "
  `);
});

test('what each message holds; a scalar that REST has is that of REST', () => {
  const { path, text } = emitChannelTypes(api, sockets, (described) => new TreeTypes(described));
  expect(path).toBe('src/channel-types.ts');
  expect(text.slice(text.indexOf('\n') + 1)).toMatchInlineSnapshot(`
    "import type {
      ClientOid,
      OpenText,
      Price,
      Quantity,
      Side,
    } from './types.js';

    /** Names one book. */
    export interface PublicBooksArg {
      /** How deep. */
      topic: 'books' | 'books5';
      /** Pair that is followed. */
      symbol: string;
    }

    /** Names one book. */
    export interface PublicBooksArgResponse {
      /** How deep. */
      topic: 'books' | 'books5' | OpenText;
      /** Pair that is followed. */
      symbol: string;
    }

    /** The book at one moment. */
    export interface PublicBooksItem {
      /** The buyers. */
      bids?: [Price, Quantity][];
      /** Rises with each push. */
      seq?: number | string;
    }

    /** What any channel may send (\`refused\`). */
    export interface Refused {
      /**
       * Marks a refusal.
       * @constant
       */
      event: 'error';
    }

    /** What \`public.books\` takes (\`subscribe\`). */
    export interface PublicBooksSubscribe {
      /** Streams to start. */
      args: PublicBooksArg[];
    }

    /** What \`public.books\` sends (\`push\`). */
    export interface PublicBooksPush {
      /** The stream that it belongs to. */
      arg: PublicBooksArgResponse;
      /** The book. */
      data: PublicBooksItem[];
    }

    /** What \`private.place-order\` takes (\`request\`). */
    export interface PrivatePlaceOrderRequest {
      /** Number of your own. */
      id: string;
      /** Where the reply goes. */
      back?: string;
      /** The order. */
      args: {
        /** Direction of the order. */
        side?: Side;
        /** Price of one unit of the base coin. */
        price?: Price;
        /** Your own number of the order. */
        clientOid?: ClientOid;
      }[];
    }

    /** What \`private.place-order\` sends (\`reply\`). */
    export interface PrivatePlaceOrderReply {
      /** What became of it. */
      args: {
        /** Number of the request. */
        id?: string;
      }[];
    }

    /** What names a stream, a push of it and an entry of its data, by channel. */
    export interface Streams {
      'public.books': { arg: PublicBooksArg; push: PublicBooksPush; item: PublicBooksItem };
    }

    /** The same by what a stream is called on the wire. */
    export interface StreamsByTopic {
      'books': Streams['public.books'];
      'books5': Streams['public.books'];
    }

    /** Request and reply of each way to order, by channel. */
    export interface Requests {
      'private.place-order': { request: PrivatePlaceOrderRequest; reply: PrivatePlaceOrderReply };
    }
    "
  `);
});
