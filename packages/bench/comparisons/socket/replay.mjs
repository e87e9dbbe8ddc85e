// `node replay.mjs FILE [CLIENT]`: plays a recording that a measurement kept to one client, or to each in turn.
import { readFileSync } from 'node:fs';
import { CLIENTS } from './clients.mjs';
import { played } from './play.mjs';

const [file = '', ...names] = process.argv.slice(2);
/** @type {import('./record.mjs').Recording} */
const recording = JSON.parse(readFileSync(file, 'utf8'));
for (const name of names.length ? names : CLIENTS.keys()) {
  const client = await CLIENTS.get(name)?.(recording.api, recording.texts[0] ?? '');
  if (!client) throw new Error(`no client is called "${name}"; there are: ${[...CLIENTS.keys()].join(', ')}`);
  try {
    console.log(`${name}: right, ${played(client, recording, 1).whole.toFixed(2)} µs a frame`);
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
  client.close();
}
