// `bitget-spec generate` against the tools that each do a part of its work, on the same descriptions.
import { join } from 'node:path';
import { inTempFolder } from '../lib/files.mjs';
import { interleave } from '../lib/interleave.mjs';
import { seconds } from '../lib/table.mjs';
import { others } from './generate/others.mjs';
import { ours } from './generate/ours.mjs';
import { report } from './generate/report.mjs';

export const order = 10;

/** @param {import('../bench.mjs').Context} context */
export const compare = ({ rounds, keep, lint, say }) =>
  inTempFolder(keep, async (folder) => {
    const own = await ours(join(folder, 'ours'), lint);
    const peers = others(join(folder, 'peers'), own);
    const samples = await interleave([...own.candidates, ...peers], rounds, (name, round, { ms }) =>
      say(`${round ? `round ${round}` : 'warm-up'}  ${name.padEnd(44)} ${seconds(ms).padStart(8)}`),
    );
    return report({ own, peers, samples, rounds, lint, memory: await own.memory() });
  });
