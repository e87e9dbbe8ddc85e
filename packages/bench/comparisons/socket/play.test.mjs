import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BITGET_API, CCXT, CLIENTS, OURS, SCANNER } from './clients.mjs';
import { played } from './play.mjs';
import { record } from './record.mjs';
import { randomOf, timeline } from './timeline.mjs';

const OF_OURS = [OURS, SCANNER];
/** The others are there once a measurement has installed them. */
const OTHERS = existsSync(new URL('../../peers/node_modules/.bench', import.meta.url)) ? [CCXT, BITGET_API] : [];
const SEEDS = process.env.SOAK ? 200 : 2;

/** @param {string} name @param {import('./record.mjs').Recording} recording @param {import('@bitget-spec/auth').System} [system] */
async function clientOf(name, { api, texts }, system) {
  const create = CLIENTS.get(name) ?? expect.fail('no such client');
  return create(api, texts[0] ?? '', system);
}

test.each(OF_OURS)('%s takes every frame, however long it waited for its turn', async (name) => {
  const recording = await record('v2', 20, 10);
  const time = timeline(0, randomOf(1));
  let isReady = false;
  const creating = clientOf(name, recording, time.system).finally(() => {
    isReady = true;
  });
  while (!isReady) await time.pass(1);
  const client = await creating;
  // others have their turn meanwhile; a line that seems dead is replaced, and loses what comes until then
  for (let wait = 0; wait < 400; wait++) {
    await time.pass(150);
    expect(client.status()).toMatchObject({ connections: [{ state: 'ready' }], counters: { lost: 0 } });
  }
  played(client, recording, 1);
  client.close();
});

test('a wrong book is told by its first wrong level, and by what the client says of itself', async () => {
  const recording = await record('v3', 20, 4);
  const client = await clientOf(SCANNER, recording);
  const [price = '', size] = recording.bids[3] ?? [];
  const changed = { ...recording, bids: recording.bids.with(3, [price, '7']) };
  expect(() => played(client, changed, 1)).toThrow(
    `the book is wrong after 5 frames: bids[3] is ["${price}","${size}"], must be ["${price}","7"] (20 levels, must be 20); {"results":{"snapshot":1,"update":4}`,
  );
  const gap = { ...recording, texts: recording.texts.toSpliced(2, 1) };
  expect(() => played(client, gap, 1)).toThrow(/"broken":"an update follows \d+, the book is at \d+"/);
  client.close();
});

test.each(/** @type {const} */ (['v3', 'v2']))(
  'recordings of %s, of any seed and length, make the book of the mock in every client',
  { timeout: 3_600_000 },
  async (api) => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const random = randomOf(seed);
      const recording = await record(api, 1 + Math.floor(random() * 200), 1 + Math.floor(random() * 100), seed);
      for (const name of [...OF_OURS, ...OTHERS]) {
        const client = await clientOf(name, recording);
        played(client, recording, 2);
        client.close();
      }
    }
  },
);
