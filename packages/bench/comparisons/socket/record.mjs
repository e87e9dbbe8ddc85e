// A stream of an order book, recorded from the mock exchange while orders come and go by REST. The same for the same seed.
import { createMockExchange } from '@bitget-spec/mock';
import { memorySockets } from '@bitget-spec/mock/sockets';
import { account } from '../mock/account.mjs';
import { randomOf, timeline } from './timeline.mjs';
import { trader } from './trader.mjs';

/** @typedef {{ api: 'v2' | 'v3', texts: string[], bids: string[][], asks: string[][] }} Recording frames, the snapshot first, and the book in the end, best first */

const START = 1_761_998_400_000;
/** How often the mock pushes the book, milliseconds, and how many orders come or go meanwhile. */
const PACE = { v3: 50, v2: 150 };
const ORDERS = 8;
/** The exchange drops who is silent for two minutes. */
const PING_EVERY = 60_000;

const ARGS = {
  v3: { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' },
  v2: { instType: 'USDT-FUTURES', channel: 'books', instId: 'BTCUSDT' },
};

/**
 * @param {'v2' | 'v3'} api
 * @param {number} levels how many a side
 * @param {number} updates
 * @param {number} [seed]
 * @returns {Promise<Recording>}
 */
export async function record(api, levels, updates, seed = levels) {
  const random = randomOf(seed);
  const time = timeline(START, random);
  const exchange = createMockExchange({ accounts: [account], bookLevels: levels, system: time.system });
  const Socket = memorySockets(exchange);
  const trade = trader(exchange, random, levels);

  /** Follows the book. @returns the frames that come, as they come */
  const follow = async () => {
    const socket = new Socket(`wss://ws.bitget.com/${api}/ws/public`);
    /** @type {string[]} */
    const texts = [];
    socket.onmessage = ({ data }) => data.includes('"action"') && texts.push(data);
    await time.pass(0);
    socket.send(JSON.stringify({ op: 'subscribe', args: [ARGS[api]] }));
    await time.pass(0);
    return { socket, texts };
  };

  const { socket, texts } = await follow();
  for (let pinged = 0; texts.length <= updates; ) {
    for (let order = 0; order < ORDERS; order++) await trade();
    await time.pass(PACE[api]);
    if (time.system.monotonic() - pinged < PING_EVERY) continue;
    socket.send('ping');
    pinged = time.system.monotonic();
  }
  // What somebody sees who comes now.
  const late = await follow();
  const [truth, last] = [late.texts[0], texts.at(-1)].map((text) => read(text ?? '{}'));
  if (truth.seq !== last.seq) throw new Error(`the recording ends at ${last.seq}, the book is at ${truth.seq}`);
  if (truth.bids.length !== levels || truth.asks.length !== levels)
    throw new Error(`the book has ${truth.bids.length} and ${truth.asks.length} levels, not ${levels}`);
  socket.close();
  late.socket.close();
  return { api, texts, bids: truth.bids, asks: truth.asks };
}

/** @param {string} text of a push @returns {{ seq: number, bids: string[][], asks: string[][] }} */
function read(text) {
  const [{ seq, b, bids = b, a, asks = a }] = JSON.parse(text).data;
  return { seq, bids, asks };
}
