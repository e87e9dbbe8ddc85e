// The docs site: how long the build takes and how much memory, how large its pages are. A measurement, not a
// comparison: nobody else publishes this site. Run it on an idle machine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { inTempFolder } from '../lib/files.mjs';
import { interleave } from '../lib/interleave.mjs';
import { run } from '../lib/run.mjs';
import { median } from '../lib/stats.mjs';
import { goal, goals } from '../lib/table.mjs';

export const order = 90;

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));

/** @param {import('../bench.mjs').Context} context */
export const compare = ({ rounds, keep, say }) =>
  inTempFolder(keep, async (folder) => {
    const out = join(folder, 'dist');
    /** @type {number[]} */
    const memory = [];
    const build = async () => {
      const env = { DOCS_OUT: out, DOCS_PEAK: join(folder, 'peak') };
      await run([process.execPath, join(docs, 'scripts/build.mjs')], { cwd: docs, env });
      memory.push(Number(readFileSync(join(folder, 'peak'), 'utf8')) / 1024 ** 2);
    };
    const samples = await interleave([{ name: 'build', run: build }], Math.min(rounds, 3), (name, round, { ms }) =>
      say(`${round ? `round ${round}` : 'warm-up'}  ${name} ${(ms / 1000).toFixed(1)} s`),
    );
    const pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter(isCall)
      .map((file) => size(join(out, file)));
    const time = median((samples.get('build') ?? []).map(({ ms }) => ms ?? Number.NaN)) / 1000;
    const rows = [
      goal('build of the whole site, s', time, '<=', 45),
      goal('peak memory, GB', Math.max(...memory), '<=', 2),
      goal('largest page of a call, kB of HTML, gzipped', Math.max(...pages), '<=', 40),
      goal('search index, kB gzipped', size(join(out, 'search.json')), '<=', 120),
    ];
    return { title: 'The docs site', text: `${pages.length} pages of calls.\n\n${goals(rows)}` };
  });

/** @param {string} file */
const isCall = (file) => /^v\d\/.+\/(?!index\.html)[^/]+\.html$/.test(file.replaceAll('\\', '/'));

/** @param {string} file */
const size = (file) => (existsSync(file) ? gzipSync(readFileSync(file)).length / 1000 : Number.NaN);
