import { sizeOf } from '../../lib/files.mjs';
import { summary } from '../../lib/interleave.mjs';
import { goal, goals, seconds, table } from '../../lib/table.mjs';
import { TIMES } from './ours.mjs';

/**
 * @param {object} measured
 * @param {Awaited<ReturnType<typeof import('./ours.mjs').ours>>} measured.own
 * @param {ReturnType<typeof import('./others.mjs').others>} measured.peers
 * @param {Map<string, import('../../lib/interleave.mjs').Figures[]>} measured.samples
 * @param {number} measured.rounds
 * @param {boolean} measured.lint
 * @param {number} measured.memory in MB
 */
export function report({ own, peers, samples, rounds, lint, memory }) {
  const ms = (/** @type {string} */ name) => summary(samples.get(name)).median;
  const cpuMs = (/** @type {string} */ name) => summary(samples.get(name), 'cpuMs').median;
  const cold = ms(own.cold.name);
  const ofCold = (/** @type {{ name: string }} */ { name }) => ms(name) / cold;
  const summed = peers.filter((tool) => tool.summed);
  const sum = summed.reduce((total, { name }) => total + ms(name), 0);
  /** @param {import('./ours.mjs').Tool} tool */
  const row = ({ name, note, output }) => {
    const { median, least, most } = summary(samples.get(name));
    return [
      name,
      seconds(median),
      `${seconds(least)} – ${seconds(most)}`,
      cpu(samples.get(name)),
      (median / cold).toFixed(2),
      written(output),
      note,
    ];
  };
  const rows = [
    ...own.candidates.map(row),
    ...summed.map(row),
    [`sum of these ${summed.length}`, seconds(sum), '', cpuSum(samples, summed), (sum / cold).toFixed(2), '', ''],
    ...peers.filter((tool) => !tool.summed).map(row),
  ];
  const versions = [
    ...new Set(
      peers.map(({ name, version }) => `${name.split(/[ ,]/)[0].replace('redocly', '@redocly/cli')} ${version}`),
    ),
  ].join(', ');
  const text = [
    `${own.operations} REST operations in ${own.apis.join(', ')}; sockets, which the peers do not read, have a row of their own. Whole processes from start to end, in turn, the first round not counted,`,
    `medians of ${rounds}. Ours lints by its own rules (in a second thread, hence the column of processor time) and writes types,`,
    'client, mock data and pages: Markdown with samples, where `build-docs` writes one HTML file for each description.',
    `Peers: ${versions}.`,
    ...(lint
      ? []
      : ['\n**Without the rules (`--no-lint`): ours does less here than it should, so the ratios flatter it.**']),
    ...(sizeOf(`${own.cold.output}/docs`).files
      ? []
      : [
          '\n**No documentation pages are written yet: ours does less here than it should, so the ratios flatter it.**',
        ]),
    '',
    table(['tool', 'median', 'range', 'processor', 'of ours, cold', 'writes', 'how'], rows, [
      'left',
      'right',
      'right',
      'right',
      'right',
      'right',
      'left',
    ]),
    '',
    goals([
      goal('ours, cold, to the sum of the peers', cold / sum, '<=', 0.4),
      goal('ours, cold, to openapi-typescript alone', cold / ms('openapi-typescript'), '<=', 1.5),
      goal('the same, processor time', cpuMs(own.cold.name) / cpuMs('openapi-typescript'), '<=', 2),
      goal('one file changed, to cold', ofCold(own.ratios.changed), '<=', 0.25),
      goal('one file changed in `--watch`, to cold', ofCold(own.ratios.saved), '<=', 0.1),
      goal('nothing to do, to cold', ofCold(own.ratios.nothing), '<=', 0.05),
      goal(`${TIMES} times the paths, to cold`, ofCold(own.ratios.multiplied), '<=', 4.2),
      goal('memory of a cold run (RSS), MB', memory, '<=', 600),
    ]),
    '',
    'Repeat: `npm run bench -- generate`. It works on copies of `spec/` in a temporary folder.',
  ];
  return { title: '`generate` against the tools that do a part of it', text: text.join('\n') };
}

/** @param {import('../../lib/interleave.mjs').Figures[] | undefined} runs */
function cpu(runs) {
  const { median } = summary(runs, 'cpuMs');
  return Number.isNaN(median) ? '' : seconds(median);
}

/** @param {Map<string, import('../../lib/interleave.mjs').Figures[]>} samples @param {{ name: string }[]} tools */
function cpuSum(samples, tools) {
  const total = tools.reduce((sum, { name }) => sum + summary(samples.get(name), 'cpuMs').median, 0);
  return Number.isNaN(total) ? '' : seconds(total);
}

/** @param {string} path */
function written(path) {
  const { files, bytes } = sizeOf(path);
  return files ? `${files} files, ${(bytes / 1e6).toFixed(1)} MB` : 'nothing';
}
