import { spread } from '../hash.js';
import type { ValueContext } from './value-context.js';

const NOW = /^(ts|time|timestamp|requestTime|serverTime|systemTime)$/i;
const LATER = /next|expire|delivery|off.?time|maintain/i;
const UPDATED = /^u|update|modif|finish|close|end/i;
const MINUTE = 60_000;

/** Whether a text or number can be Unix milliseconds of our days (2017 to 2033). */
export function isMoment(value: unknown): boolean {
  return /^(1[5-9]\d{11})$/.test(String(value));
}

/**
 * Makes moments near the clock, Unix milliseconds. Lists run backwards from now, a minute an entry, and what
 * was updated was created before.
 */
export function momentsOf(name: string): (hash: number, scope: ValueContext) => number {
  // Rows without names are candles, which begin on the minute.
  if (name === '') return (_, { now, index }) => Math.floor(now / MINUTE - index - 1) * MINUTE;
  if (NOW.test(name)) return (_, { now, index }) => now - index * MINUTE;
  if (LATER.test(name)) return (hash, { now }) => now + MINUTE + (spread(hash) % (480 * MINUTE));
  const side = UPDATED.test(name) ? 1 : -1;
  return (hash, { now, index }) => now - (index + 1) * MINUTE + side * (spread(hash) % 30_000);
}
