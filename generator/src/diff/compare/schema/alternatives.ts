import type { Schema } from '../../../model/schema/kinds.js';
import { alternativesOf, type Resolved, resolved } from '../../../model/schema/resolved.js';
import { typesOf } from '../../../model/schema/types.js';
import { fingerprint } from './fingerprint.js';
import type { Pair, Walk } from './walk.js';

/**
 * Compares the alternatives of two schemas, in whatever order they stand.
 * @returns true where at least one side has some, so that there is no single shape to compare
 */
export function compareAlternatives(walk: Walk, pair: Pair<Resolved>): boolean {
  const { base, head, field } = pair;
  const [was, now] = [alternativesOf(base), alternativesOf(head)];
  const unions = base.kind === 'union' && head.kind === 'union';
  if (!was.length && !now.length) return false;
  const at = { field, base: base.location, head: head.location };
  if (was.length && now.length) {
    const word = base.json.anyOf || head.json.anyOf ? 'any-of' : 'one-of';
    const { pairs, gone, fresh } = matched(was, now);
    for (const [one, other] of pairs) walk.below(one, other, field);
    for (const one of gone) walk.out.add(`${word}-removed`, { ...at, name: labelOf(one) });
    for (const one of fresh)
      walk.out.add(`${word}-added`, { ...at, name: labelOf(one), head: one.location ?? at.head });
    compareDiscriminators(walk, pair);
    return unions;
  }
  // One side has a single shape: the other side holds it, or it is another type.
  const [one, many] = now.length ? [base, now] : [head, was];
  if (base.kind === 'object' && head.kind === 'object') {
    // The fields hold whatever the shape besides is.
    if (now.length) walk.out.add('shape-required', { ...at, now: namesOf(now, head) });
    else walk.out.add('shape-dropped', { ...at, was: namesOf(was, base) });
    return false;
  }
  const twin = many.find((other) => fingerprint(other) === fingerprint(one));
  if (!twin) {
    const id = many.some((other) => alike(one, other)) ? 'shape-replaced' : 'type-changed';
    walk.out.add(id, { ...at, was: namesOf(was, base), now: namesOf(now, head) });
    return true;
  }
  if (now.length) walk.out.add('alternatives-introduced', { ...at, now: namesOf(now, head) });
  else walk.out.add('alternatives-dropped', { ...at, was: namesOf(was, base) });
  if (now.length) walk.below(base, twin, field);
  else walk.below(twin, head, field);
  return true;
}

const namesOf = (many: Schema[], one: Resolved): string => (many.length ? many.map(labelOf).join(', ') : labelOf(one));

/** What messages call an alternative: its name, its title, or what it is. */
function labelOf(schema: Schema): string {
  if (schema.kind === 'reference') return schema.to;
  if (schema.title ?? schema.name) return schema.title ?? schema.name ?? '';
  return [...(typesOf(schema) ?? ['anything'])].join(' or ');
}

interface Matched {
  pairs: [Schema, Schema][];
  gone: Schema[];
  fresh: Schema[];
}

/** Which alternative became which: the same shape, else the same name, else the only ones of a type that are left. */
function matched(was: Schema[], now: Schema[]): Matched {
  const pairs: [Schema, Schema][] = [];
  let [gone, fresh] = [was, now];
  const take = (same: (one: Schema, other: Schema) => boolean) => {
    for (const one of gone) {
      const other = fresh.find((candidate) => same(one, candidate));
      if (!other) continue;
      pairs.push([one, other]);
      gone = gone.filter((left) => left !== one);
      fresh = fresh.filter((left) => left !== other);
    }
  };
  take((one, other) => fingerprint(one) === fingerprint(other));
  take((one, other) => one.kind === 'reference' && other.kind === 'reference' && one.to === other.to);
  take((one, other) => one.title !== undefined && one.title === other.title);
  take(
    (one, other) =>
      one.kind !== 'reference' &&
      other.kind !== 'reference' &&
      alone(one, gone) &&
      alone(other, fresh) &&
      alike(one, other),
  );
  return { pairs, gone, fresh };
}

const alone = (schema: Schema, among: Schema[]): boolean => among.filter((other) => alike(schema, other)).length === 1;

/** True of two that have one type. */
function alike(one: Schema, other: Schema): boolean {
  const [a, b] = [typesOf(resolved(one)), typesOf(resolved(other))];
  return a !== undefined && b !== undefined && [...a].sort().join() === [...b].sort().join();
}

function compareDiscriminators({ out, readers }: Walk, { base, head, field }: Pair<Resolved>): void {
  const was = base.kind === 'union' ? base.discriminator : undefined;
  const now = head.kind === 'union' ? head.discriminator : undefined;
  const at = { field, base: base.location, head: head.location };
  if (!was && now) out.add('discriminator-added', { ...at, now: now.property });
  if (was && !now) out.add('discriminator-removed', { ...at, was: was.property });
  if (!was || !now) return;
  if (was.property !== now.property)
    out.add('discriminator-property-changed', { ...at, was: was.property, now: now.property });
  for (const [name, to] of Object.entries(now.mapping)) {
    const before = was.mapping[name];
    if (before === undefined) out.add('discriminator-mapping-added', { ...at, name });
    else if (fingerprint(readers.base.component(before)) !== fingerprint(readers.head.component(to)))
      out.add('discriminator-mapping-changed', { ...at, name, was: before, now: to });
  }
  for (const name of Object.keys(was.mapping))
    if (!(name in now.mapping)) out.add('discriminator-mapping-removed', { ...at, name });
}
