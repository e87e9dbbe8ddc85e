import type { NormalizedProblem } from '@redocly/openapi-core';
import type { Diagnostic } from '../load/diagnostic.js';
import { type Position, positionOf } from '../load/position.js';
import type { Source } from '../load/source.js';
import { profileOf } from '../profiles/index.js';
import { redocly } from '../redocly.js';
import { applyRules, kindOf, rulesFor } from './apply.js';
import { brokenCommon } from './common.js';
import { Resolver } from './resolver.js';

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
];

/**
 * Runs the rules over a loaded description and that of its sockets, every finding at its location.
 * @param isPartial it has some of its parts alone
 */
export async function lint(source: Source, isPartial = false): Promise<Diagnostic[]> {
  const { rules: level } = profileOf(source.root);
  const broken = level === 'strict' ? brokenCommon(source.file, source.parts().documents) : [];
  if (broken.length) return broken;
  const resolver = new Resolver(source);
  const problems: NormalizedProblem[] = [];
  for (const file of [source.file, source.companionPath('sockets')]) {
    if (file === undefined || !source.documentOf(file)) continue;
    const document = await resolver.resolveDocument(null, file, true);
    if (document instanceof Error) throw document;
    const kind = kindOf(document.parsed);
    if (!kind) continue;
    const rules = rulesFor(kind, level);
    if (isPartial && kind !== 'async3') for (const name of ACROSS) rules.delete(name); // sockets are always whole
    problems.push(...(await applyRules(rules, kind, document, resolver)));
  }
  const found = problems.map(diagnosticOf);
  return level === 'strict' ? found : found.map(advice);
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
  const { getLineColLocation } = redocly<'getLineColLocation'>('format/codeframes.js');
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
