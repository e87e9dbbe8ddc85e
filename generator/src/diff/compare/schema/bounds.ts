import type { Bounds } from '../../../model/schema/kinds.js';
import type { Resolved } from '../../../model/schema/resolved.js';
import type { Pair, Walk } from './walk.js';

const NUMBERS = ['number', 'choice', 'anything'];
const TEXTS = ['text', 'choice', 'anything'];
const LISTS = ['list', 'tuple', 'anything'];
const OBJECTS = ['object', 'map', 'anything'];

/** Each limit, its name in ids, and the kinds of schema that it says something of. */
const LIMITS = [
  ['minimum', 'minimum', NUMBERS],
  ['maximum', 'maximum', NUMBERS],
  ['exclusiveMinimum', 'exclusive-minimum', NUMBERS],
  ['exclusiveMaximum', 'exclusive-maximum', NUMBERS],
  ['minLength', 'min-length', TEXTS],
  ['maxLength', 'max-length', TEXTS],
  ['minItems', 'min-items', LISTS],
  ['maxItems', 'max-items', LISTS],
  ['minProperties', 'min-properties', OBJECTS],
  ['maxProperties', 'max-properties', OBJECTS],
] as const;

/** Limits that say nothing at 0. */
const COUNTS = new Set(['minLength', 'minItems', 'minProperties']);

/** Compares the limits of values. */
export function compareBounds({ out }: Walk, { base, head, field, keywords }: Pair<Resolved>): void {
  const at = { field, base: base.location, head: head.location };
  for (const [key, id, kinds] of LIMITS) {
    if (!kinds.includes(base.kind) || !kinds.includes(head.kind)) continue;
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
  if (TEXTS.includes(base.kind) && TEXTS.includes(head.kind)) comparePatterns({ out }, at, was, now);
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
