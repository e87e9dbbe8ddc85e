import { type JsonObject, textOf } from '../../load/json.js';
import type { Recorder, Values } from '../change.js';

const LEVELS = ['draft', 'alpha', 'beta', 'stable'];

/** Compares what a thing says of its own end: `deprecated`, `x-sunset`, `x-stability-level`. */
export function compareLifecycle(out: Recorder, base: JsonObject, head: JsonObject, at: Values = {}): void {
  const [was, now] = [base.deprecated === true, head.deprecated === true];
  if (was !== now) out.add(now ? 'deprecated' : 'undeprecated', at);
  compareSunset(out, base['x-sunset'], head['x-sunset'], was && !now, at);
  const [old, fresh] = [stabilityOf(base), stabilityOf(head)];
  if (old === fresh) return;
  // What cannot be read cannot be told from a step down.
  if (!LEVELS.includes(fresh) || !LEVELS.includes(old)) {
    out.add('stability-invalid', { ...at, was: old, now: fresh });
    return;
  }
  const lower = LEVELS.indexOf(fresh) < LEVELS.indexOf(old);
  out.add(lower ? 'stability-decreased' : 'stability-increased', { ...at, was: old, now: fresh });
}

function compareSunset(out: Recorder, base: unknown, head: unknown, reactivated: boolean, at: Values): void {
  const [was, now] = [textOf(base), textOf(head)];
  if (was === now) return;
  const unread = [was, now].find((day) => day !== undefined && dayOf(day) === undefined);
  if (unread !== undefined) out.add('sunset-invalid', { ...at, was: was ?? 'nothing', now: now ?? 'nothing' });
  else if (was === undefined) out.add('sunset-added', { ...at, now: now ?? '' });
  else if (now === undefined) {
    if (!reactivated) out.add('sunset-removed', { ...at, was });
  } else out.add((dayOf(now) ?? 0) < (dayOf(was) ?? 0) ? 'sunset-earlier' : 'sunset-later', { ...at, was, now });
}

/** What is not said is stable. */
export const stabilityOf = (raw: JsonObject): string => String(raw['x-stability-level'] ?? 'stable');

/** Drafts and what is being tried out promise nothing. */
export const isUnstable = (raw: JsonObject): boolean => ['draft', 'alpha'].includes(stabilityOf(raw));

/** What is deprecated may go on its day, and at once where it names none. */
export function mayGo(raw: JsonObject): boolean {
  const sunset = raw['x-sunset'];
  return sunset === undefined || (dayOf(sunset) ?? Number.POSITIVE_INFINITY) <= Date.now();
}

/** A day in milliseconds; undefined where the text is no date. */
export function dayOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d(T|$)/.test(text)) return undefined;
  const [day, time] = [Date.parse(text.slice(0, 10)), Date.parse(text)];
  // Date.parse takes 2027-02-31 for a day of March.
  if (Number.isNaN(time) || new Date(day).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  return time;
}
