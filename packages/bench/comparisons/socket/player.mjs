// One client in a process of its own: gets { file, api, client, rate, seconds }, returns the figures of playing that recording.
import { readFileSync } from 'node:fs';
import { quantile } from '../../lib/stats.mjs';
import { serve } from '../../lib/worker.mjs';
import { CLIENTS } from './clients.mjs';

/** @typedef {import('./clients.mjs').Client} Client */
/** @typedef {import('./record.mjs').Recording} Recording */
/** @typedef {{ file: string, api: 'v2' | 'v3', client: string, times: number, rate: number, seconds: number }} Job `seconds` of 0 measure no lag */

/** How often the recording is played before anything counts. */
const WARM_UP = 10;

/** @type {Promise<{ client: Client, recording: Recording }> | undefined} */
let loaded;

serve(async (/** @type {Job} */ job) => {
  loaded ??= load(job);
  const { client, recording } = await loaded;
  return { ...played(client, recording, job.times), p99: job.seconds ? await lag(client, recording, job) : 0 };
});

/** @param {Job} job */
async function load({ file, api, client: name }) {
  /** @type {Recording} */
  const recording = JSON.parse(readFileSync(file, 'utf8'));
  const create = CLIENTS.get(name);
  if (!create) throw new Error(`no client is called ${name}`);
  const client = await create(api, recording.texts[0] ?? '');
  // what is measured is compiled code: a client runs for days
  for (let times = 0; times < WARM_UP; times++) played(client, recording, 1);
  return { client, recording };
}

/**
 * Microseconds of processor time a frame, of the whole and of its first and last part, each played by itself.
 * @param {Client} client
 * @param {Recording} recording
 * @param {number} times
 */
function played(client, { texts, bids, asks }, times) {
  const play = (/** @type {(text: string) => unknown} */ take) => {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time++) {
      client.begin();
      for (const text of texts) take(text);
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / (times * texts.length);
  };
  const whole = play(client.take);
  isRight(client, { bids, asks });
  const parse = play(client.parse);
  const book = play((text) => client.book(client.parse(text))) - parse;
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
 * @param {{ rate: number, seconds: number }} pace frames a second, and for how long
 */
async function lag(client, { texts }, { rate, seconds }) {
  /** @type {number[]} */
  const lags = [];
  client.begin();
  client.take(texts[0] ?? '');
  const start = performance.now();
  for (let next = 0; next < rate * seconds; ) {
    const due = start + (1_000 * next) / rate;
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
