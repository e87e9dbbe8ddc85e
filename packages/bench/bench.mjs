// `npm run bench [-- name…] [--rounds N] [--keep] [--no-lint]`: runs comparisons and rewrites their sections of RESULTS.md.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from './lib/machine.mjs';
import { installPeers } from './lib/peers.mjs';
import { writeSection } from './lib/results.mjs';

const FOLDER = new URL('comparisons/', import.meta.url);
const RESULTS = fileURLToPath(new URL('RESULTS.md', import.meta.url));

/** @typedef {{ rounds: number, keep: boolean, lint: boolean, say: (line: string) => void }} Context */
/** @typedef {{ title: string, text: string }} Section a title and its Markdown */
/** @typedef {{ order: number, compare: (context: Context) => Promise<Section> }} Comparison what a file in comparisons/ exports */

/** @param {string[]} args */
async function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      rounds: { type: 'string', default: '5' },
      keep: { type: 'boolean', default: false },
      'no-lint': { type: 'boolean', default: false },
    },
  });
  const known = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => file.slice(0, -'.mjs'.length));
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length) throw new Error(`no comparison is called ${unknown.join(', ')}; there are: ${known.join(', ')}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a whole number from 1, not "${values.rounds}"`);

  const say = (/** @type {string} */ line) => console.log(line);
  await installPeers(say);
  for (const name of positionals.length ? positionals : known) {
    /** @type {Comparison} */
    const comparison = await import(new URL(`${name}.mjs`, FOLDER).href);
    say(`\n${name}: ${rounds} rounds on ${machine()}`);
    const section = await comparison.compare({ rounds, keep: values.keep, lint: !values['no-lint'], say });
    say(`\n${section.text}`);
    writeSection(RESULTS, {
      name,
      order: comparison.order,
      ...section,
      text: `${section.text}\n\nMachine: ${machine()}.`,
    });
  }
  say(`\nwritten to ${RESULTS}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`[bench] ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
