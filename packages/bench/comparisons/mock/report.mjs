import { summary } from '../../lib/interleave.mjs';
import { peer } from '../../lib/peers.mjs';
import { goal, goals, table } from '../../lib/table.mjs';
import { CALLS, CONNECTIONS, FILLS, KINDS, nameOf, OPEN, PLACED } from './parts.mjs';
import { BARE, OURS, PRISM } from './servers.mjs';

/** @typedef {Map<string, import('../../lib/interleave.mjs').Figures[]>} Samples */

/** @param {{ rounds: number, facts: import('../../lib/interleave.mjs').Figures, scale: Samples, cold: Samples, requests: Samples }} measured */
export function report({ rounds, facts, scale, cold, requests }) {
  const { version } = peer('@stoplight/prism-cli', 'prism');
  const middle = (/** @type {Samples} */ samples, /** @type {string} */ name, /** @type {string} */ figure) =>
    summary(samples.get(name), figure).median;
  const speed = (/** @type {string} */ title, /** @type {string} */ server) =>
    middle(requests, nameOf(title, server), 'perSecond');
  const [, tickers, rest] = KINDS.map(([, title]) => title);
  const ready = (/** @type {string} */ server) => middle(cold, server, 'ms');
  const placing = (/** @type {string} */ name) => middle(scale, name, 'us');
  const most = Math.max(facts.rss, ...[...scale.values()].flat().map(({ rss }) => rss)) / 1e9;
  const wanted = [
    goal('validated GET, ours / Prism', speed(tickers, OURS) / speed(tickers, PRISM), '>=', 20),
    goal('signed place-order, ours / bare', speed(rest, OURS) / speed(rest, BARE), '>=', 0.4),
    goal('cold start, ours / Prism', ready(OURS) / ready(PRISM), '<=', 0.3),
    goal('cold start, ours, s', ready(OURS) / 1000, '<=', 0.6),
    goal('placing through handle, full / empty', placing('handle, full') / placing('handle, empty'), '<=', 2),
    goal('placing by the engine, full / empty', placing('engine, full') / placing('engine, empty'), '<=', 2),
    goal('trading futures by the engine, full / empty', placing('trade, full') / placing('trade, empty'), '<=', 2),
    goal('memory of the full exchange (RSS), GB', most, '<=', 1.5),
  ];
  return {
    title: 'The mock exchange',
    text: `${rounds} rounds, candidates in turn; medians. Requests: ${CONNECTIONS} connections from a process of its own, ${CALLS[OURS]} calls a
run (Prism ${CALLS[PRISM]}), every request for an order with its own \`clientOid\`, timestamp and signature. Prism ${version} mocks
\`generated/v3/openapi.json\` and logs nothing; it checks no signature. The bare server is \`node:http\`, one HMAC over each
request and a constant response. Ours runs with everything on; each run starts empty. µs: the server's processor time for one request.

${table(
  ['request', 'server', 'a second', 'least', 'most', 'p99, ms', 'µs'],
  KINDS.flatMap(([, title, who]) => who.map((server) => [title, server, ...line(requests.get(nameOf(title, server)))])),
  ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
)}

Cold start: from the start of the command to the first response to that validated GET.

${table(
  ['server', 'ms', 'least', 'most'],
  [...cold].map(([name, figures]) => [name, ...threeOf(figures, 'ms', 0)]),
)}

Scale: one account with ${OPEN} open orders and ${FILLS} fills, one order each; ${PLACED} orders a run, against an
exchange with none in another process. Through \`handle\` they are signed requests, and wait as those by the \`engine\`
alone do; the orders of \`trade\` are futures orders that open and close a position.

${table(
  ['placing', 'µs an order', 'least', 'most'],
  [...scale].map(([name, figures]) => [name, ...threeOf(figures, 'us', 1)]),
)}

${goals(wanted)}`,
  };
}

/** @param {import('../../lib/interleave.mjs').Figures[] | undefined} figures */
function line(figures) {
  const p99 = summary(figures, 'p99').median;
  return [
    ...threeOf(figures, 'perSecond', 0),
    p99.toFixed(p99 < 10 ? 2 : 0),
    summary(figures, 'cpuUs').median.toFixed(0),
  ];
}

/** @param {import('../../lib/interleave.mjs').Figures[] | undefined} figures @param {string} figure @param {number} places */
function threeOf(figures, figure, places) {
  const { median, least, most } = summary(figures, figure);
  return [median, least, most].map((value) => value.toFixed(places));
}
