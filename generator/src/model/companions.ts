import { isObject, listOf, objectOf } from '../load/json.js';
import type { Source } from '../load/source.js';
import type { Alias, ApiError } from './types.js';

/** The catalogue of business codes that a description names, by code. */
export function errorsOf(source: Source): Map<string, ApiError> | undefined {
  const catalogue = source.companion('errors');
  if (!isObject(catalogue)) return undefined;
  return new Map(Object.entries(catalogue).map(([code, entry]) => [code, objectOf(entry) as unknown as ApiError]));
}

/** The wrong and old paths whose right call belongs to this API. */
export function aliasesOf(source: Source, api: string): Alias[] {
  const all = listOf(source.companion('aliases')).map((entry) => objectOf(entry) as unknown as Alias);
  return all.filter(({ use }) => use.startsWith(`${api}:`));
}
