import { canonical, isObject, type Json, listOf, objectOf, textsOf } from '../../../load/json.js';
import type { Resolved } from '../../../model/schema/resolved.js';
import { shown } from '../../change.js';
import { fingerprint } from './fingerprint.js';
import { fieldBelow, type Pair, type Walk } from './walk.js';

/** Keywords that hold one schema: what they prescribe can be looked into. */
const HOLD = [
  ['then', 'then'],
  ['else', 'else'],
  ['contains', 'contains'],
  ['propertyNames', 'property-names'],
  ['unevaluatedItems', 'unevaluated-items'],
  ['unevaluatedProperties', 'unevaluated-properties'],
  ['contentSchema', 'content-schema'],
] as const;

/** Keywords that hold a condition: whatever changes in it, something else passes. */
const CONDITIONS = ['if', 'not'] as const;

/** Compares the keywords of JSON Schema that have no place in the tree. */
export function compareKeywords(walk: Walk, pair: Pair<Resolved>): void {
  const { out, readers } = walk;
  const { field } = pair;
  const { base, head } = pair.keywords;
  if (!Object.keys(base).length && !Object.keys(head).length) return;
  const at = { field, base: pair.base.location, head: pair.head.location };
  for (const [key, id] of HOLD) {
    const [was, now] = [base[key], head[key]];
    if (said(was) && said(now)) {
      if (isObject(was) && isObject(now))
        walk.below(readers.base.read(was), readers.head.read(now), fieldBelow(field, `(${key})`));
    } else if (said(was) !== said(now)) out.add(said(now) ? `${id}-added` : `${id}-removed`, at);
  }
  for (const key of CONDITIONS) {
    const [was, now] = [base[key], head[key]];
    if (!isObject(was) && isObject(now)) out.add(`${key}-added`, at);
    else if (isObject(was) && !isObject(now)) out.add(`${key}-removed`, at);
    else if (
      isObject(was) &&
      isObject(now) &&
      fingerprint(readers.base.read(was)) !== fingerprint(readers.head.read(now))
    )
      out.add(`${key}-changed`, at);
  }
  compareContains(walk, pair);
  compareContent(walk, pair);
  compareDependent(walk, pair);
  const [was, now] = [listOf(base['x-extensible-enum']), listOf(head['x-extensible-enum'])];
  for (const word of lacking(was, now)) out.add('extensible-enum-value-removed', { ...at, name: shown(word) });
  if (was.length)
    for (const word of lacking(now, was)) out.add('extensible-enum-value-added', { ...at, name: shown(word) });
}

/** `true` and nothing prescribe the same. */
const said = (value: Json | undefined): boolean => isObject(value) || value === false;

const lacking = (from: Json[], other: Json[]): Json[] =>
  from.filter((word) => !other.some((one) => canonical(one) === canonical(word)));

function compareContains({ out }: Walk, { base, head, field, keywords }: Pair): void {
  if (!said(keywords.base.contains) || !said(keywords.head.contains)) return;
  for (const [key, id, usual] of [
    ['minContains', 'min-contains', 1],
    ['maxContains', 'max-contains', Number.POSITIVE_INFINITY],
  ] as const) {
    const was = Number(keywords.base[key] ?? usual);
    const now = Number(keywords.head[key] ?? usual);
    if (was === now) continue;
    const values = { field, was: String(was), now: String(now), base: base.location, head: head.location };
    out.add(`${id}-${now > was ? 'increased' : 'decreased'}`, values);
  }
}

function compareContent({ out }: Walk, { base, head, field, keywords }: Pair): void {
  for (const [key, id] of [
    ['contentMediaType', 'content-media-type-changed'],
    ['contentEncoding', 'content-encoding-changed'],
  ] as const) {
    const [was, now] = [keywords.base[key] ?? 'none', keywords.head[key] ?? 'none'];
    if (was !== now) out.add(id, { field, was, now, base: base.location, head: head.location });
  }
}

function compareDependent(walk: Walk, { base, head, field, keywords }: Pair): void {
  const { out, readers } = walk;
  const at = { field, base: base.location, head: head.location };
  const [was, now] = [objectOf(keywords.base.dependentRequired), objectOf(keywords.head.dependentRequired)];
  for (const name of new Set([...Object.keys(was), ...Object.keys(now)])) {
    const [old, fresh] = [textsOf(was[name]).sort(), textsOf(now[name]).sort()];
    if (old.join() === fresh.join()) continue;
    const change = !(name in was) ? 'added' : name in now ? 'changed' : 'removed';
    out.add(`dependent-required-${change}`, { ...at, name, was: old, now: fresh });
  }
  const [before, after] = [objectOf(keywords.base.dependentSchemas), objectOf(keywords.head.dependentSchemas)];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, fresh] = [before[name], after[name]];
    if (old === undefined) out.add('dependent-schema-added', { ...at, name });
    else if (fresh === undefined) out.add('dependent-schema-removed', { ...at, name });
    else
      walk.below(
        readers.base.read(objectOf(old)),
        readers.head.read(objectOf(fresh)),
        fieldBelow(field, `(with ${name})`),
      );
  }
}
