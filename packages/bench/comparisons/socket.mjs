// An order book from the text of its frames: our socket client against other people's, fed with the same stream.
import { interleave, summary } from '../lib/interleave.mjs';
import { peer } from '../lib/peers.mjs';
import { median, quantile } from '../lib/stats.mjs';
import { goal, goals, table } from '../lib/table.mjs';
import { BITGET_API, CCXT, clients, OURS, SCANNER } from './socket/clients.mjs';
import { record } from './socket/frames.mjs';

export const order = 60;

/** Updates of a recording, how often a run plays it, and how many levels a side its book has. */
const UPDATES = 4_000;
const TIMES = 4;
const STREAMS = /** @type {const} */ ([
  ['v3', 200],
  ['v3', 500],
  ['v2', 200],
  ['v2', 500],
]);

/** Frames a second, and for how long, where the lag is measured. */
const RATE = 5_000;
const SECONDS = 2;

/** @typedef {import('./socket/clients.mjs').Client} Client */
/** @typedef {import('./socket/frames.mjs').Recording} Recording */

/** @param {import('../bench.mjs').Context} context */
export async function compare({ rounds, say }) {
  /** @type {import('../lib/interleave.mjs').Candidate[]} */
  const candidates = [];
  const lengths = new Map();
  for (const [api, levels] of STREAMS) {
    const recording = record(api, levels, UPDATES);
    const [first = '', ...updates] = recording.texts;
    lengths.set(`${api} ${levels}`, updates.reduce((sum, { length }) => sum + length, 0) / updates.length);
    for (const [name, client] of await clients(api, first))
      candidates.push({
        name: `${api} ${levels} ${name}`,
        run: async () => ({ ...played(client, recording), p99: levels === 500 ? await lag(client, recording) : 0 }),
        teardown: async () => void (await client.close()),
      });
  }
  const samples = await interleave(candidates, rounds, (name, round, { whole }) =>
    say(`${round ? `round ${round}` : 'warm-up'}  ${name.padEnd(30)} ${whole?.toFixed(2).padStart(6)} µs a frame`),
  );
  return report(samples, rounds, lengths);
}

/**
 * Microseconds of processor time a frame, of the whole and of its first and last part, each played by itself.
 * @param {Client} client
 * @param {Recording} recording
 */
function played(client, { texts, bids, asks }) {
  const play = (/** @type {(item: any) => unknown} */ take, /** @type {readonly unknown[]} */ items) => {
    const before = process.cpuUsage();
    for (let time = 0; time < TIMES; time++) {
      client.begin();
      for (const item of items) take(item);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (TIMES * items.length);
  };
  const whole = play(client.take, texts);
  isRight(client, { bids, asks });
  const parse = play(client.parse, texts);
  const book = play((text) => client.book(client.parse(text)), texts) - parse;
  isRight(client, { bids, asks });
  return { whole, parse, book, dispatch: whole - parse - book };
}

/** A wrong book is no time. @param {Client} client @param {Pick<Recording, 'bids' | 'asks'>} book */
function isRight(client, { bids, asks }) {
  if (JSON.stringify(client.levels()) !== JSON.stringify({ bids, asks }))
    throw new Error('the book is wrong in the end');
}

/**
 * Milliseconds from when a frame comes to when the book has it, at the 99th percentile, on a line that is never quiet.
 * @param {Client} client
 * @param {Recording} recording
 */
async function lag(client, { texts }) {
  /** @type {number[]} */
  const lags = [];
  client.begin();
  client.take(texts[0] ?? '');
  const start = performance.now();
  for (let next = 0; next < RATE * SECONDS; ) {
    const due = start + (1_000 * next) / RATE;
    if (performance.now() < due) await new Promise(setImmediate);
    else {
      const index = 1 + (next % (texts.length - 1));
      if (index === 1 && next) {
        client.begin();
        client.take(texts[0] ?? '');
      }
      client.take(texts[index] ?? '');
      lags.push(performance.now() - due);
      next++;
    }
  }
  return quantile(lags, 0.99);
}

/**
 * @param {Map<string, import('../lib/interleave.mjs').Figures[]>} samples
 * @param {number} rounds
 * @param {Map<string, number>} lengths
 */
function report(samples, rounds, lengths) {
  const names = [OURS, SCANNER, CCXT, BITGET_API];
  const rows = [...lengths.keys()].flatMap((stream) =>
    names.map((name) => {
      const figures = samples.get(`${stream} ${name}`);
      const { median: whole, least, most } = summary(figures, 'whole');
      const parts = ['parse', 'dispatch', 'book'].map((part) => summary(figures, part).median);
      const p99 = summary(figures, 'p99').median;
      const cells = [whole, least, most, ...parts].map((value) => value.toFixed(2));
      return [stream, name, ...cells, p99 ? p99.toFixed(2) : ''];
    }),
  );
  /** Of the same round, so that a busy moment of the machine is on both sides. */
  const ratio = (/** @type {string} */ stream, /** @type {string} */ a, /** @type {string} */ b) => {
    const [over, under] = [a, b].map((name) => samples.get(`${stream} ${name}`) ?? []);
    return median((over ?? []).map(({ whole }, round) => whole / (under?.[round]?.whole ?? Number.NaN)));
  };
  const wanted = [...lengths.keys()].flatMap((stream) => [
    goal(`${stream}: ${CCXT} / ${OURS}`, ratio(stream, CCXT, OURS), '>=', 1.8),
    goal(`${stream}: ${CCXT} / ${SCANNER}`, ratio(stream, CCXT, SCANNER), '>=', 4),
    goal(`${stream}: ${OURS} / ${BITGET_API}`, ratio(stream, OURS, BITGET_API), '<=', 0.9),
    goal(`${stream}: ${SCANNER} / ${BITGET_API}`, ratio(stream, SCANNER, BITGET_API), '<=', 0.5),
  ]);
  const versions = ['ccxt', 'bitget-api'].map((name) => `${name} ${peer(name).version}`).join(', ');
  const sizes = [...lengths].map(([stream, length]) => `${stream}: ${length.toFixed(0)}`).join(', ');
  return {
    title: 'An order book over a socket',
    text: `${rounds} rounds, clients in turn; medians. Each is given the same frames as text, where its WebSocket would give them to it,
and keeps the book: ${TIMES} times a snapshot and ${UPDATES} updates a run, generated in the form of the mock's, of as many characters
on average: ${sizes}. Microseconds of processor time a frame, garbage collection included; parse and book are played again by
themselves, dispatch is what remains. The book is compared level by level after each run, and a wrong one ends the
measurement. p99: from when a frame comes to when the book has it, at ${RATE} a second over ${SECONDS} s. Ratios are medians of those of each
round. ${versions}; bitget-api keeps no book, so it is given ours.

${table(['stream', 'client', 'µs a frame', 'least', 'most', 'parse', 'dispatch', 'book', 'p99, ms'], rows, [
  'left',
  'left',
  ...Array(7).fill('right'),
])}

${goals(wanted)}`,
  };
}
