import { NO_PIECES } from '../model/pieces.js';
import type { Schema } from '../model/schema/kinds.js';
import { fieldsIn } from '../model/schema/walk.js';
import type { Api, Operation, SourceKind } from '../model/types.js';

/** How many fields each kind of source knows. */
export interface Known {
  fields: number;
  /** By kind; a field counts for each that knows it. */
  by: Record<string, number>;
  /** Fields that one source alone knows: the table and the example of a page are one. */
  alone: number;
  nobody: number;
}

/** What is known of one API, in whole and by its groups, the weakest first. */
export interface ApiKnown {
  name: string;
  total: Known;
  groups: { name: string; known: Known }[];
}

/** The counts of several APIs together. */
export function sumKnown(all: Known[]): Known {
  const kinds = [...new Set(all.flatMap(({ by }) => Object.keys(by)))];
  const total = (pick: (known: Known) => number): number => all.reduce((sum, known) => sum + pick(known), 0);
  return {
    fields: total(({ fields }) => fields),
    by: Object.fromEntries(kinds.map((kind) => [kind, total(({ by }) => by[kind] ?? 0)])),
    alone: total(({ alone }) => alone),
    nobody: total(({ nobody }) => nobody),
  };
}

/** Undefined where the description names no kinds of source. */
export function knownOf(api: Api, pieces = NO_PIECES): ApiKnown | undefined {
  if (!api.sources.size) return undefined;
  const total = empty(api.sources);
  const groups = new Map<string, Known>();
  for (const operation of api.operations) {
    const name = operation.tags[0] ?? 'other';
    const group = groups.get(name) ?? empty(api.sources);
    groups.set(name, group);
    const known = pieces.of('known', operation, () => knownIn(operation, api.sources));
    for (const sum of [total, group]) add(sum, known);
  }
  const sorted = [...groups].map(([name, known]) => ({ name, known }));
  sorted.sort((a, b) => weakness(b.known) - weakness(a.known) || (a.name < b.name ? -1 : 1));
  return { name: api.name, total, groups: sorted };
}

function knownIn(operation: Operation, sources: Map<string, SourceKind>): Known {
  const known = empty(sources);
  for (const kinds of kindsOf(operation)) count(known, kinds, sources);
  return known;
}

function add(sum: Known, { fields, by, alone, nobody }: Known): void {
  sum.fields += fields;
  sum.alone += alone;
  sum.nobody += nobody;
  for (const [kind, number] of Object.entries(by)) sum.by[kind] = (sum.by[kind] ?? 0) + number;
}

/** The share of fields that no second source confirms. */
export const weakness = ({ alone, nobody, fields }: Known): number => (fields ? (alone + nobody) / fields : 0);

const empty = (sources: Map<string, SourceKind>): Known => ({
  fields: 0,
  by: Object.fromEntries([...sources.keys()].map((kind) => [kind, 0])),
  alone: 0,
  nobody: 0,
});

/** Who knows each field that an operation takes and gives. */
const kindsOf = ({ request, response, knownFrom }: Operation): string[][] => [
  ...fieldKinds(request.schema, knownFrom?.request),
  ...fieldKinds(response.schema, knownFrom?.response),
];

const fieldKinds = (schema: Schema | undefined, known: Map<string, string[]> | undefined): string[][] =>
  schema ? fieldsIn(schema).map(({ path }) => known?.get(path) ?? []) : [];

function count(known: Known, kinds: string[], sources: Map<string, SourceKind>): void {
  known.fields++;
  for (const kind of kinds) known.by[kind] = (known.by[kind] ?? 0) + 1;
  const witnesses = new Set(kinds.map((kind) => sources.get(kind)?.partOf ?? kind));
  if (!kinds.length) known.nobody++;
  else if (witnesses.size === 1) known.alone++;
}
