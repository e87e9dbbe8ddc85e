import type { Diagnostic } from '../load/diagnostic.js';
import { escapeKey, isObject, type JsonObject, objectOf } from '../load/json.js';
import type { Source } from '../load/source.js';
import { listed } from '../model/known-from.js';
import { fieldsIn } from '../model/schema/walk.js';
import type { Api, Operation } from '../model/types.js';

const RULE = 'bitget-spec/evidence-known';

type Problem = [keys: string[], message: string, fix: string];

/**
 * Evidence speaks of operations and fields that the description has, and of kinds of source that it names.
 * @param judged the operations of which it is asked
 */
export function lintEvidence(api: Api, source: Source, judged: readonly Operation[]): Diagnostic[] {
  const file = source.companionPath('evidence');
  if (file === undefined) return [];
  const operations = new Map(api.operations.map((one) => [evidenceKey(one), one]));
  const wanted = new Set(judged);
  const entries = Object.entries(objectOf(source.companion('evidence')));
  return entries
    .flatMap(([name, entry]): Problem[] => {
      const operation = operations.get(name);
      if (!operation) return [[[name], `no operation is ${name}`, 'correct the line, or remove it']];
      if (!wanted.has(operation)) return [];
      if (!isObject(entry)) return [[[name], `${name} says nothing`, 'write { known: "page go", … }']];
      return problemsOf(name, entry, operation, api);
    })
    .map(([keys, message, fix]) => ({
      ...source.diagnose({ file, pointer: keys.map((key) => `/${escapeKey(key)}`).join('') }, message, fix),
      rule: RULE,
    }));
}

/** What evidence calls an operation. */
export const evidenceKey = ({ method, path }: Operation): string => `${method.toUpperCase()} ${path}`;

function problemsOf(name: string, entry: JsonObject, { request, response }: Operation, api: Api): Problem[] {
  const strange = Object.keys(entry).filter((key) => !['known', 'request', 'response'].includes(key));
  const sides = [
    ['request', request.schema],
    ['response', response.schema],
  ] as const;
  return [
    ...strange.map((key): Problem => [[name, key], `${key} means nothing here`, 'write known, request or response']),
    ...unknownKinds(entry.known, [name, 'known'], api),
    ...sides.flatMap(([side, schema]) => {
      const fields = new Set(schema ? fieldsIn(schema).map(({ path }) => path) : []);
      return Object.entries(objectOf(entry[side])).flatMap(([kinds, paths]) => [
        ...unknownKinds(kinds, [name, side, kinds], api),
        ...listed(paths)
          .filter((path) => !fields.has(path))
          .map((path): Problem => {
            const fix = 'spell it as the page of the operation does, or remove it';
            return [[name, side, kinds], `the ${side} of ${name} has no field ${path}`, fix];
          }),
      ]);
    }),
  ];
}

const unknownKinds = (kinds: unknown, keys: string[], { sources }: Api): Problem[] => {
  const known =
    [...sources.keys()].join(', ') || 'nothing: name the list in x-bitget-spec, sources: ../evidence/sources.yaml';
  const given = listed(kinds);
  if (!given.length) return [[keys, 'no kind of source is named', `write some of ${known}`]];
  return given
    .filter((kind) => !sources.has(kind))
    .map((kind) => [keys, `${kind} is no kind of source`, `the list has ${known}`]);
};
