import {
  createConfig,
  getLineColLocation,
  lintDocument,
  type NormalizedProblem,
  type Plugin,
} from '@redocly/openapi-core';
import type { Diagnostic } from '../load/diagnostic.js';
import { type Position, positionOf } from '../load/position.js';
import type { Source } from '../load/source.js';
import { profileOf } from '../profiles/index.js';
import { brokenCommon } from './common.js';
import { plugin } from './plugin.js';
import { Resolver } from './resolver.js';
import { rules as own, rulesOfSockets } from './rules/index.js';

// Redocly puts the plugin's name before its rules only when it loads the plugin by path.
const named = <Rule>(rules: Record<string, Rule>): Record<string, Rule> =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`bitget-spec/${name}`, rule]));
const ready: Plugin = { ...plugin, rules: { oas3: named(own), async3: named(rulesOfSockets) } };

/**
 * Rules that judge a path by the others, or by the files beside the root. What they say of a description is the same while the
 * root and the names of its files are (lint/parts.ts), but for operationIds, which the model compares.
 */
export const ACROSS = [
  'bitget-spec/no-orphan-file',
  'no-ambiguous-paths',
  'no-identical-paths',
  'no-unused-components',
  'operation-operationId-unique',
] as const;

/** Off for the paths; the description of sockets is always whole. */
const WITHOUT = {
  rules: Object.fromEntries(ACROSS.map((name) => [name, 'off' as const])),
  async3Rules: { 'bitget-spec/no-orphan-file': 'error' as const },
};

/**
 * Runs the rules over a loaded description and that of its sockets, every finding at its location.
 * @param isPartial it has some of its parts alone
 */
export async function lint(source: Source, isPartial = false): Promise<Diagnostic[]> {
  const { rules } = profileOf(source.root);
  const config = await createConfig(
    { extends: [`bitget-spec/${rules}`], ...(isPartial && WITHOUT) },
    { plugins: [ready] },
  );
  const broken = rules === 'strict' ? brokenCommon(source.file, source.parts.documents) : [];
  if (broken.length) return broken;
  const externalRefResolver = new Resolver(source);
  const problems: NormalizedProblem[] = [];
  for (const file of [source.file, source.companionPath('sockets')]) {
    if (file === undefined || !source.documentOf(file)) continue;
    const document = await externalRefResolver.resolveDocument(null, file, true);
    if (document instanceof Error) throw document;
    problems.push(...(await lintDocument({ document, externalRefResolver, config })));
  }
  const found = problems.filter((problem) => !problem.ignored).map(diagnosticOf);
  return rules === 'strict' ? found : found.map(advice);
}

/** A document of others is not ours to judge: only what nothing can be made of is an error. */
const advice = (found: Diagnostic): Diagnostic =>
  found.rule === 'no-unresolved-refs' || /^Expected type .* \((object|array)\)/.test(found.message)
    ? found
    : { ...found, severity: 'warn' };

function diagnosticOf(problem: NormalizedProblem): Diagnostic {
  const { ruleId: rule, severity } = problem;
  const [what = '', ours] = problem.message.split(' → ');
  const message = what.replace(/\.$/, '');
  const [location] = problem.location;
  if (!location) return { file: '', line: 1, column: 1, message, rule, severity };
  const fix = ours ?? (problem.suggest.length ? `did you mean ${problem.suggest.join(' or ')}?` : fixOf(message));
  return { file: location.source.absoluteRef, ...positionIn(location), message, ...(fix && { fix }), rule, severity };
}

/** Redocly finds no position for a value that is empty; ours is that of its key. */
function positionIn(location: NormalizedProblem['location'][number]): Position {
  const { line, col } = getLineColLocation(location).start;
  if (line > 1 || col > 1 || !location.pointer) return { line, column: col };
  return positionOf(location.source.body, location.pointer.replace(/^#\/?/, '/'));
}

/** How to mend what Redocly's own rules find, in its own words. */
const FIXES: [RegExp, string][] = [
  [/Expected type .* \(object\)/, 'write a mapping'],
  [/Expected type .* \(array\)/, 'write a list'],
  [/Expected type `(\w+)`/, 'write a $1'],
  [/can be one of the following/, 'write one of them'],
  [/must be present|must contain/, 'add it'],
  [/is not expected here/, 'remove it, or begin its name with x-'],
];

function fixOf(message: string): string | undefined {
  for (const [pattern, fix] of FIXES) {
    const match = pattern.exec(message);
    if (match) return fix.replace('$1', match[1] ?? '');
  }
  return undefined;
}
