// An order book from the text of its frames: our socket client against other people's, fed with the same stream.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTempFolder } from '../lib/files.mjs';
import { interleave, summary } from '../lib/interleave.mjs';
import { peer } from '../lib/peers.mjs';
import { median } from '../lib/stats.mjs';
import { goal, goals, table } from '../lib/table.mjs';
import { worker } from '../lib/worker.mjs';
import { BITGET_API, CCXT, CLIENTS, OURS, SCANNER } from './socket/clients.mjs';
import { record } from './socket/record.mjs';

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

/** @param {import('../bench.mjs').Context} context */
export const compare = ({ rounds, keep, say }) =>
  inTempFolder(keep, async (folder) => {
    const lengths = new Map();
    /** @type {import('../lib/interleave.mjs').Candidate[]} */
    const candidates = [];
    for (const [api, levels] of STREAMS) {
      const stream = `${api} ${levels}`;
      const recording = await record(api, levels, UPDATES);
      const [, ...updates] = recording.texts;
      const length = updates.reduce((sum, text) => sum + text.length, 0) / updates.length;
      say(`recorded ${stream}: ${length.toFixed(0)} characters an update`);
      lengths.set(stream, length);
      const file = join(folder, `${api}-${levels}.json`);
      writeFileSync(file, JSON.stringify(recording));
      const seconds = levels === 500 ? SECONDS : 0;
      for (const client of CLIENTS.keys()) {
        const { ask, stop } = worker(new URL('socket/player.mjs', import.meta.url));
        const job = { file, client, times: TIMES, rate: RATE, seconds };
        candidates.push({ name: `${stream} ${client}`, run: (round) => ask({ ...job, round }), teardown: stop });
      }
    }
    const samples = await interleave(candidates, rounds, (name, round, { whole }) =>
      say(`${round ? `round ${round}` : 'warm-up'}  ${name.padEnd(30)} ${whole?.toFixed(2).padStart(6)} µs a frame`),
    );
    return report(samples, rounds, lengths);
  });

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
and keeps the book, in a process of its own: ${TIMES} times a snapshot and ${UPDATES} updates a run, recorded from the mock while orders come
and go by REST, the same each time, of as many characters on average: ${sizes}. Microseconds of processor time a frame, garbage
collection included; parse and book are played again by themselves, dispatch is what remains. The book is compared level by level
with the mock's after each run, and a wrong one ends the measurement. p99: from when a frame comes to when the book has it, at
${RATE} a second over ${SECONDS} s. Ratios are medians of those of each round. ${versions}; bitget-api keeps no book, so it is given ours.

${table(['stream', 'client', 'µs a frame', 'least', 'most', 'parse', 'dispatch', 'book', 'p99, ms'], rows, [
  'left',
  'left',
  ...Array(7).fill('right'),
])}

${goals(wanted)}`,
  };
}
