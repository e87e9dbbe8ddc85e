import { type JsonObject, textOf, textsOf } from '../../load/json.js';
import { byType, resolved } from '../../model/schema/resolved.js';
import type { Recorder } from '../change.js';
import type { OperationSurface, ParameterSurface } from '../surface/types.js';
import { compareEvidence } from './evidence.js';
import { compareLifecycle, isUnstable, mayGo, stabilityOf } from './lifecycle.js';
import type { SchemaComparison } from './schema/compare.js';
import { fingerprint } from './schema/fingerprint.js';
import { similarNames } from './schema/similar.js';

type Parameters = OperationSurface['parameters'];

/** Compares the parameters of an operation. */
export function compareParameters(
  out: Recorder,
  schemas: SchemaComparison,
  { parameters: base, raw }: OperationSurface,
  { parameters: head }: OperationSurface,
): void {
  const twins = twinsOf(base, head);
  for (const [key, parameter] of base) {
    const other = head.get(key) ?? twins.get(parameter);
    if (!other) {
      removed(out, parameter, raw);
      continue;
    }
    const at = out.at({ part: wordsOf(other), given: parameter.required });
    if (parameter.in !== other.in) at.add('parameter-moved', { name: other.name, was: parameter.in, now: other.in });
    else if (parameter.name !== other.name && other.in === 'path')
      at.add('path-parameter-renamed', { was: parameter.name, now: other.name });
    else if (parameter.name !== other.name)
      at.add('parameter-renamed', { was: wordsOf(parameter), now: wordsOf(other) });
    compareParameter(at, schemas, parameter, other);
  }
  const known = new Set([...base.keys()]);
  const taken = new Set(twins.values());
  for (const [key, parameter] of head) if (!known.has(key) && !taken.has(parameter)) added(out, parameter);
}

function removed(out: Recorder, parameter: ParameterSurface, operation: JsonObject): void {
  const name = wordsOf(parameter);
  const { raw } = parameter;
  if (parameter.in === 'path') out.add('path-parameter-removed', { name });
  else if (isUnstable(operation)) out.add('unstable-parameter-removed', { name, was: stabilityOf(operation) });
  else if (raw.deprecated !== true) out.add('parameter-removed', { name });
  else if (mayGo(raw)) out.add('deprecated-parameter-removed', { name });
  else out.add('parameter-removed-before-sunset', { name, was: String(raw['x-sunset']) });
}

function added(out: Recorder, parameter: ParameterSurface): void {
  const name = wordsOf(parameter);
  const value = parameter.schema && resolved(parameter.schema).default;
  if (parameter.in === 'path') out.add('path-parameter-added', { name });
  else if (!parameter.required) out.add('parameter-added', { name });
  else if (value === undefined) out.add('required-parameter-added', { name });
  else out.add('required-parameter-with-default-added', { name, now: value });
}

function compareParameter(
  out: Recorder,
  schemas: SchemaComparison,
  base: ParameterSurface,
  head: ParameterSurface,
): void {
  if (base.required !== head.required)
    out.add(head.required ? 'parameter-became-required' : 'parameter-became-optional');
  compareLifecycle(out, base.raw, head.raw);
  if (base.raw.description !== head.raw.description) out.add('description-changed');
  if (JSON.stringify(base.raw.example) !== JSON.stringify(head.raw.example)) out.add('example-changed');
  const evidence = (raw: ParameterSurface['raw']) =>
    raw['x-source'] === undefined ? undefined : textsOf(raw['x-source']);
  compareEvidence(out, evidence(base.raw), evidence(head.raw));
  compareWriting(out, base, head);
  if (!base.schema || !head.schema) return;
  const list = resolved(head.schema);
  if (list.kind === 'list' && isRepeated(head) && !severalValues(base)) {
    out.add('parameter-became-list');
    if (list.items) schemas.compare(base.schema, list.items, out.at({ text: true }));
    return;
  }
  schemas.compare(
    base.schema,
    head.schema,
    out.at({ text: !head.mediaType && !severalValues(base), textFields: !head.mediaType }),
  );
}

const STYLES: Record<string, string> = { query: 'form', cookie: 'form', path: 'simple', header: 'simple' };

/** How the value is written into the request. */
function compareWriting(out: Recorder, base: ParameterSurface, head: ParameterSurface): void {
  const written = (parameter: ParameterSurface) => {
    const style = String(parameter.raw.style ?? STYLES[parameter.in]);
    const explode = parameter.raw.explode ?? style === 'form';
    return { style, explode: severalValues(parameter) ? explode === true : undefined };
  };
  const [was, now] = [written(base), written(head)];
  if (base.mediaType !== head.mediaType)
    out.add('parameter-media-type-changed', { was: base.mediaType ?? 'text', now: head.mediaType ?? 'text' });
  if (base.in !== head.in) return;
  if (was.style !== now.style) out.add('parameter-style-changed', { was: was.style, now: now.style });
  else if (was.explode !== now.explode && was.explode !== undefined && now.explode !== undefined)
    out.add('parameter-explode-changed', { was: was.explode, now: now.explode });
  for (const [key, allowed, refused] of [
    ['allowReserved', 'reserved-characters-allowed', 'reserved-characters-refused'],
    ['allowEmptyValue', 'empty-parameter-allowed', 'empty-parameter-refused'],
  ] as const)
    if ((base.raw[key] === true) !== (head.raw[key] === true)) out.add(head.raw[key] === true ? allowed : refused);
}

/** True where a list is written as the parameter once for each entry, so that one value is a list of one. */
const isRepeated = ({ in: place, raw, mediaType }: ParameterSurface): boolean =>
  mediaType === undefined && place === 'query' && (raw.style ?? 'form') === 'form' && raw.explode !== false;

const severalValues = ({ schema }: ParameterSurface): boolean =>
  schema !== undefined &&
  byType(resolved(schema)).some(({ kind }) => ['list', 'tuple', 'object', 'map', 'union'].includes(kind));

/** Parameters that are gone, and the new one that each became: in another place, or by another name. */
function twinsOf(base: Parameters, head: Parameters): Map<ParameterSurface, ParameterSurface> {
  const twins = new Map<ParameterSurface, ParameterSurface>();
  const fresh = [...head].filter(([key]) => !base.has(key)).map(([, parameter]) => parameter);
  for (const [key, parameter] of base) {
    if (head.has(key) || parameter.in === 'path') continue;
    const twin =
      fresh.find((other) => other.name === parameter.name && other.in !== 'path') ??
      fresh.find(
        (other) =>
          other.in === parameter.in &&
          similarNames(
            parameter.name,
            other.name,
            [parameter, other].map(({ raw }) => textOf(raw.description)),
          ) &&
          same(parameter, other),
      );
    if (!twin) continue;
    twins.set(parameter, twin);
    fresh.splice(fresh.indexOf(twin), 1);
  }
  return twins;
}

const same = (one: ParameterSurface, other: ParameterSurface): boolean =>
  one.schema && other.schema ? fingerprint(one.schema) === fingerprint(other.schema) : one.schema === other.schema;

const wordsOf = ({ in: place, name }: ParameterSurface): string => `${place} parameter ${name}`;
