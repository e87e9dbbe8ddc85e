// The mock exchange against Prism on the same document and against a bare server with one HMAC a request.
import { inTempFolder } from '../lib/files.mjs';
import { interleave } from '../lib/interleave.mjs';
import { cold, requests, scale } from './mock/parts.mjs';
import { report } from './mock/report.mjs';

export const order = 50;

/** @param {import('../bench.mjs').Context} context */
export const compare = ({ rounds, keep, say }) =>
  inTempFolder(keep, async (folder) => {
    const notify = (
      /** @type {string} */ name,
      /** @type {number} */ round,
      /** @type {import('../lib/interleave.mjs').Figures} */ figures,
    ) =>
      say(
        `${round ? `round ${round}` : 'warm-up'}  ${name.padEnd(44)} ${Object.entries(figures)
          .map(([figure, value]) => `${figure} ${value.toPrecision(4)}`)
          .join('  ')}`,
      );
    const { facts, candidates } = await scale(say);
    return report({
      rounds,
      facts,
      scale: await interleave(candidates, rounds, notify),
      cold: await interleave(cold(folder), rounds, notify),
      requests: await interleave(requests(folder), rounds, notify),
    });
  });
