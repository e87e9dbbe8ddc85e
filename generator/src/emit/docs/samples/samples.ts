import { isObject, type Json } from '../../../load/json.js';
import type { Api, Operation } from '../../../model/types.js';
import { fence } from '../../print/quote/index.js';
import { curl } from './curl.js';
import { go } from './go.js';
import { JSON_STYLE, literal } from './literal.js';
import { python } from './python.js';
import { sentBy } from './sent.js';
import { typescript } from './typescript.js';

/** The example request in several languages, as tabs of a VitePress code group. */
export function samples(operation: Operation, api: Api): string {
  const sent = sentBy(operation, api);
  const inPython = python(operation, sent, api.ours);
  const inGo = go(operation, sent, api.ours);
  const tabs = [
    fence('bash', curl(operation, sent, api.ours), 'curl'),
    fence('ts', typescript(operation, sent, api), 'TypeScript'),
    ...(inPython ? [fence('python', inPython, 'Python')] : []),
    ...(inGo ? [fence('go', inGo, 'Go')] : []),
  ];
  // The end of a container is looked for in code too.
  const mark = ':'.repeat(
    Math.max(3, ...(tabs.join('\n').match(/^\s*:{3,}/gm) ?? []).map((run) => run.trim().length + 1)),
  );
  return `${mark} code-group\n\n${tabs.join('\n\n')}\n\n${mark}`;
}

/** The example answer as it comes over the wire. */
export function answerSample({ answer }: Operation): string {
  const { example } = answer;
  if (example === undefined) return '';
  const text = typeof example === 'string' ? example : literal(example as Json, JSON_STYLE);
  return fence(isObject(example) || Array.isArray(example) ? 'json' : 'text', text);
}
