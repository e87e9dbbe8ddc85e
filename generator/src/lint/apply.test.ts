import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  AsyncApi3Types,
  BaseResolver,
  createConfig,
  getLineColLocation,
  lintDocument,
  makeDocumentFromString,
  type NormalizedProblem,
  normalizeTypes,
  normalizeVisitors,
  Oas3_1Types,
  Oas3Types,
  type Plugin,
  parseYaml,
  resolveDocument,
  Source,
  walkDocument,
  YamlParseError,
} from '@redocly/openapi-core';
import { asyncProperty, assert as check, constantFrom, nat, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { objectOf } from '../load/json.js';
import { redocly } from '../redocly.js';
import { applyRules, kindOf, rulesFor } from './apply.js';
import { plugin } from './plugin.js';
import { rules, rulesOfSockets } from './rules/index.js';

// Redocly puts the plugin's name before its rules only when it loads the plugin by path.
const named = <Rule>(rules: Record<string, Rule>): Record<string, Rule> =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`bitget-spec/${name}`, rule]));
const ready: Plugin = { ...plugin, rules: { oas3: named(rules), async3: named(rulesOfSockets) } };
const configOf = (level: string) => createConfig({ extends: [`bitget-spec/${level}`] }, { plugins: [ready] });

const KINDS = ['oas3_0', 'oas3_1', 'async3'] as const;
const LEVELS = ['any', 'strict'] as const;

test.each([
  ['resolve.js', { BaseResolver, resolveDocument, Source }],
  ['errors/yaml-parse-error.js', { YamlParseError }],
  ['types/index.js', { normalizeTypes }],
  ['types/oas3.js', { Oas3Types }],
  ['types/oas3_1.js', { Oas3_1Types }],
  ['types/asyncapi3.js', { AsyncApi3Types }],
  ['visitors.js', { normalizeVisitors }],
  ['walk.js', { walkDocument }],
  ['format/codeframes.js', { getLineColLocation }],
  ['js-yaml/index.js', { parseYaml }],
])(
  '%s of this version of Redocly exports what we take of it: where it does not, name the module that does',
  (path, taken) => {
    expect(redocly<never>(path)).toMatchObject(taken);
  },
);

describe.each(KINDS)('%s', (kind) => {
  test.each(LEVELS)('has the rules that Redocly itself would apply: %s', async (level) => {
    const config = await configOf(level);
    const settings = (name: string) => config.getRuleSettings(name, kind);
    const theirs = config
      .getRulesForSpecVersion(kind === 'async3' ? 'async3' : 'oas3')
      .flatMap((set) => Object.entries(set))
      .filter(([name]) => settings(name).severity !== 'off');
    expect(theirs.map(([name]) => settings(name))).toEqual(theirs.map(() => ({ severity: 'error' })));
    expect(rulesFor(kind, level)).toEqual(new Map(theirs));
  });
});

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8');
const DOCUMENTS = [
  '../../test/petstore-3.0.yaml',
  '../../test/petstore-3.1.yaml',
  'fixtures/clean/spec/v9/asyncapi.yaml',
];

/** What may stand where something else is expected; undefined for nothing at all. */
const OTHERS = [undefined, null, 1, '', 'a?b', [], {}, ['a', 'a'], { $ref: '#/nowhere' }, { a: {}, 'b c': 1 }];

/** The places of a document, from the root down. */
const placesIn = (value: unknown, place: string[] = []): string[][] => [
  ...(place.length ? [place] : []),
  ...(typeof value === 'object' && value !== null ? Object.entries(value) : []).flatMap(([key, child]) =>
    placesIn(child, [...place, key]),
  ),
];

/** A copy with something else at a place. */
function spoilt(value: unknown, [key, ...deeper]: string[], other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value))
    return value.map((child, at) => (String(at) === key ? spoilt(child, deeper, other) : child));
  const entries = Object.entries(objectOf(value)).map(([name, child]): [string, unknown] => [
    name,
    name === key ? spoilt(child, deeper, other) : child,
  ]);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

test('finds what the whole of Redocly finds, in documents with anything wrong', async () => {
  const file = join(folderOf({ 'spec/v9/openapi.yaml': '' }), 'spec/v9/openapi.yaml');
  const configs = { any: await configOf('any'), strict: await configOf('strict') };
  const fault = tuple(nat(), constantFrom(...OTHERS));
  const document = tuple(constantFrom(...DOCUMENTS), fault, fault, fault).map(([path, ...faults]) => {
    const { source, parsed } = makeDocumentFromString(read(path), file);
    return {
      source,
      parsed: faults.reduce((value: unknown, [number, other]) => {
        const places = placesIn(value);
        return spoilt(value, places[number % places.length] ?? [], other);
      }, parsed),
    };
  });
  /** In no order; some documents make a rule of Redocly's throw. */
  const outcomeOf = (work: Promise<NormalizedProblem[]>) =>
    work.then((problems) => problems.map((problem) => JSON.stringify(problem)).sort(), String);
  await check(
    asyncProperty(document, constantFrom(...LEVELS), async (document, level) => {
      const kind = kindOf(document.parsed);
      if (!kind) return;
      const externalRefResolver = new BaseResolver();
      const theirs = await outcomeOf(lintDocument({ document, externalRefResolver, config: configs[level] }));
      const ours = await outcomeOf(applyRules(rulesFor(kind, level), kind, document, externalRefResolver));
      expect(ours).toEqual(theirs);
    }),
    { numRuns: process.env.SOAK ? 2000 : 40 },
  );
});
