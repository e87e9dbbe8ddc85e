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
import { loadOwn } from '../generator/dist/load-own.js';
import { fieldsIn } from '../generator/dist/model/fields.js';
import { nodesOf } from '../generator/dist/model/walk.js';
import { readFacts } from './evidence/facts.mjs';
import { placesOf } from './evidence/match.mjs';

const HEADER = `# Which kinds of source know an operation, and each field that it takes and gives: \`npm run evidence\` writes this from
# collected facts, and an operation may be added by hand. The kinds are those of sources.yaml; fields are spelt as on the
# pages, from the request and from the \`data\` of the response.
`;

const { values } = parseArgs({ options: { facts: { type: 'string' }, lost: { type: 'boolean', default: false } } });
if (!values.facts) throw new Error('[evidence] name the folder of the facts: npm run evidence -- --facts DIR');
const facts = new Map(readFacts(values.facts).map((fact) => [`${fact.method} ${fact.path}`, fact]));

mkdirSync('spec/evidence', { recursive: true });
for (const { api } of await loadOwn()) {
  const kinds = [...api.sources.keys()];
  const lines = api.operations.flatMap((operation) => {
    const name = `${operation.method.toUpperCase()} ${operation.path}`;
    const fact = facts.get(name);
    return fact ? [lineOf(name, fact, operation, api, kinds)] : [];
  });
  if (!lines.length) continue;
  writeFileSync(`spec/evidence/${api.name}.yaml`, `${HEADER}${lines.join('\n')}\n`);
  console.log(`spec/evidence/${api.name}.yaml: ${lines.length} of ${api.operations.length} operations`);
}

/** `"GET /api/…": { known: "page go ts", request: { "page go": "symbol limit" }, response: { … } }` */
function lineOf(name, fact, { request, answer }, api, kinds) {
  const sides = [
    ['request', request.schema, fact.request],
    ['response', answer.schema, fact.response],
  ];
  const parts = sides.flatMap(([side, schema, claims]) => {
    const groups = schema ? groupsOf(schema, api, claims, kinds, `${name}: ${side}`) : [];
    return groups.length
      ? [`${side}: { ${groups.map(([known, fields]) => `"${known}": "${fields.join(' ')}"`).join(', ')} }`]
      : [];
  });
  return `"${name}": { ${[`known: "${inOrder(fact.sources, kinds)}"`, ...parts].join(', ')} }`;
}

/** Fields by the kinds that know them, in the order of the description. */
function groupsOf(schema, api, claims, kinds, side) {
  const places = new Set(nodesOf(schema, api.document).keys());
  const known = claims.map(({ source, paths }) => {
    const { found, lost } = placesOf(paths, places);
    if (values.lost) for (const path of lost) console.log(`${side}: ${path.join('.')} [${source}]`);
    return [source, found];
  });
  const groups = new Map();
  for (const { path } of fieldsIn(schema, api)) {
    const sources = known.filter(([, found]) => found.has(path)).map(([source]) => source);
    const key = inOrder(sources, kinds);
    if (key) groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return [...groups];
}

function inOrder(sources, kinds) {
  return kinds.filter((kind) => sources.includes(kind)).join(' ');
}
