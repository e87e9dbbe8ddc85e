import type { Bounds } from '../../../model/schema/kinds.js';
import type { Resolved } from '../../../model/schema/resolved.js';
import type { Pair, Walk } from './walk.js';

const LIMITS = [
  ['minimum', 'minimum'],
  ['maximum', 'maximum'],
  ['exclusiveMinimum', 'exclusive-minimum'],
  ['exclusiveMaximum', 'exclusive-maximum'],
  ['minLength', 'min-length'],
  ['maxLength', 'max-length'],
  ['minItems', 'min-items'],
  ['maxItems', 'max-items'],
  ['minProperties', 'min-properties'],
  ['maxProperties', 'max-properties'],
] as const;

/** Limits that say nothing at 0. */
const COUNTS = new Set(['minLength', 'minItems', 'minProperties']);

/** Compares the limits of values. */
export function compareBounds({ out }: Walk, { base, head, field, keywords }: Pair<Resolved>): void {
  const at = { field, base: base.location, head: head.location };
  for (const [key, id] of LIMITS) {
    const was = limitOf(key, base.bounds, keywords.base[key]);
    const now = limitOf(key, head.bounds, keywords.head[key]);
    if (was === now) continue;
    if (was === undefined) out.add(`${id}-added`, { ...at, now: now ?? null });
    else if (now === undefined) out.add(`${id}-removed`, { ...at, was });
    else out.add(`${id}-${now > was ? 'increased' : 'decreased'}`, { ...at, was, now });
  }
  const [was, now] = [base.bounds, head.bounds];
  if (was.multipleOf !== now.multipleOf) {
    const values = {
      ...at,
      ...(was.multipleOf && { was: was.multipleOf }),
      ...(now.multipleOf && { now: now.multipleOf }),
    };
    const finer = was.multipleOf === undefined ? 'added' : now.multipleOf === undefined ? 'removed' : 'changed';
    out.add(`multiple-of-${finer}`, values);
  }
  if (was.uniqueItems !== now.uniqueItems) out.add(now.uniqueItems ? 'unique-items-added' : 'unique-items-removed', at);
  comparePatterns({ out }, at, was, now);
}

function comparePatterns({ out }: Pick<Walk, 'out'>, at: object, was: Bounds, now: Bounds): void {
  if (was.usual !== now.usual) {
    out.add('usual-pattern-changed', { ...at, was: was.usual ?? 'none', now: now.usual ?? 'none' });
    return;
  }
  if ((was.pattern || undefined) === (now.pattern || undefined)) return;
  const values = { ...at, was: was.pattern ?? 'none', now: now.pattern ?? 'none' };
  if (!was.pattern) out.add('pattern-added', values);
  else if (!now.pattern) out.add('pattern-removed', values);
  else out.add(/^\^?\.\*\$?$/.test(now.pattern) ? 'pattern-generalized' : 'pattern-changed', values);
}

type Limit = (typeof LIMITS)[number][0];

function limitOf(key: Limit, bounds: Bounds, keyword: unknown): number | undefined {
  const value = key === 'minProperties' || key === 'maxProperties' ? keyword : bounds[key];
  return typeof value !== 'number' || (value === 0 && COUNTS.has(key)) ? undefined : value;
}
