import { platformSystem } from '@bitget-spec/auth';
import type { LimitStore, LimitWindow } from './store.js';

interface Places {
  /** When each request that is over can have arrived at last, the earliest first. */
  over: number[];
  /** Requests under way, and until when they are at most. */
  held: Map<string, number>;
  /** Until when nobody gets in. */
  pausedUntil: number;
}

/** For one process. @param now milliseconds that never go back */
export function memoryStore(now: () => number = platformSystem.monotonic): LimitStore {
  const all = new Map<string, Places>();

  /** The places of a window that still count. */
  function placesOf({ key, ms }: LimitWindow, time: number): Places {
    let places = all.get(key);
    if (!places) {
      places = { over: [], held: new Map(), pausedUntil: 0 };
      all.set(key, places);
    }
    const { over, held } = places;
    for (const [id, until] of held) {
      if (until > time) break; // in the order in which they were taken
      held.delete(id);
      insert(over, until);
    }
    let gone = 0;
    while ((over[gone] ?? Infinity) + ms < time) gone++;
    if (gone) over.splice(0, gone);
    return places;
  }

  return {
    take(windows, id, leaseMs) {
      const time = now();
      let wait = 0;
      const found = windows.map((window) => {
        const places = placesOf(window, time);
        const { over, held, pausedUntil } = places;
        wait = Math.max(wait, pausedUntil - time);
        if (over.length + held.size < window.count) return places;
        const [first = [...held.values()][0] ?? time] = over;
        wait = Math.max(wait, first + window.ms + 1 - time, 1);
        return places;
      });
      if (!wait) for (const { held } of found) held.set(id, time + leaseMs);
      return wait;
    },
    settle(windows, id, arrivesMs) {
      const time = now();
      for (const window of windows) {
        const { over, held } = placesOf(window, time);
        if (held.delete(id) && arrivesMs !== undefined) insert(over, time + arrivesMs);
      }
    },
    observe(window, remaining) {
      const time = now();
      const { over, held } = placesOf(window, time);
      const missing = window.count - remaining - over.length - held.size;
      for (let i = 0; i < missing; i++) insert(over, time);
    },
    pause(window, ms) {
      const time = now();
      const places = placesOf(window, time);
      places.pausedUntil = Math.max(places.pausedUntil, time + ms);
    },
  };
}

/** Mostly at the end: only requests that were lost are further in the future. */
function insert(sorted: number[], time: number): void {
  let at = sorted.length;
  while ((sorted[at - 1] ?? -Infinity) > time) at--;
  if (at === sorted.length) sorted.push(time);
  else sorted.splice(at, 0, time);
}
