import { isObject, type JsonObject, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import { isRef } from '../load/source.js';
import { resolveIn } from '../model/resolve.js';
import type { Api, Exception, Operation } from '../model/types.js';
import { type Node, nodesOf } from '../model/walk.js';

/** Where something is known from, the surest first. */
export const EVIDENCE = ['documented and live', 'documented', 'live', 'client', 'inferred'] as const;
export type Evidence = (typeof EVIDENCE)[number];

/** Who describes a field: a shared name, a shared name with words of its own, its own words alone, or nobody. */
export const DESCRIBED = ['scalar', 'scalar and own words', 'own words', 'nobody'] as const;
export type Described = (typeof DESCRIBED)[number];

/** What is known of a number of calls, as counts. */
export interface Tally {
  operations: number;
  requestFields: number;
  answerFields: number;
  /** Calls by evidence. */
  calls: Record<Evidence, number>;
  /** Fields by evidence. */
  fields: Record<Evidence, number>;
  described: Record<Described, number>;
  /** Calls whose limit no source states. */
  limitUnknown: number;
  /** Signed calls whose permission no source states. */
  permissionUnknown: number;
  /** Calls with an example of whatever they take and give. */
  examples: number;
}

/** One API, by groups of calls. */
export interface ApiQuality {
  name: string;
  title: string;
  total: Tally;
  groups: { name: string; tally: Tally }[];
  /** Where sources contradict each other or the exchange, and what was decided. */
  exceptions: Exception[];
}

/** How good a description is, in numbers. */
export function qualityOf(api: Api): ApiQuality {
  const groups = new Map<string, Tally>();
  const total = empty();
  for (const operation of api.operations) {
    const name = operation.tags[0] ?? 'other';
    const group = groups.get(name) ?? empty();
    groups.set(name, group);
    for (const tally of [total, group]) count(tally, operation, api);
  }
  const names = [...groups.keys()].sort();
  return {
    name: api.name,
    title: api.title,
    total,
    groups: names.map((name) => ({ name, tally: groups.get(name) ?? empty() })),
    exceptions: api.exceptions,
  };
}

const zeros = <Name extends string>(names: readonly Name[]): Record<Name, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;

const empty = (): Tally => ({
  operations: 0,
  requestFields: 0,
  answerFields: 0,
  calls: zeros(EVIDENCE),
  fields: zeros(EVIDENCE),
  described: zeros(DESCRIBED),
  limitUnknown: 0,
  permissionUnknown: 0,
  examples: 0,
});

function count(tally: Tally, operation: Operation, api: Api): void {
  const { request, answer, evidence, limits, signed, permission } = operation;
  tally.operations++;
  tally.calls[evidenceOf(evidence)]++;
  if (!limits) tally.limitUnknown++;
  if (signed && permission === 'unknown') tally.permissionUnknown++;
  if ((request.optional || request.example !== undefined) && answer.example !== undefined) tally.examples++;
  for (const [schema, key] of [
    [request.schema, 'requestFields'],
    [answer.schema, 'answerFields'],
  ] as const) {
    for (const field of schema ? fieldsIn(schema, api) : []) {
      tally[key]++;
      tally.fields[evidenceOf(sourcesOf(field, api) ?? evidence)]++;
      tally.described[describedBy(field, api)]++;
    }
  }
}

const fieldsIn = (schema: JsonObject, { document }: Api): Node[] =>
  [...nodesOf(schema, document).values()].filter(({ kind }) => kind === 'field' || kind === 'cell');

/** The words of `x-source` as one of the kinds. */
export function evidenceOf(sources: string[]): Evidence {
  const [documented, live] = [sources.includes('documented'), sources.includes('live')];
  if (documented && live) return 'documented and live';
  if (documented) return 'documented';
  if (live) return 'live';
  return sources.includes('client') ? 'client' : 'inferred';
}

/** What a field says of itself; a field says it only where it differs from its call. */
function sourcesOf({ schemas }: Node, { document }: Api): string[] | undefined {
  for (const schema of schemas) {
    const own = schema['x-source'] ?? objectOf(resolveIn(document, schema))['x-source'];
    if (own !== undefined) return textsOf(own);
  }
  return undefined;
}

function describedBy({ schemas }: Node, { document }: Api): Described {
  const named = schemas.some((schema) => refersToWords(schema, document));
  const own = schemas.some((schema) => Boolean(textOf(schema.description)));
  if (named) return own ? 'scalar and own words' : 'scalar';
  return own ? 'own words' : 'nobody';
}

/** True where a shared name stands behind, itself described, directly or as one of two with null. */
function refersToWords(schema: JsonObject, document: JsonObject): boolean {
  if (isRef(schema)) return Boolean(textOf(objectOf(resolveIn(document, schema)).description));
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => listOf(schema[key])).filter(isObject);
  const items = isObject(schema.items) ? [schema.items] : [];
  return [...parts, ...items].some((part) => isRef(part) && refersToWords(part, document));
}

/** The counts of several APIs together. */
export function sum(tallies: Tally[]): Tally {
  const total = empty();
  for (const tally of tallies) {
    for (const key of [
      'operations',
      'requestFields',
      'answerFields',
      'limitUnknown',
      'permissionUnknown',
      'examples',
    ] as const)
      total[key] += tally[key];
    for (const word of EVIDENCE) {
      total.calls[word] += tally.calls[word];
      total.fields[word] += tally.fields[word];
    }
    for (const word of DESCRIBED) total.described[word] += tally.described[word];
  }
  return total;
}
