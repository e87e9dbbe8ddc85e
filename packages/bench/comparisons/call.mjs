// One signed POST through the v3 client against the same by hand and through other people's clients.
import { fileURLToPath } from 'node:url';
import { interleave, summary } from '../lib/interleave.mjs';
import { load } from '../lib/load.mjs';
import { peer } from '../lib/peers.mjs';
import { freePort, startServer } from '../lib/server.mjs';
import { goal, goals, table } from '../lib/table.mjs';
import { ways } from './call/candidates.mjs';

export const order = 40;

/** Calls of each candidate in each round, one after another. */
const CALLS = 3_000;

/** @param {import('../bench.mjs').Context} context */
export async function compare({ rounds, say }) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const script = fileURLToPath(new URL('call/server.mjs', import.meta.url));
  const server = await startServer([process.execPath, script, `${port}`], { cwd: '.', url });
  try {
    const candidates = (await ways(url)).map(({ name, call, close }) => ({
      name,
      run: async () => {
        const { perSecond, p99 } = await load(async () => checked(await call()), { calls: CALLS, connections: 1 });
        return { us: 1e6 / perSecond, p99: p99 * 1000 };
      },
      teardown: async () => void (await close?.()),
    }));
    const samples = await interleave(candidates, rounds, (name, round, { us }) =>
      say(`${round ? `round ${round}` : 'warm-up'}  ${name.padEnd(30)} ${us.toFixed(0).padStart(6)} µs a call`),
    );
    return report(samples, rounds);
  } finally {
    await server.stop();
  }
}

/** @param {unknown} data */
function checked(data) {
  if (Object(data).orderId !== '1330984742276198400') throw new Error('not the response that the server gave');
}

/** @param {Map<string, import('../lib/interleave.mjs').Figures[]>} samples @param {number} rounds */
function report(samples, rounds) {
  const us = (/** @type {string} */ name) => summary(samples.get(name), 'us').median;
  const ratio = (/** @type {string} */ a, /** @type {string} */ b) => us(a) / us(b);
  const rows = [...samples].map(([name, figures]) => {
    const { median, least, most } = summary(figures, 'us');
    const p99 = summary(figures, 'p99').median;
    return [name, median, least, most, p99].map((cell) => (typeof cell === 'number' ? cell.toFixed(0) : cell));
  });
  const light = 'v3 client, undici transport';
  const wanted = [
    goal('v3 client / fetch by hand', ratio('v3 client', 'fetch by hand'), '<=', 1.25),
    goal('v3 client / bitget-api', ratio('v3 client', 'bitget-api'), '<=', 0.9),
    goal(`${light} / undici by hand`, ratio(light, 'undici by hand'), '<=', 1.5),
    goal(`${light} / ccxt, raw call`, ratio(light, 'ccxt, raw call'), '<=', 1),
    goal(`${light} / bitget-api`, ratio(light, 'bitget-api'), '<=', 0.6),
  ];
  const versions = ['undici', 'bitget-api', 'ccxt'].map((name) => `${name} ${peer(name).version}`).join(', ');
  return {
    title: 'A signed POST',
    text: `${rounds} rounds of ${CALLS} calls each, candidates in turn, one call after another on a kept connection to the same
bare server on loopback, in a process of its own; medians. \`v3 client\` has every part on; \`v3 core\` none.
${versions}; fetch is Node's own.

${table(['candidate', 'µs a call', 'least', 'most', 'p99'], rows)}

${goals(wanted)}`,
  };
}
