import type { Lookup, RouteLookup } from '@bitget-spec/contract';
import type { Api, Operation } from '../model/types.js';

/** What all paths of an API begin with, as its tables have it. */
export function commonBase(operations: Operation[]): string {
  const version = /^\/api\/v\d+\//.exec(operations[0]?.path ?? '')?.[0];
  return version && operations.every(({ path }) => path.startsWith(version)) ? version : '/api/';
}

/** What else the look-ups must be given, taken from the order or fixed; those of other APIs are left out. */
export const routeLookups = (lookups: readonly Lookup[], base: string, api: Api): RouteLookup[] =>
  lookups.flatMap((lookup) => resolved(lookup, base, api) ?? []);

function resolved(lookup: Lookup, base: string, api: Api): RouteLookup | undefined {
  const { operation, by, filters = true, also = [], with: fixed = {}, proof = true } = lookup;
  const target = api.operations.find(({ key }) => key === operation);
  if (!target) return undefined;
  const needed = target.request.parameters.filter(({ name, required }) => required && name !== by && !(name in fixed));
  const { limit, max } = target.paging ?? {};
  return {
    kind: filters ? (proof ? 'find' : 'seek') : proof ? 'scan' : 'skim',
    below: target.path.slice(base.length),
    by,
    parameters: [...needed.map(({ name }) => name), ...also],
    fixed: { ...fixed, ...(!filters && limit && max && { [limit]: `${max}` }) },
  };
}
