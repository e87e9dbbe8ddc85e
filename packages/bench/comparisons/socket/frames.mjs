// Streams of an order book, written as the mock writes them, from a market that moves by chance. The same each time.

/** @typedef {{ texts: string[], bids: string[][], asks: string[][] }} Recording frames, the snapshot first, and the book in the end, best first */

/** Rises of `seq` and prices in ticks of 0.1. */
const MIDDLE = 642_505;
const FIRST_SEQ = 427_583_461_144;
const STARTED = 1_761_998_400_087;

/** What differs between the APIs. */
const FORMS = {
  v3: {
    arg: { instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' },
    item: (/** @type {Item} */ { asks: a, bids: b, seq, pseq, ts, levels }) => ({
      a,
      b,
      seq,
      pseq,
      ts,
      maxdepth: `${levels}`,
    }),
  },
  v2: {
    arg: { instType: 'USDT-FUTURES', channel: 'books', instId: 'BTCUSDT' },
    item: (/** @type {Item} */ { asks, bids, seq, pseq, ts }) => ({ asks, bids, seq, pseq, ts }),
  },
};

/** @typedef {{ asks: string[][], bids: string[][], seq: number, pseq: number, ts: string, levels: number }} Item */
/** @typedef {Map<number, string>} Side size by price in ticks */

/**
 * @param {'v2' | 'v3'} api
 * @param {number} levels how many a side
 * @param {number} updates
 * @returns {Recording}
 */
export function record(api, levels, updates) {
  const random = randomOf(levels);
  const size = () => `${(1 + Math.floor(random() * 20_000)) / 10_000}`;
  const sides = { bids: new Map(), asks: new Map() };
  for (let index = 0; index < levels; index++) {
    sides.bids.set(MIDDLE - index, size());
    sides.asks.set(MIDDLE + 1 + index, size());
  }
  const { arg, item } = FORMS[api];
  let seq = FIRST_SEQ;
  const write = (
    /** @type {string} */ action,
    /** @type {{ bids: Side, asks: Side }} */ { bids, asks },
    /** @type {number} */ pseq,
    /** @type {number} */ at,
  ) => {
    const data = item({ asks: rows(asks, 1), bids: rows(bids, -1), seq, pseq, ts: `${at}`, levels });
    return JSON.stringify({ action, arg, data: [data], ts: at + 3 });
  };
  const texts = [write('snapshot', sides, 0, STARTED)];
  for (let index = 1; index <= updates; index++) {
    const pseq = seq;
    const changed = { bids: new Map(), asks: new Map() };
    for (let left = 8 + Math.floor(random() * 10); left > 0; left--) change(sides, changed, levels, random, size);
    seq += changed.bids.size + changed.asks.size;
    texts.push(write('update', changed, pseq, STARTED + 50 * index));
  }
  return { texts, bids: rows(sides.bids, -1), asks: rows(sides.asks, 1) };
}

/**
 * One level comes, goes or changes, more often near the best price; a side holds so many levels and no more.
 * @param {{ bids: Side, asks: Side }} sides
 * @param {{ bids: Side, asks: Side }} changed
 * @param {number} levels
 * @param {() => number} random
 * @param {() => string} size
 */
function change({ bids, asks }, changed, levels, random, size) {
  const buys = random() < 0.5;
  const [side, other, noted, away] = buys ? [bids, asks, changed.bids, -1] : [asks, bids, changed.asks, 1];
  const set = (/** @type {number} */ price, /** @type {string} */ value) => {
    if (value === '0') side.delete(price);
    else side.set(price, value);
    noted.set(price, value);
  };
  const best = edge(side, -away);
  const price = best + away * Math.floor(random() * random() * levels);
  const full = side.size > levels * 0.8;
  set(price, side.has(price) && full && random() < 0.4 ? '0' : size());
  const better = edge(side, -away) - away;
  if (random() < 0.05 && !other.has(better) && away * better > away * edge(other, away)) set(better, size());
  while (side.size > levels) set(edge(side, away), '0');
}

/** The highest price or the lowest. @param {Side} side @param {number} sign */
const edge = (side, sign) => sign * Math.max(...[...side.keys()].map((price) => sign * price));

/** @param {Side} side @param {number} sign 1 for the lowest price first */
const rows = (side, sign) =>
  [...side].sort(([a], [b]) => sign * (a - b)).map(([price, size]) => [(price / 10).toFixed(1), size]);

/** Numbers from 0 to below 1 (mulberry32). @param {number} seed */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
