import { factsOnly, isBlank, overlaid } from './facts.js';
import type { IntersectionSchema, ObjectSchema, ReferenceSchema, Schema, UnionSchema } from './kinds.js';

/** A schema as a reader sees it: references followed, intersections put together. */
export type Resolved = Exclude<Schema, ReferenceSchema | IntersectionSchema>;

/** What references lead to in the end, as it is written there. */
export function followed(schema: Schema): Exclude<Schema, ReferenceSchema> {
  let here = schema;
  for (let steps = 0; here.kind === 'reference'; steps++) {
    if (steps > DEPTH) {
      const { kind: _kind, to: _to, target: _target, ...facts } = here;
      return { ...facts, kind: 'anything' };
    }
    here = here.target();
  }
  return here;
}

/** Most fields refer to the same few types, so each is looked at once. */
const known = new WeakMap<Schema, Resolved>();

/** How deep references and parts may lead: a type may be a part of itself. */
const DEPTH = 20;

/**
 * Follows references and puts the parts of intersections together. What is said beside a reference holds over what the
 * component says; of parts, the later one holds. The name is that of the outermost reference.
 */
export function resolved(schema: Schema, depth = 0): Resolved {
  const before = known.get(schema);
  if (before) return before;
  const result = resolve(schema, depth);
  if (depth <= DEPTH) known.set(schema, result);
  return result;
}

function resolve(schema: Schema, depth: number): Resolved {
  if (schema.kind === 'reference') {
    const { kind: _kind, to: _to, target, ...beside } = schema;
    return depth > DEPTH ? { ...beside, kind: 'anything' } : overlaid(resolved(target(), depth + 1), beside);
  }
  if (schema.kind === 'intersection') {
    const { kind: _kind, parts, ...own } = schema;
    if (depth > DEPTH) return { ...own, kind: 'anything' };
    return overlaid(together(parts.map((part) => resolved(part, depth + 1))), own);
  }
  return schema.kind === 'union' ? withShapes(schema) : schema;
}

/** The schemas of which a value has one, where there are several; those of `type: [array, string]` aside. */
export function alternativesOf(schema: Resolved): Schema[] {
  if (schema.kind === 'union') return schema.byType ? [] : schema.alternatives;
  return (schema.kind === 'object' && schema.alternatives) || [];
}

/** A schema by type: the alternatives of `type: [array, string]`, else itself. */
export const byType = (schema: Resolved): Resolved[] =>
  schema.kind === 'union' && schema.byType ? schema.alternatives.map((one) => resolved(one)) : [schema];

/** Alternatives that only say which fields must be there describe nothing themselves. */
const withShapes = (schema: UnionSchema): UnionSchema => ({
  ...schema,
  alternatives: schema.alternatives.filter((one) => !isBlank(one)),
});

function together(parts: Resolved[]): Resolved {
  const unnamed = parts.map(({ name: _name, scalar: _scalar, ...part }): Resolved => part);
  const shapes = unnamed.filter(({ kind }) => kind !== 'anything');
  const facts = unnamed.reduce<Resolved | undefined>(
    (all, part) => (all ? overlaid(all, factsOnly(part)) : part),
    undefined,
  );
  const shape = objectOf(shapes) ?? unionOf(shapes) ?? shapes.at(-1) ?? unnamed[0];
  if (!facts || !shape) throw new Error('an intersection has no parts');
  return { ...shape, ...factsOnly(facts), nullable: shapes.every(({ nullable }) => nullable), untyped: shape.untyped };
}

/** All fields of all parts, and the shapes of which it has one besides. */
function objectOf(parts: Resolved[]): ObjectSchema | undefined {
  const objects = parts.filter((part) => part.kind === 'object' || part.kind === 'map');
  const [first] = objects;
  if (!first) return undefined;
  const named = objects.filter((part) => part.kind === 'object');
  const additional = objects.map((part) => (part.kind === 'map' ? part.values : part.additional));
  const further = additional.findLast((one) => one !== undefined);
  const alternatives = parts.flatMap((part) =>
    part.kind === 'union' || part.kind === 'object' ? (part.alternatives ?? []) : [],
  );
  return {
    ...factsOnly(first),
    kind: 'object',
    properties: new Map(named.flatMap(({ properties }) => [...properties])),
    required: new Set(named.flatMap(({ required }) => [...required])),
    patterns: new Map(named.flatMap(({ patterns }) => [...patterns])),
    ...(further !== undefined && { additional: further }),
    ...(alternatives.length && { alternatives }),
  };
}

function unionOf(parts: Resolved[]): UnionSchema | undefined {
  const unions = parts.filter((part) => part.kind === 'union');
  const [first] = unions;
  return first && { ...first, alternatives: unions.flatMap(({ alternatives }) => alternatives) };
}
