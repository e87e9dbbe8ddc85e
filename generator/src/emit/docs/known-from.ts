import type { KnownFromRow } from '@bitget-spec/contract';
import { fieldsIn } from '../../model/schema/walk.js';
import type { Api, Operation } from '../../model/types.js';
import { code, inline } from '../print/quote/index.js';

const NOBODY = 'no source names it';

/** Which kinds of source know the fields of an operation, a row for each set of them; none where nobody has looked. */
export function knownFromRows({ request, response, knownFrom }: Operation, api: Api): KnownFromRow[] {
  if (!knownFrom) return [];
  const sent = groupsOf(request.schema, knownFrom.request, api);
  const received = groupsOf(response.schema, knownFrom.response, api);
  return [...new Set([...sent.keys(), ...received.keys()])].map((kinds) => ({
    kinds,
    sent: fieldList(sent, kinds),
    received: fieldList(received, kinds),
  }));
}

/** `official page, Go client`, as the facts of an operation have it. */
export const kindNames = (kinds: string[], { sources }: Api): string =>
  inline(kinds.map((kind) => sources.get(kind)?.name ?? kind).join(', '));

function groupsOf(
  schema: Operation['request']['schema'],
  known: Map<string, string[]>,
  api: Api,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { path } of schema ? fieldsIn(schema) : []) {
    const key = kindNames(known.get(path) ?? [], api) || NOBODY;
    groups.set(key, [...(groups.get(key) ?? []), path]);
  }
  return groups;
}

function fieldList(groups: Map<string, string[]>, kinds: string): string {
  const fields = groups.get(kinds) ?? [];
  return groups.size === 1 && fields.length > 1
    ? `all ${fields.length}`
    : fields.map((field) => code(field)).join(', ');
}
