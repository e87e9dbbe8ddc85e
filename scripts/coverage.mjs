// The last step of `npm run coverage`: how much of each room's sources its tests run, in per cent. What a test runs of another
// package is that package's build, and does not count here. coverage/index.html shows each line.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

const KINDS = /** @type {const} */ (['lines', 'branches', 'functions']);

/** @typedef {Record<typeof KINDS[number], { total: number, covered: number }>} Counts */
/** @type {Record<string, Counts>} */
const { total, ...files } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));

/** @type {Map<string, Counts[]>} */
const rooms = new Map();
for (const [file, counts] of Object.entries(files)) {
  const [room = ''] = relative('.', file).split('/src/');
  rooms.set(room, [...(rooms.get(room) ?? []), counts]);
}

/** @param {Counts[]} all */
const row = (all) =>
  KINDS.map((kind) => {
    const sum = (/** @type {'total' | 'covered'} */ key) => all.reduce((count, one) => count + one[kind][key], 0);
    return `${((100 * sum('covered')) / Math.max(1, sum('total'))).toFixed(1)} %`.padStart(11);
  }).join('');

console.log(`\n${''.padEnd(22)}${KINDS.map((kind) => kind.padStart(11)).join('')}`);
for (const [room, all] of [...rooms].sort()) console.log(room.padEnd(22) + row(all));
if (total) console.log('all'.padEnd(22) + row([total]));
