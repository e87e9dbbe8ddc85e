import type { ErrorEntry } from '@bitget-spec/contract';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import type { Source } from '../load/source.js';
import { nameOf } from './names.js';
import type { Alias, Care, Exception, Move, Renames, Retirement } from './types.js';

/** The catalogue of business codes that a description names, by code. */
export function errorsOf(source: Source): Map<string, ErrorEntry> | undefined {
  const catalogue = source.companion('errors');
  if (!isObject(catalogue)) return undefined;
  return new Map(Object.entries(catalogue).map(([code, entry]) => [code, objectOf(entry) as unknown as ErrorEntry]));
}

/** The wrong and old paths whose right call belongs to this API. */
export function aliasesOf(source: Source, api: string): Alias[] {
  const all = listOf(source.companion('aliases')).map((entry) => objectOf(entry) as unknown as Alias);
  return all.filter(({ use }) => use.startsWith(`${api}:`));
}

/** Keys of the calls for which the mock exchange keeps state. */
export const statefulOf = (source: Source): Set<string> => new Set(textsOf(source.companion('stateful')));

/** The facts of the sources that are not followed, of the paths of this API. */
export function exceptionsOf(source: Source, api: string): Exception[] {
  const all = listOf(source.companion('exceptions')).flatMap((entry) => Object.entries(objectOf(entry)));
  return all
    .map(([fact, reason]) => ({ fact, reason: String(reason) }))
    .filter(({ fact }) => nameOf(fact.split(/:? /)[1] ?? '')?.api === api);
}

/** Where the calls of this API went, from the lists of the folder `migration`. */
export function movesOf(source: Source, api: string): Move[] {
  const lists = Object.values(objectOf(source.companion('migration'))).filter((file) => Array.isArray(file));
  return lists
    .flatMap((list) => listOf(list).map(objectOf))
    .flatMap((entry) => {
      const from = textOf(entry.from) ?? '';
      return from.startsWith(`${api}:`) ? [moveOf(from, entry)] : [];
    });
}

function moveOf(from: string, entry: JsonObject): Move {
  const note = textOf(entry.note)?.trim();
  return {
    from,
    to: placesOf(entry.to),
    fields: renamesOf(entry.fields),
    response: renamesOf(entry.response),
    set: Object.fromEntries(Object.entries(objectOf(entry.set)).map(([name, value]) => [name, String(value)])),
    enums: Object.fromEntries(Object.entries(objectOf(entry.enums)).map(([name, words]) => [name, renamesOf(words)])),
    ...(note && { note }),
    drop: textsOf(entry.drop),
    ...(Array.isArray(entry.care) && { care: entry.care.map(objectOf).map(careOf) }),
  };
}

function careOf(entry: JsonObject): Care {
  const when = Object.entries(objectOf(entry.when)).map(([field, words]): [string, string[] | 'given' | 'absent'] => [
    field,
    words === 'given' || words === 'absent' ? words : (Array.isArray(words) ? words : [words]).map(String),
  ]);
  return {
    why: textOf(entry.why)?.trim() ?? '',
    ...(when.length && { when: Object.fromEntries(when) }),
    ...(Array.isArray(entry.reads) && { reads: textsOf(entry.reads) }),
    ...(Array.isArray(entry.order) && { order: textsOf(entry.order) }),
  };
}

const renamesOf = (value: Json | undefined): Renames =>
  Object.fromEntries(Object.entries(objectOf(value)).map(([name, to]) => [name, placesOf(to)]));

/** `none`, one name, or a list of them. */
const placesOf = (value: Json | undefined): string[] =>
  (Array.isArray(value) ? value : [value]).filter((to) => to !== undefined && to !== 'none').map(String);

/** The way on from an API that is gone: the file of the folder `migration` that is called as the API. */
export function retirementOf(source: Source, api: string): Retirement | undefined {
  const file = objectOf(source.companion('migration'))[`${api}.yaml`];
  return isObject(file) ? (file as unknown as Retirement) : undefined;
}
