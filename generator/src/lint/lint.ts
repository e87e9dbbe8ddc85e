import {
  createConfig,
  getLineColLocation,
  lintDocument,
  type NormalizedProblem,
  type Plugin,
} from '@redocly/openapi-core';
import type { Diagnostic } from '../load/diagnostic.js';
import { isObject } from '../load/json.js';
import type { Source } from '../load/source.js';
import { plugin } from './plugin.js';
import { rules } from './rules/index.js';

// Redocly puts the plugin's name before its rules only when it loads the plugin by path.
const ready: Plugin = {
  ...plugin,
  rules: { oas3: Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`bitget-spec/${name}`, rule])) },
};

/** Which rules hold: all of ours for a description that follows our conventions, the structural ones for any other. */
export const presetOf = (source: Source): 'strict' | 'any' =>
  isObject(source.root) && isObject(source.root['x-bitget-spec']) ? 'strict' : 'any';

/** Runs the rules over a loaded description, every finding at its place. */
export async function lint(source: Source): Promise<Diagnostic[]> {
  const config = await createConfig({ extends: [`bitget-spec/${presetOf(source)}`] }, { plugins: [ready] });
  const problems = await lintDocument({ document: source.document, externalRefResolver: source.resolver, config });
  return problems.filter((problem) => !problem.ignored).map(diagnosticOf);
}

function diagnosticOf(problem: NormalizedProblem): Diagnostic {
  const [place] = problem.location;
  if (!place)
    return { file: '', line: 1, column: 1, message: problem.message, rule: problem.ruleId, severity: problem.severity };
  const { start } = getLineColLocation(place);
  const [message = '', fix] = problem.message.split(' → ');
  return {
    file: place.source.absoluteRef,
    line: start.line,
    column: start.col,
    message,
    ...(fix ? { fix } : problem.suggest.length ? { fix: `did you mean ${problem.suggest.join(' or ')}?` } : {}),
    rule: problem.ruleId,
    severity: problem.severity,
  };
}
