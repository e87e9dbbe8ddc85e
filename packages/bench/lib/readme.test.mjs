import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** @param {string} path */
const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = text('../../../README.md');
const results = text('../RESULTS.md');

/** The cells of the row of RESULTS.md that begins so. @param {string[]} start */
function row(...start) {
  const line = results.split('\n').find((candidate) => {
    const cells = cellsOf(candidate);
    return start.every((cell, index) => cells[index] === cell);
  });
  if (!line) throw new Error(`RESULTS.md has no row ${start.join(' | ')}`);
  return cellsOf(line);
}
/** @param {string} line */
const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const [client, undici, peer, ccxt] = ['v3 client', 'v3 client, undici transport', 'bitget-api', 'ccxt, raw call'].map(
  (name) => row(name),
);
const p99 = 4;

test.each([
  [
    'a signed POST',
    `| a signed POST, µs a call | ${client?.[1]}; ${undici?.[1]} by undici | ${peer?.[1]} | ${ccxt?.[1]} |`,
  ],
  [
    'the slowest of a hundred',
    `| the slowest of a hundred (p99), µs | ${client?.[p99]}; ${undici?.[p99]} by undici | ${peer?.[p99]} | ${ccxt?.[p99]} |`,
  ],
  [
    'the mock',
    `| the mock, validated GETs a second | ${row('GET tickers, validated', '@bitget-spec/mock')[2]} (Prism: ${row('GET tickers, validated', 'Prism')[2]}) |`,
  ],
])('the README has the figures of RESULTS.md: %s', (_, line) => {
  expect(readme).toContain(line);
});

test('and the versions', () => {
  const [, api, other] = /bitget-api ([\d.]+), ccxt ([\d.]+)/.exec(results) ?? [];
  expect(readme).toContain(`| measured | @bitget-spec/v3 | bitget-api ${api} | ccxt ${other?.replace(/\.$/, '')} |`);
});
