import { isObject, objectOf, textOf } from '../load/json.js';
import type { Source } from '../load/source.js';
import type { KnownFrom, SourceKind } from './types.js';

/** The kinds of source that a description names in `sources`, in its order. */
export const sourceKindsOf = (source: Source): Map<string, SourceKind> =>
  new Map(
    Object.entries(objectOf(source.companion('sources'))).map(([kind, value]) => {
      const { name, what, as, partOf } = objectOf(value);
      const part = textOf(partOf);
      const words = { name: textOf(name) ?? kind, what: textOf(what) ?? '', as: textOf(as) ?? 'client' };
      return [kind, { ...words, ...(part && { partOf: part }) }];
    }),
  );

/** What is known of each operation, by `GET /api/…`. */
export const evidenceOf = (source: Source): Map<string, KnownFrom> =>
  new Map(
    Object.entries(objectOf(source.companion('evidence'))).map(([name, value]) => {
      const { known, request, response } = objectOf(value);
      return [name, { operation: listed(known), request: byField(request), response: byField(response) }];
    }),
  );

/** Fields are grouped by who knows them: `"page go": "symbol orderList[].size"`. */
function byField(groups: unknown): Map<string, string[]> {
  const entries = isObject(groups) ? Object.entries(groups) : [];
  return new Map(entries.flatMap(([kinds, fields]) => listed(fields).map((field) => [field, listed(kinds)] as const)));
}

/** `page go ts` */
export const listed = (text: unknown): string[] => (typeof text === 'string' ? text.split(' ').filter(Boolean) : []);
