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
 * @property {() => object} status what it says of itself, for people
 * @property {() => unknown} close
 */

/** @typedef {'v2' | 'v3'} Api */
/** @typedef {import('@bitget-spec/auth').System} System */

/** What a user of ours writes; also on top of another client. */
function ourBook() {
  let book = createBook();
  /** @type {Record<string, number>} */
  let results = {};
  let broken = '';
  const apply = (/** @type {any} */ { action, data }) => {
    const result = book.apply(action, data[0]);
    results[result.kind] = (results[result.kind] ?? 0) + 1;
    if (result.resync) broken ||= result.reason;
  };
  return {
    apply,
    begin: () => {
      book = createBook();
      results = {};
      broken = '';
    },
    status: () => ({ results, broken, state: book.state, seq: book.seq }),
    levels: () => ({
      bids: book.bids.depth().map((row) => [...row]),
      asks: book.asks.depth().map((row) => [...row]),
    }),
  };
}

const CREATE = { v2: createV2Socket, v3: createV3Socket };

/** A connection to nowhere, which acknowledges what is subscribed, and is alive however long nothing comes. */
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
    if (text === 'ping') this.receive('pong');
    else this.receive(JSON.stringify({ event: 'subscribe', arg: JSON.parse(text).args[0] }));
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
 * @param {System} [system]
 * @returns {Promise<Client>}
 */
async function ours(api, first, parse, system) {
  const line = new Line();
  /** @type {any} */
  const socket = CREATE[api]({ webSocket: () => line, system });
  const book = ourBook();
  const stream = socket.public.books(JSON.parse(first).arg, {
    onPush: book.apply,
    parse,
  });
  await stream.ready();
  return {
    ...book,
    take: (text) => line.receive(text),
    parse,
    book: book.apply,
    status: () => ({ ...book.status(), ...socket.status() }),
    close: () => socket.close(),
  };
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
    status: () => ({}),
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
  const book = ourBook();
  client.on('update', book.apply);
  return {
    ...book,
    take: (text) => client.onWsMessage({ type: 'message', data: text }, `${api}Public`, undefined),
    parse: JSON.parse,
    book: book.apply,
    close: () => client.closeAll(true),
  };
}

export const OURS = 'ours, JSON.parse';
export const SCANNER = 'ours, scanner';
export const CCXT = 'ccxt.pro';
export const BITGET_API = 'bitget-api, our book';

/**
 * By name. `system`: time of one's own, for ours.
 * @type {ReadonlyMap<string, (api: Api, first: string, system?: System) => Promise<Client>>}
 */
export const CLIENTS = new Map([
  [OURS, (api, first, system) => ours(api, first, parseBookFrame, system)],
  [SCANNER, (api, first, system) => ours(api, first, createBookScanner(), system)],
  [CCXT, ccxtPro],
  [BITGET_API, bitgetApi],
]);
