import { NO_PIECES } from '../model/pieces.js';
import type { Schema } from '../model/schema/kinds.js';
import { followed } from '../model/schema/resolved.js';
import { fieldsIn, type Node } from '../model/schema/walk.js';
import type { Api, Exception, Operation } from '../model/types.js';
import { type ApiKnown, knownOf } from './known.js';

/** Where something is known from, the surest first. */
export const EVIDENCE = ['documented and live', 'documented', 'live', 'client', 'inferred'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Who describes a field: a shared name, a shared name with words of its own, its own words alone, or nobody. */
export const DESCRIBED = ['scalar', 'scalar and own words', 'own words', 'nobody'] as const;
export type Described = (typeof DESCRIBED)[number];

/** What is known of a number of operations, as counts. */
export interface Tally {
  operations: number;
  requestFields: number;
  responseFields: number;
  /** Operations by evidence. */
  operationsBy: Record<Evidence, number>;
  /** Fields by evidence. */
  fieldsBy: Record<Evidence, number>;
  described: Record<Described, number>;
  /** Operations whose limit no source states. */
  limitUnknown: number;
  /** Signed operations whose permission no source states. */
  permissionUnknown: number;
  /** Operations with an example of whatever they take and give. */
  examples: number;
}

/** One API, by groups of operations. */
export interface ApiQuality {
  name: string;
  title: string;
  total: Tally;
  groups: { name: string; tally: Tally }[];
  /** Which kinds of source know the fields, where the description says so. */
  known?: ApiKnown;
  /** Where sources contradict each other or the exchange, and what was decided. */
  exceptions: Exception[];
}

/** How good a description is, in numbers. */
export function qualityOf(api: Api, pieces = NO_PIECES): ApiQuality {
  const groups = new Map<string, Tally[]>();
  for (const operation of api.operations) {
    const name = operation.tags[0] ?? 'other';
    const tally = pieces.of('quality', operation, () => tallyOf(operation, api));
    groups.set(name, [...(groups.get(name) ?? []), tally]);
  }
  const names = [...groups.keys()].sort();
  const known = knownOf(api, pieces);
  return {
    name: api.name,
    title: api.title,
    total: sum([...groups.values()].flat()),
    groups: names.map((name) => ({ name, tally: sum(groups.get(name) ?? []) })),
    ...(known && { known }),
    exceptions: api.exceptions,
  };
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

const empty = (): Tally => ({
  operations: 0,
  requestFields: 0,
  responseFields: 0,
  operationsBy: zeros(EVIDENCE),
  fieldsBy: zeros(EVIDENCE),
  described: zeros(DESCRIBED),
  limitUnknown: 0,
  permissionUnknown: 0,
  examples: 0,
});

function tallyOf(operation: Operation, api: Api): Tally {
  const tally = empty();
  const { request, response, evidence, knownFrom, limits, signed, permission } = operation;
  tally.operations++;
  tally.operationsBy[evidenceOf(knownFrom ? wordsFor(knownFrom.operation, api) : evidence)]++;
  if (!limits) tally.limitUnknown++;
  if (signed && permission === 'unknown') tally.permissionUnknown++;
  if ((request.optional || request.example !== undefined) && response.example !== undefined) tally.examples++;
  for (const [schema, key, known] of [
    [request.schema, 'requestFields', knownFrom?.request],
    [response.schema, 'responseFields', knownFrom?.response],
  ] as const) {
    for (const field of schema ? fieldsIn(schema) : []) {
      tally[key]++;
      const sources = known ? wordsFor(known.get(field.path) ?? [], api) : (sourcesOf(field) ?? evidence);
      tally.fieldsBy[evidenceOf(sources)]++;
      tally.described[describedBy(field)]++;
    }
  }
  return tally;
}

/** Kinds of source as the words of `x-source`. */
const wordsFor = (kinds: string[], { sources }: Api): string[] =>
  kinds.map((kind) => sources.get(kind)?.as ?? 'client');

/** The words of `x-source` as one of the kinds. */
export function evidenceOf(sources: string[]): Evidence {
  const [documented, live] = [sources.includes('documented'), sources.includes('live')];
  if (documented && live) return 'documented and live';
  if (documented) return 'documented';
  if (live) return 'live';
  return sources.includes('client') ? 'client' : 'inferred';
}

/** What a field says of itself; a field says it only where it differs from its operation. */
function sourcesOf({ schemas }: Node): string[] | undefined {
  for (const schema of schemas) {
    const own = schema.evidence ?? followed(schema).evidence;
    if (own) return own;
  }
  return undefined;
}

function describedBy({ schemas }: Node): Described {
  const named = schemas.some(refersToWords);
  const own = schemas.some(({ description }) => Boolean(description));
  if (named) return own ? 'scalar and own words' : 'scalar';
  return own ? 'own words' : 'nobody';
}

/** True where a shared name stands behind, itself described, directly or as one of two with null. */
function refersToWords(schema: Schema): boolean {
  if (schema.kind === 'reference') return Boolean(followed(schema).description);
  return partsOf(schema).some((part) => part.kind === 'reference' && refersToWords(part));
}

function partsOf(schema: Schema): Schema[] {
  if (schema.kind === 'union') return schema.byType ? schema.alternatives.flatMap(partsOf) : schema.alternatives;
  if (schema.kind === 'intersection') return schema.parts;
  return schema.kind === 'list' && schema.items ? [schema.items] : [];
}

/** The counts of several APIs together. */
export function sum(tallies: Tally[]): Tally {
  const total = empty();
  for (const tally of tallies) {
    for (const key of [
      'operations',
      'requestFields',
      'responseFields',
      'limitUnknown',
      'permissionUnknown',
      'examples',
    ] as const)
      total[key] += tally[key];
    for (const word of EVIDENCE) {
      total.operationsBy[word] += tally.operationsBy[word];
      total.fieldsBy[word] += tally.fieldsBy[word];
    }
    for (const word of DESCRIBED) total.described[word] += tally.described[word];
  }
  return total;
}
