// How far our verdicts (ERR, WARN, none) are those of oasdiff, on the pairs of documents of its own tests:
// `npm run test:diff -- --oasdiff DIR`, DIR with its sources. Each difference is printed with its reason, from differences.json;
// one without a reason, a reason that is not needed, or less than 95 % fails.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareSides } from '../../generator/dist/diff/index.js';
import { readSide } from '../../generator/dist/diff/side/side.js';
import { readOasdiff } from './go-tests.mjs';
import { topicOf } from './topics.mjs';

const LEAST = 95;
/** @type {Record<string, 'ERR' | 'WARN' | 'none'>} */
const VERDICTS = {
  breaking: 'ERR',
  dangerous: 'WARN',
  compatible: 'none',
  note: 'none',
  ERR: 'ERR',
  WARN: 'WARN',
  INFO: 'none',
};

/** @typedef {import('../../generator/dist/diff/change.js').Change} Change */
/** @typedef {{ test: string, what: string, wanted: string, got: string, kinds: string[] }} Verdict */

const { values } = parseArgs({ options: { oasdiff: { type: 'string' } } });
if (values.oasdiff === undefined) {
  console.log('name a folder with the sources of oasdiff with --oasdiff DIR: nothing was compared');
} else {
  const { statements, left, levels } = readOasdiff(values.oasdiff);
  /** @type {Verdict[]} */
  const verdicts = [];
  for (const statement of statements) verdicts.push(...(await verdictsOf(statement, levels)));
  report(verdicts, left);
}

/** What a test states, by topic and operation, and what we say of the same. */
async function verdictsOf(statement, levels) {
  const changes = await changesOf(statement);
  const about = (/** @type {string} */ id, /** @type {string | undefined} */ operation) => {
    const { kinds, polarity } = topicOf(id);
    return changes.filter(
      (change) =>
        kinds.test(change.kind) &&
        (!polarity || !change.polarity || change.polarity === polarity) &&
        (!operation || bare(change.subject) === bare(operation)),
    );
  };
  const verdict = (/** @type {string} */ what, /** @type {string} */ wanted, /** @type {Change[]} */ ours) => ({
    ...{ test: statement.test, what, wanted, got: worst(ours.map(({ level }) => VERDICTS[level])) },
    kinds: [...new Set(ours.map(({ kind, level }) => `${kind} (${level})`))],
  });
  const groups = new Map();
  for (const { id, operation } of statement.found) {
    const { name, polarity } = topicOf(id);
    const key = [name, polarity, operation].join('|');
    groups.set(key, { operation, ids: [...(groups.get(key)?.ids ?? []), id] });
  }
  /** @type {Verdict[]} */
  const found = [...groups.values()].map(({ ids, operation }) =>
    verdict(
      ids.join(' '),
      worst(ids.map((id) => VERDICTS[levels.get(id)])),
      ids.flatMap((id) => about(id, operation)),
    ),
  );
  if (statement.complete && !statement.found.length) {
    const ours = statement.all ? changes : statement.scope.flatMap((/** @type {string} */ id) => about(id, undefined));
    found.push(verdict('nothing', 'none', ours));
  }
  // Where something of the topic is stated, the level of the topic has been compared.
  const topics = new Set(statement.found.map(({ id }) => topicOf(id).name));
  for (const id of statement.absent)
    if (levels.get(id) !== 'INFO' && !topics.has(topicOf(id).name))
      found.push(verdict(`no ${id}`, 'none', about(id, undefined)));
  return found;
}

async function changesOf({ base, head }) {
  const parsed = new Map();
  return compareSides(await readSide(base, { parsed }), await readSide(head, { parsed }));
}

/** @param {string[]} all */
function worst(all) {
  return ['ERR', 'WARN'].find((one) => all.includes(one)) ?? 'none';
}

/** A title without what paths and webhooks are called. @param {string} title */
function bare(title) {
  return title.replace(/^webhook /, '').replaceAll(/\{[^}]*\}/g, '{}');
}

function report(/** @type {Verdict[]} */ verdicts, /** @type {{ test: string, reason: string }[]} */ left) {
  /** @type {Record<string, string>} */
  const reasons = JSON.parse(readFileSync(new URL('differences.json', import.meta.url), 'utf8'));
  const differing = verdicts.filter(({ wanted, got }) => wanted !== got);
  const unexplained = differing.filter(({ test }) => !(test in reasons));
  const idle = Object.keys(reasons).filter((test) => !differing.some((verdict) => verdict.test === test));
  for (const { test, what, wanted, got, kinds } of differing) {
    console.log(`${test}: ${what} is ${wanted}, ours ${got}${kinds.length ? ` (${kinds.join(', ')})` : ''}`);
    console.log(`    ${reasons[test] ?? 'NO REASON GIVEN'}`);
  }
  const why = new Map();
  for (const { reason } of left)
    why.set(reason.replace(/[,:].*/, ''), (why.get(reason.replace(/[,:].*/, '')) ?? 0) + 1);
  console.log(`left out: ${[...why].map(([reason, number]) => `${number} tests (${reason})`).join(', ')}`);
  const percent = (100 * (verdicts.length - differing.length)) / verdicts.length;
  const tests = new Set(verdicts.map(({ test }) => test)).size;
  const each = ['ERR', 'WARN', 'none'].map((one) => `${verdicts.filter(({ wanted }) => wanted === one).length} ${one}`);
  console.log(
    `${verdicts.length} verdicts of ${tests} tests (${each.join(', ')}): ${verdicts.length - differing.length} agree, ${percent.toFixed(1)} %`,
  );
  for (const test of idle)
    console.error(`[test:diff] differences.json explains ${test}, which does not differ: delete the entry`);
  for (const { test } of unexplained)
    console.error(`[test:diff] ${test} differs for no reason that differences.json gives`);
  if (percent < LEAST) console.error(`[test:diff] ${percent.toFixed(1)} % agree, and ${LEAST} % must`);
  if (percent < LEAST || unexplained.length || idle.length) process.exitCode = 1;
}
