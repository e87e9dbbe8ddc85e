import { platformSystem } from '@bitget-spec/auth';
import type { LimitStore, Window } from './store.js';

interface Places {
  /** When each answered request was answered, the oldest first. */
  settled: number[];
  /** Requests under way, and until when their place is held at most. */
  held: Map<string, number>;
  /** Until when nobody gets in. */
  pausedUntil: number;
}

/** For one process. @param now milliseconds that never go back */
export function memoryStore(now: () => number = platformSystem.monotonic): LimitStore {
  const all = new Map<string, Places>();

  /** The places of a window that still count. */
  function placesOf({ key, ms }: Window, time: number): Places {
    let places = all.get(key);
    if (!places) {
      places = { settled: [], held: new Map(), pausedUntil: 0 };
      all.set(key, places);
    }
    const { settled, held } = places;
    let gone = 0;
    while ((settled[gone] ?? Infinity) + ms < time) gone++;
    if (gone) settled.splice(0, gone);
    for (const [id, until] of held) {
      if (until > time) break; // in the order in which they were taken
      held.delete(id);
      settled.push(time);
    }
    return places;
  }

  return {
    take(windows, id, leaseMs) {
      const time = now();
      const found = windows.map((window) => placesOf(window, time));
      let wait = 0;
      found.forEach(({ settled, held, pausedUntil }, index) => {
        const { count = 0, ms = 0 } = windows[index] ?? {};
        wait = Math.max(wait, pausedUntil - time);
        if (settled.length + held.size < count) return;
        const [first = [...held.values()][0] ?? time] = settled;
        wait = Math.max(wait, first + ms + 1 - time, 1);
      });
      if (!wait) for (const { held } of found) held.set(id, time + leaseMs);
      return wait;
    },
    settle(windows, id, sent) {
      const time = now();
      for (const window of windows) {
        const { settled, held } = placesOf(window, time);
        if (held.delete(id) && sent) settled.push(time);
      }
    },
    observe(window, remaining) {
      const time = now();
      const { settled, held } = placesOf(window, time);
      const missing = window.count - remaining - settled.length - held.size;
      for (let i = 0; i < missing; i++) settled.push(time);
    },
    pause(window, ms) {
      const time = now();
      const places = placesOf(window, time);
      places.pausedUntil = Math.max(places.pausedUntil, time + ms);
    },
  };
}
