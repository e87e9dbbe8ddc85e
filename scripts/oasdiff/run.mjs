// How far our verdicts (ERR, WARN, none) are those of oasdiff, on the pairs of documents of its own tests:
// `npm run test:diff -- --oasdiff DIR`, DIR with its sources. Each difference is printed with its reason, from differences.json;
// one without a reason, a reason that is not needed, or less than 95 % fails.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { compareSides } from '../../generator/dist/diff/index.js';
import { readSide } from '../../generator/dist/diff/side/side.js';
import { applyEdits } from './go-edits.mjs';
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

/** What has been stated of each pair of documents: what two tests state of one counts once. */
const stated = new Map();

const { values } = parseArgs({ options: { oasdiff: { type: 'string' } } });
if (values.oasdiff === undefined) {
  console.log('name a folder with the sources of oasdiff with --oasdiff DIR: nothing was compared');
} else {
  const { statements, left, levels } = readOasdiff(values.oasdiff);
  /** @type {Verdict[]} */
  const verdicts = [];
  for (const statement of statements) {
    try {
      verdicts.push(...(await verdictsOf(statement, levels)));
    } catch (error) {
      left.push({
        test: statement.test,
        reason: `cannot be read here: ${error instanceof Error ? error.message : error}`,
      });
    }
  }
  report(verdicts, left);
}

/** What a test states, by topic and operation, and what we say of the same. */
async function verdictsOf(statement, levels) {
  const changes = await changesOf(statement);
  const pair = JSON.stringify([statement.base, statement.head]);
  const verdict = (/** @type {string} */ what, /** @type {string} */ wanted, /** @type {Change[]} */ ours) => ({
    ...{ test: statement.test, what, wanted, got: worst(ours.map(({ level }) => VERDICTS[level])) },
    kinds: [...new Set(ours.map(({ kind, level }) => `${kind} (${level})`))],
  });
  const groups = new Map();
  for (const one of statement.found) {
    if (!once(pair, one.id, one.operation)) continue;
    const { name, polarity } = topicOf(one.id);
    const key = [name, polarity, one.operation].join('|');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  /** @type {Verdict[]} */
  const found = [...groups.values()].map((all) =>
    verdict(
      [...new Set(all.map(({ id }) => id))].join(' '),
      worst(all.map(({ id }) => VERDICTS[levels.get(id)])),
      all.flatMap((one) => about(changes, one)),
    ),
  );
  if (statement.complete && !statement.found.length && once(pair, `nothing of ${statement.scope.join()}`)) {
    const ours = statement.all
      ? changes
      : statement.scope.flatMap((/** @type {string} */ id) => about(changes, { id }));
    found.push(verdict('nothing', 'none', ours));
  }
  // Where something of the topic is stated, the level of the topic has been compared.
  const topics = new Set(statement.found.map(({ id }) => topicOf(id).name));
  for (const id of statement.absent)
    if (levels.get(id) !== 'INFO' && !topics.has(topicOf(id).name) && once(pair, `no ${id}`))
      found.push(verdict(`no ${id}`, 'none', about(changes, { id })));
  if (statement.level && !statement.found.length && !statement.all && once(pair, `level ${statement.scope.join()}`)) {
    const ours = statement.scope.flatMap((/** @type {string} */ id) => about(changes, { id }));
    found.push(verdict(`one of ${statement.scope[0]} and the like`, VERDICTS[statement.level], ours));
  }
  if (
    statement.some &&
    statement.all &&
    statement.least !== 'INFO' &&
    !statement.found.length &&
    once(pair, 'something')
  ) {
    const one = verdict('something', 'ERR or WARN', changes);
    found.push({ ...one, got: one.got === 'none' ? 'none' : one.wanted });
  }
  return found;
}

/** Our changes of the topic of an id, at the operation and the field that are stated with it. */
function about(/** @type {Change[]} */ changes, { id, operation, args = [] }) {
  const { kinds, polarity } = topicOf(id);
  const found = changes.filter(
    (change) =>
      kinds.test(change.kind) &&
      (!polarity || !change.polarity || change.polarity === polarity) &&
      (!operation || bare(change.subject) === bare(operation)),
  );
  const fields = new Set(args.filter((arg) => arg.includes('/')).map((arg) => arg.replaceAll('/', '.')));
  const there = found.filter(
    ({ field, name }) => fields.has([field, name].filter(Boolean).join('.')) || fields.has(field ?? ''),
  );
  return there.length ? there : found;
}

/** True of what no other test has stated of the pair. */
function once(/** @type {string} */ pair, /** @type {string} */ what, /** @type {string | undefined} */ operation) {
  const known = stated.get(`${pair} ${what}`) ?? [];
  stated.set(`${pair} ${what}`, [...known, operation]);
  return !known.length || (operation !== undefined && !known.includes(operation) && !known.includes(undefined));
}

/** @throws Error where an edit of a test leads nowhere */
async function changesOf(/** @type {import('./go-tests.mjs').Statement} */ { base, head }) {
  const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-'));
  const parsed = new Map();
  const sideOf = async (
    /** @type {import('./go-tests.mjs').Document} */ { file, edits },
    /** @type {string} */ name,
  ) => {
    if (!edits.length) return readSide(file, { parsed });
    const edited = join(folder, `${name}.json`);
    writeFileSync(edited, JSON.stringify(applyEdits(parse(readFileSync(file, 'utf8')), edits)));
    return readSide(edited, { parsed });
  };
  try {
    return compareSides(await sideOf(base, 'base'), await sideOf(head, 'head'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
  const each = ['ERR', 'WARN', 'none'].map(
    (one) => `${verdicts.filter(({ wanted }) => wanted.startsWith(one)).length} ${one}`,
  );
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
