import type { Resolved } from '../../../model/schema/resolved.js';
import { typesOf } from '../../../model/schema/types.js';
import type { KindId } from '../../kinds/index.js';
import type { Pair, Walk } from './walk.js';

/** Formats that hold each other: whoever takes the second takes the first. */
const WIDER: readonly (readonly [string, string])[] = [
  ['int32', 'int64'],
  ['float', 'double'],
];

/** Kinds whose values have one type, always the same. */
const OF_ONE_TYPE: ReadonlySet<string> = new Set(['object', 'map', 'list', 'tuple', 'text', 'boolean']);

/**
 * Compares the types and formats.
 * @returns false where the values have nothing in common, so that nothing else is worth saying
 */
export function compareTypes(walk: Walk, pair: Pair<Resolved>): boolean {
  const { out } = walk;
  const { base, head, field } = pair;
  if (base.kind === head.kind && OF_ONE_TYPE.has(base.kind)) {
    compareFormats(walk, pair);
    return true;
  }
  const types = { was: typesIn(base), now: typesIn(head) };
  const add = (id: KindId) =>
    out.add(id, {
      field,
      was: wordsFor(types.was, base),
      now: wordsFor(types.now, head),
      base: base.location,
      head: head.location,
    });
  const wider = holds(types.now, types.was);
  const narrower = holds(types.was, types.now);
  // On the wire a number is text as well, where all is text; but it is no date.
  const [loose, { format }] = out.place.polarity === 'response' ? [types.was, base] : [types.now, head];
  if (out.place.text && loose?.size === 1 && loose.has('string') && !format && !(wider && narrower)) {
    add('type-compatible');
    return true;
  }
  if (!wider && !narrower) {
    const written = out.place.textFields && /^[^[]/.test(field) && types.now?.size === 1 && types.now.has('string');
    add(written ? 'parameter-field-type-changed' : 'type-changed');
    return [...(types.was ?? [])].some((type) => types.now?.has(type));
  }
  if (wider && narrower) compareFormats(walk, pair);
  else add(wider ? 'type-generalized' : 'type-specialized');
  return types.was !== undefined && types.now !== undefined;
}

function compareFormats({ out }: Walk, { base, head, field }: Pair<Resolved>): void {
  const [was, now] = [base.format, head.format];
  if (was === now) return;
  const values = { field, was: was ?? 'none', now: now ?? 'none', base: base.location, head: head.location };
  if (was === undefined) out.add('format-added', values);
  else if (now === undefined) out.add('format-removed', values);
  else if (WIDER.some(([inner, outer]) => inner === was && outer === now)) out.add('type-generalized', values);
  else if (WIDER.some(([inner, outer]) => inner === now && outer === was)) out.add('type-specialized', values);
  else out.add('format-changed', values);
}

/** The types that pass, without `null`; undefined for any. */
function typesIn(schema: Resolved): Set<string> | undefined {
  const types = typesOf(schema.untyped && schema.kind !== 'anything' ? { ...schema, untyped: false } : schema);
  return types && new Set([...types].filter((type) => type !== 'null'));
}

/** True where every value of the one type is one of the other. */
function holds(outer: Set<string> | undefined, inner: Set<string> | undefined): boolean {
  if (!outer) return true;
  if (!inner) return false;
  return [...inner].every((type) => outer.has(type) || (type === 'integer' && outer.has('number')));
}

const wordsFor = (types: Set<string> | undefined, { format }: Resolved): string =>
  (types ? [...types].sort().join(' or ') || 'null' : 'any type') + (format ? ` (${format})` : '');
