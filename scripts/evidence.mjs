#!/usr/bin/env node
// Writes spec/evidence/: for each operation and field, which kinds of source know it.
//
//   npm run evidence -- --facts DIR [--lost]   all lines anew: DIR holds what the sources say, collected elsewhere
//                                              (scripts/evidence/facts.mjs describes its files); --lost prints what
//                                              they name and the description lacks
//   npm run evidence -- --recordings DIR       adds the fields that are seen in recorded responses
//
// What was seen in a recording stays: the recordings themselves are not kept here.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isSuccess } from '../generator/dist/live/compare.js';
import { readRecordings } from '../generator/dist/live/recordings.js';
import { loadOwn } from '../generator/dist/load-own.js';
import { fieldsIn, nodesOf } from '../generator/dist/model/schema/walk.js';
import { readFacts, valuePaths } from './evidence/facts.mjs';
import { placesOf } from './evidence/match.mjs';

const HEADER = `# Which kinds of source know an operation, and each field that it takes and gives: \`npm run evidence\` writes this from
# collected facts, and an operation may be added by hand. The kinds are those of sources.yaml; fields are spelt as on the
# pages, from the request and from the \`data\` of the response.
`;

const { values } = parseArgs({
  options: { facts: { type: 'string' }, recordings: { type: 'string' }, lost: { type: 'boolean', default: false } },
});
if (!values.facts && !values.recordings)
  throw new Error('[evidence] name a folder: npm run evidence -- --facts DIR, or --recordings DIR');

const facts = new Map(
  (values.facts ? readFacts(values.facts) : []).map((fact) => [`${fact.method} ${fact.path}`, fact]),
);
const seen = new Map();
for (const { operation, response } of values.recordings ? readRecordings(values.recordings).recordings : [])
  if (isSuccess(response.code)) seen.set(operation, [...(seen.get(operation) ?? []), ...valuePaths(response.data)]);

mkdirSync('spec/evidence', { recursive: true });
for (const { api } of await loadOwn()) {
  const lines = api.operations.flatMap((operation) => lineOf(operation, api));
  if (!api.sources.size || !lines.length) continue;
  writeFileSync(`spec/evidence/${api.name}.yaml`, `${HEADER}${lines.join('\n')}\n`);
  console.log(`spec/evidence/${api.name}.yaml: ${lines.length} of ${api.operations.length} operations`);
}

/** `"GET /api/…": { known: "page go ts", request: { "page go": "symbol limit" }, response: { … } }` */
function lineOf({ method, path, request, response, knownFrom }, api) {
  const name = `${method.toUpperCase()} ${path}`;
  const fact = facts.get(name);
  const recorded = seen.has(name) ? [{ source: 'recording', paths: seen.get(name) }] : [];
  // Facts say all again but what was seen; a line without facts was written by hand.
  const stays = (kind) => !fact || kind === 'recording';
  const sides = [
    ['request', request.schema, knownFrom?.request, fact?.request ?? []],
    ['response', response.schema, knownFrom?.response, [...(fact?.response ?? []), ...recorded]],
  ];
  const known = new Set([
    ...(knownFrom?.operation ?? []).filter(stays),
    ...(fact?.sources ?? []),
    ...recorded.map(({ source }) => source),
  ]);
  if (!known.size) return [];
  const parts = sides.flatMap(([side, schema, before, claims]) => {
    const groups = schema
      ? groupsOf(schema, api, (field) => before?.get(field)?.filter(stays) ?? [], claims, `${name}: ${side}`)
      : [];
    return groups.length
      ? [`${side}: { ${groups.map(([kinds, fields]) => `"${kinds}": "${fields.join(' ')}"`).join(', ')} }`]
      : [];
  });
  return [`"${name}": { ${[`known: "${inOrder([...known], api)}"`, ...parts].join(', ')} }`];
}

/** Fields by the kinds that know them, in the order of the description. */
function groupsOf(schema, api, before, claims, side) {
  const places = new Set(nodesOf(schema).keys());
  const known = claims.map(({ source, paths }) => {
    const { found, lost } = placesOf(paths, places);
    if (values.lost) for (const path of lost) console.log(`${side}: ${path.join('.')} [${source}]`);
    return [source, found];
  });
  const groups = new Map();
  for (const { path } of fieldsIn(schema)) {
    const sources = known.filter(([, found]) => found.has(path)).map(([source]) => source);
    const key = inOrder([...before(path), ...sources], api);
    if (key) groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups];
}

function inOrder(kinds, { sources }) {
  return [...sources.keys()].filter((kind) => kinds.includes(kind)).join(' ');
}
