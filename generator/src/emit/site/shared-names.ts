import type { ScalarRow } from '@bitget-spec/contract';
import { type Json, objectOf } from '../../load/json.js';
import { isRef } from '../../load/source.js';
import type { Pieces } from '../../model/pieces.js';
import { COMPONENT } from '../../model/schema/facts.js';
import { alternativesOf, byType, type Resolved, resolved } from '../../model/schema/resolved.js';
import type { Api } from '../../model/types.js';
import { constraints } from '../docs/constraints.js';
import { baseWords } from '../docs/type-words.js';
import { inline, oneLine } from '../print/quote/index.js';

/** A name that stands for a plain value. */
export interface SharedName {
  name: string;
  /** As the page says it. */
  row: Omit<ScalarRow, 'uses'>;
  /** Whether it is a list of words. */
  list: boolean;
  /** Whether other words pass. */
  open: boolean;
  empty: boolean;
  /** How many places refer to it. */
  uses: number;
}

/** The named types of an API that are plain values, each reading by itself. */
export function sharedNames(api: Api, pieces: Pieces): SharedName[] {
  const uses = usesIn(api, pieces);
  const names = pieces.ofComponents('shared names', () => plainNames(api));
  return names.map(([key, name]) => ({ ...name, uses: uses.get(key) ?? 0 }));
}

/** By the name of the component. */
const plainNames = ({ schemas }: Api): [key: string, name: Omit<SharedName, 'uses'>][] =>
  [...schemas].flatMap(([key, component]): [string, Omit<SharedName, 'uses'>][] => {
    const schema = resolved(component);
    const { scalar: name = key, empty } = schema;
    if (!isPlain(schema)) return [];
    const list = schema.kind === 'choice' && !schema.constant;
    const open = schema.kind === 'choice' && schema.open;
    return [[key, { name, row: rowOf(name, schema), list, open, empty }]];
  });

const PLAIN = new Set(['text', 'number', 'boolean', 'choice']);
const isPlain = (schema: Resolved): boolean =>
  !alternativesOf(schema).length && byType(schema).every(({ kind }) => PLAIN.has(kind));

/** How often each component is referred to. */
function usesIn({ document, operations }: Api, pieces: Pieces): Map<string, number> {
  const { paths, ...others } = document;
  const first = new Map(operations.toReversed().map((operation) => [operation.path, operation]));
  const counts = Object.entries(objectOf(paths)).map(([path, item]) => {
    const operation = first.get(path);
    return operation ? pieces.of('uses', operation, () => refsIn(item)) : refsIn(item);
  });
  const uses = new Map<string, number>();
  for (const part of [pieces.ofComponents('uses', () => refsIn(others)), ...counts])
    for (const [name, count] of part) uses.set(name, (uses.get(name) ?? 0) + count);
  return uses;
}

function refsIn(part: Json): Map<string, number> {
  const uses = new Map<string, number>();
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isRef(value) && value.$ref.startsWith(COMPONENT)) {
      const name = value.$ref.slice(COMPONENT.length);
      uses.set(name, (uses.get(name) ?? 0) + 1);
    }
    for (const child of Object.values(value)) visit(child);
  };
  visit(part);
  return uses;
}

const rowOf = (name: string, schema: Resolved): SharedName['row'] => ({
  name: oneLine(name),
  type: inline(baseWords(schema)),
  meaning: inline([schema.description?.trim(), ...constraints(schema, 'request')].filter(Boolean).join(' ')),
});
