import type { Sample } from '@bitget-spec/contract';
import { isObject, type Json } from '../../../load/json.js';
import type { Api, Operation } from '../../../model/types.js';
import { visible } from '../../print/quote/index.js';
import { curl } from './curl.js';
import { go } from './go.js';
import { JSON_STYLE, literal } from './literal.js';
import { python } from './python.js';
import { sentBy } from './sent.js';
import { typescript } from './typescript.js';

/** The example request in several languages. */
export function samples(operation: Operation, api: Api): Sample[] {
  const sent = sentBy(operation, api);
  const { signs } = api.profile.client;
  const inPython = python(operation, sent, signs);
  const inGo = go(operation, sent, signs);
  return [
    sample('ts', typescript(operation, sent, api), 'TypeScript'),
    sample('bash', curl(operation, sent, signs), 'curl'),
    ...(inPython ? [sample('python', inPython, 'Python')] : []),
    ...(inGo ? [sample('go', inGo, 'Go')] : []),
  ];
}

/** The example response as it comes over the wire. */
export function responseSample({ response }: Operation): Sample | undefined {
  const { example } = response;
  if (example === undefined) return undefined;
  const text = typeof example === 'string' ? example : literal(example as Json, JSON_STYLE);
  return sample(isObject(example) || Array.isArray(example) ? 'json' : 'text', text);
}

const sample = (language: string, code: string, label?: string): Sample => ({
  language,
  ...(label && { label }),
  code: visible(code).trimEnd(),
});
