import { canonical, type Json, type JsonObject } from '../load/json.js';
import type { Safety } from './facts.js';

/** One call or code of which list and description say different things. */
export interface Difference {
  section: keyof Safety;
  /** `v3:trade.placeOrder`, `40010` */
  key: string;
  /** In words: `effect is read, and was order`. */
  what: string;
}

/** What a description says other than the list; `api` bounds the calls to those of one description. */
export function compareSafety(listed: Safety, said: Safety, api?: string): Difference[] {
  const isOurs = ([key]: [string, JsonObject]) => api === undefined || key.startsWith(`${api}:`);
  const calls = new Map([...listed.calls].filter(isOurs));
  return [...differences('calls', calls, said.calls), ...differences('codes', listed.codes, said.codes)];
}

function differences(
  section: keyof Safety,
  listed: ReadonlyMap<string, JsonObject>,
  said: ReadonlyMap<string, JsonObject>,
): Difference[] {
  return [...new Set([...listed.keys(), ...said.keys()])].flatMap((key) => {
    const what = changeOf(listed.get(key), said.get(key));
    return what ? [{ section, key, what }] : [];
  });
}

function changeOf(before: JsonObject | undefined, now: JsonObject | undefined): string | undefined {
  if (!before) return `is new: ${textOf(now)}`;
  if (!now) return `is gone, and was ${textOf(before)}`;
  const changed = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (fact) => textOf(before[fact]) !== textOf(now[fact]),
  );
  return changed.map((fact) => `${fact} is ${textOf(now[fact])}, and was ${textOf(before[fact])}`).join('; ');
}

const textOf = (value: Json | undefined): string =>
  value === undefined ? 'not said' : typeof value === 'string' ? value : canonical(value).replaceAll('"', '');
