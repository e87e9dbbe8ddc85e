// One client in a process of its own: gets { file, client, round, times, rate, seconds }, returns the figures of playing that recording.
import { copyFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { quantile } from '../../lib/stats.mjs';
import { serve } from '../../lib/worker.mjs';
import { CLIENTS } from './clients.mjs';
import { played } from './play.mjs';

/** @typedef {import('./clients.mjs').Client} Client */
/** @typedef {import('./record.mjs').Recording} Recording */
/** @typedef {{ file: string, client: string, round: number, times: number, rate: number, seconds: number }} Job `seconds` of 0 measure no lag */

/** How often the recording is played before anything counts. */
const WARM_UP = 10;

/** @type {Promise<{ client: Client, recording: Recording }> | undefined} */
let loaded;

serve(async (/** @type {Job} */ job) => {
  try {
    loaded ??= load(job);
    const { client, recording } = await loaded;
    return { ...played(client, recording, job.times), p99: job.seconds ? await lag(client, recording, job) : 0 };
  } catch (error) {
    throw new Error(
      `round ${job.round} of ${job.client}: ${error instanceof Error ? error.message : error}; ${kept(job)}`,
    );
  }
});

/** The recording outlives the measurement. @param {Job} job */
function kept({ file, client }) {
  const copy = join(tmpdir(), `bitget-spec-failed-${basename(file)}`);
  copyFileSync(file, copy);
  return `to play it again: node packages/bench/comparisons/socket/replay.mjs ${copy} "${client}"`;
}

/** @param {Job} job */
async function load({ file, client: name }) {
  /** @type {Recording} */
  const recording = JSON.parse(readFileSync(file, 'utf8'));
  const create = CLIENTS.get(name);
  if (!create) throw new Error(`no client is called ${name}`);
  const client = await create(recording.api, recording.texts[0] ?? '');
  // what is measured is compiled code: a client runs for days
  for (let times = 0; times < WARM_UP; times++) played(client, recording, 1);
  return { client, recording };
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
