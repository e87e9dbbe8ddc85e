import { createRequire } from 'node:module';
import { isObject } from '../../load/json.js';
import { once } from '../../once.js';
import { type Context, type Rule, report } from '../rule.js';

/** Patterns are tested against text from anywhere: none may take more time than in proportion to its length. */
export const patternsLinear: Rule = () => ({
  Schema(schema, context) {
    const { pattern, patternProperties } = schema as { pattern?: unknown; patternProperties?: unknown };
    if (typeof pattern === 'string') check(pattern, ['pattern'], context);
    const named = isObject(patternProperties) ? Object.keys(patternProperties) : [];
    for (const name of named) check(name, ['patternProperties', name], context);
  },
});

const LINEAR =
  'anchor it with ^ and let no character fit two repeated parts, as in ^\\d+(\\.\\d*)?$ for ^\\d+\\.?\\d*$';

/** Not imported: Node would read its 230 kB for the names that it exports, which takes five times as long as to run them. */
const detector = once((): typeof import('redos-detector') => createRequire(import.meta.url)('redos-detector'));

/** Descriptions share most of their patterns. */
const known = new Map<string, boolean>();

function isLinear(pattern: string): boolean {
  // Steps and not time, so that the finding does not depend on the machine.
  const linear = known.get(pattern) ?? detector().isSafePattern(pattern, { unicode: true, maxSteps: 20_000 }).safe;
  known.set(pattern, linear);
  return linear;
}

function check(pattern: string, below: string[], context: Context): void {
  const found = (what: string, fix: string) => report(context, below, what, fix, below.length > 1);
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    found(error instanceof Error ? error.message : String(error), 'write it as ECMA-262 wants it with the flag u');
    return;
  }
  if (!isLinear(pattern)) found(`matching ${pattern} may take far longer than a text is long`, LINEAR);
}
