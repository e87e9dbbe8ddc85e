// Every way to keep an order book from the text of frames that we measure.
import { createSocket as createV2Socket } from '@bitget-spec/v2/socket';
import { createSocket as createV3Socket } from '@bitget-spec/v3/socket';
import { createBook, parseBookFrame } from '@bitget-spec/websocket/book';
import { createBookScanner } from '@bitget-spec/websocket/book/scanner';
import { loadPeer } from '../../lib/peers.mjs';

/**
 * @typedef {object} Client
 * @property {(text: string) => unknown} take a frame as it comes, to the end: parse, dispatch, book
 * @property {(text: string) => unknown} parse the first part alone
 * @property {(parsed: any) => unknown} book the last part alone, with what `parse` gave
 * @property {() => void} begin an empty book
 * @property {() => { bids: string[][], asks: string[][] }} levels of the book, best first
 * @property {() => unknown} close
 */

/** @typedef {'v2' | 'v3'} Api */

/** What a user of ours writes; also on top of another client. */
function ourBook() {
  let book = createBook();
  const apply = (/** @type {any} */ { action, data }) => {
    const result = book.apply(action, data[0]);
    if (result.resync) throw new Error(`the book broke: ${result.reason}`);
  };
  return {
    apply,
    begin: () => {
      book = createBook();
    },
    levels: () => ({
      bids: book.bids.depth().map((row) => [...row]),
      asks: book.asks.depth().map((row) => [...row]),
    }),
  };
}

const CREATE = { v2: createV2Socket, v3: createV3Socket };

/** A connection to nowhere, which acknowledges what is subscribed. */
class Line {
  readyState = 1;
  /** @type {Map<string, (event: { data?: string }) => void>} */
  #listeners = new Map();

  /** @param {string} type @param {(event: { data?: string }) => void} listener */
  addEventListener(type, listener) {
    this.#listeners.set(type, listener);
    if (type === 'open') queueMicrotask(() => listener({}));
  }

  /** @param {string} text */
  send(text) {
    if (text.startsWith('{')) this.receive(JSON.stringify({ event: 'subscribe', arg: JSON.parse(text).args[0] }));
  }

  /** @param {string} data */
  receive(data) {
    this.#listeners.get('message')?.({ data });
  }

  close() {
    this.#listeners.get('close')?.({});
  }
}

/**
 * Our socket client with our book.
 * @param {Api} api
 * @param {string} first a frame, for what it names
 * @param {(text: string) => any} parse
 * @returns {Promise<Client>}
 */
async function ours(api, first, parse) {
  const line = new Line();
  /** @type {any} */
  const socket = CREATE[api]({ webSocket: () => line });
  const { begin, levels, apply } = ourBook();
  const stream = socket.public.books(JSON.parse(first).arg, {
    onPush: apply,
    onError: (/** @type {unknown} */ error) => {
      throw error;
    },
    parse,
  });
  await stream.ready();
  return { take: (text) => line.receive(text), parse, book: apply, begin, levels, close: () => socket.close() };
}

/**
 * The message handler of ccxt's own client, and ccxt's own book.
 * @param {Api} api
 * @returns {Promise<Client>}
 */
async function ccxtPro(api) {
  const ccxt = (await loadPeer('ccxt')).default;
  const exchange = new ccxt.pro.bitget();
  const symbol = 'BTC/USDT:USDT';
  exchange.setMarkets([
    {
      id: 'BTCUSDT',
      symbol,
      base: 'BTC',
      quote: 'USDT',
      settle: 'USDT',
      type: 'swap',
      swap: true,
      contract: true,
      linear: true,
    },
  ]);
  const client = exchange.client(`wss://ws.bitget.com/${api}/ws/public`);
  client.reject = (/** @type {unknown} */ error) => {
    throw error;
  };
  const rows = (/** @type {any[]} */ side) => Array.from(side, ([, , row]) => row);
  return {
    take: (text) => client.onMessage({ data: text }),
    parse: (text) => JSON.parse(text.replace(/:(\d{15,}),/g, ':"$1",')),
    book: (message) => exchange.handleOrderBook(client, message),
    begin: () => delete exchange.orderbooks[symbol],
    levels: () => ({ bids: rows(exchange.orderbooks[symbol].bids), asks: rows(exchange.orderbooks[symbol].asks) }),
    close: () => undefined, // it never opened
  };
}

/**
 * The socket client of bitget-api, which keeps no book, with ours on top.
 * @param {Api} api
 * @returns {Promise<Client>}
 */
async function bitgetApi(api) {
  const { WebsocketClientV2, WebsocketClientV3 } = await loadPeer('bitget-api');
  const quiet = { trace() {}, info() {}, error: console.error };
  const client = new (api === 'v3' ? WebsocketClientV3 : WebsocketClientV2)({}, quiet);
  const { begin, levels, apply } = ourBook();
  client.on('update', apply);
  return {
    take: (text) => client.onWsMessage({ type: 'message', data: text }, `${api}Public`, undefined),
    parse: JSON.parse,
    book: apply,
    begin,
    levels,
    close: () => client.closeAll(true),
  };
}

export const OURS = 'ours, JSON.parse';
export const SCANNER = 'ours, scanner';
export const CCXT = 'ccxt.pro';
export const BITGET_API = 'bitget-api, our book';

/** @type {ReadonlyMap<string, (api: Api, first: string) => Promise<Client>>} */
export const CLIENTS = new Map([
  [OURS, (api, first) => ours(api, first, parseBookFrame)],
  [SCANNER, (api, first) => ours(api, first, createBookScanner())],
  [CCXT, ccxtPro],
  [BITGET_API, bitgetApi],
]);
