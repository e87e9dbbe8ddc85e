import { isObject } from '../../../load/json.js';
import type { Schema, TupleSchema } from '../../../model/schema/kinds.js';
import type { SchemaReader } from '../../../model/schema/read.js';
import { byType, type Resolved, resolved } from '../../../model/schema/resolved.js';
import { typesOf } from '../../../model/schema/types.js';
import type { Recorder } from '../../change.js';
import type { Unchanged } from '../unchanged.js';
import { compareAlternatives } from './alternatives.js';
import { compareBounds } from './bounds.js';
import { compareChoices } from './choices.js';
import { compareFacts } from './facts.js';
import { compareFields, isFields } from './fields.js';
import { compareKeywords } from './keywords.js';
import { keywordsOf } from './keywords-of.js';
import { compareRest, ITEMS } from './rest.js';
import { compareTypes } from './types.js';
import type { Pair, Walk } from './walk.js';

/** Compares schemas of two descriptions; what was found to be the same is not looked at twice. */
export class SchemaComparison {
  /** Pairs that are the same, or the depth of those that are being compared. */
  private readonly known = new WeakMap<Schema, WeakMap<Schema, number | 'same'>>();
  private depth = 0;
  /** The least depth that something below led back to: what holds itself is the same where all that it holds is. */
  private back = Number.POSITIVE_INFINITY;

  constructor(
    private readonly readers: { base: SchemaReader; head: SchemaReader },
    private readonly unchanged: Unchanged,
  ) {}

  /** Adds what has changed from one schema to the other, at a field of the place of `out`. */
  compare(base: Schema, head: Schema, out: Recorder, field = ''): void {
    const walk: Walk = {
      out,
      readers: this.readers,
      same: (one, other) => this.unchanged.same(one.json, other.json),
      below: (one, other, at, part = out) => this.compare(one, other, part, at),
    };
    const pair = { base: resolved(base), head: resolved(head), field };
    const partners = this.known.get(pair.base) ?? new WeakMap<Schema, number | 'same'>();
    const known = partners.get(pair.head);
    if (known !== undefined) {
      if (known !== 'same') this.back = Math.min(this.back, known);
      return;
    }
    const depth = this.depth++;
    this.known.set(pair.base, partners.set(pair.head, depth));
    const [before, above] = [out.changes.length, this.back];
    this.back = Number.POSITIVE_INFINITY;
    compareAt(walk, { ...pair, keywords: { base: keywordsOf(base), head: keywordsOf(head) } });
    this.depth--;
    // What leads back to something above is the same only if that is, too, which is not known yet.
    if (out.changes.length === before && this.back >= depth) partners.set(pair.head, 'same');
    else partners.delete(pair.head);
    this.back = Math.min(above, this.back >= depth ? Number.POSITIVE_INFINITY : this.back);
  }
}

function compareAt(walk: Walk, pair: Pair<Resolved>): void {
  compareFacts(walk, pair);
  compareKeywords(walk, pair);
  if (compareAlternatives(walk, pair)) return;
  const { base, head, field } = pair;
  if (!compareTypes(walk, pair)) {
    // A list of other values is still a list where there was none.
    if (base.kind !== 'choice' || head.kind !== 'choice') compareChoices(walk, pair);
    return;
  }
  if ((base.kind === 'union' && base.byType) || (head.kind === 'union' && head.byType)) {
    for (const one of byType(base)) {
      const other = byType(head).find((candidate) => sameType(one, candidate));
      if (other) walk.below(one, other, field);
    }
    return;
  }
  compareBounds(walk, pair);
  compareChoices(walk, pair);
  compareStray(walk, pair);
  if (isFields(base) && isFields(head)) compareFields(walk, { ...pair, base, head });
  else if (base.kind === 'list' && head.kind === 'list') {
    compareRest(walk, { ...pair, field: `${field}[]` }, base.items, head.items, ITEMS);
  } else if (base.kind === 'tuple' && head.kind === 'tuple') compareTuples(walk, { ...pair, base, head });
  else if (base.kind === 'list' && head.kind === 'tuple')
    for (const index of head.cells.keys()) cell(walk, pair, index, true);
  else if (base.kind === 'tuple' && head.kind === 'list')
    for (const index of base.cells.keys()) cell(walk, pair, index, false);
}

/** Fields beside a type that has none: one of the two is a mistake, and it may be the type. */
function compareStray(walk: Walk, pair: Pair<Resolved>): void {
  const fieldsOf = ({ json, kind }: Resolved, reader: SchemaReader) =>
    kind === 'text' && isObject(json.properties)
      ? resolved(reader.read({ type: 'object', properties: json.properties, required: json.required ?? [] }))
      : undefined;
  const [was, now] = [fieldsOf(pair.base, walk.readers.base), fieldsOf(pair.head, walk.readers.head)];
  if (was && now && isFields(was) && isFields(now)) compareFields(walk, { ...pair, base: was, head: now });
}

function compareTuples(walk: Walk, pair: Pair<TupleSchema>): void {
  const { base, head, field } = pair;
  for (let index = 0; index < Math.max(base.cells.length, head.cells.length); index++) {
    const [was, now] = [base.cells[index], head.cells[index]];
    if (was && now) walk.below(was, now, `${field}[${index}]`);
    else cell(walk, pair, index, now !== undefined);
  }
  compareRest(walk, { ...pair, field: `${field}[…]` }, base.rest, head.rest, ITEMS);
}

function cell({ out }: Walk, { base, head, field }: Pair<Resolved>, index: number, added: boolean): void {
  const values = { field, name: String(index), base: base.location, head: head.location };
  out.add(added ? 'tuple-cell-added' : 'tuple-cell-removed', values);
}

const sameType = (one: Schema, other: Schema): boolean =>
  [...(typesOf(one) ?? [])].join() === [...(typesOf(other) ?? [])].join();
