import { platformSystem, type System } from '@bitget-spec/auth';
import type { Clock } from '../types.js';

/** Where a clock stands: plain data. */
export interface ClockSnapshot {
  /** The moment it was put to, Unix milliseconds; absent if it is the system's. */
  fixed?: number;
  /** How far it was moved since, in milliseconds. */
  ahead: number;
}

/** A clock that the holder moves. */
export interface MockClock extends Clock {
  /** Puts the clock to a moment (Unix milliseconds), where it stands still. */
  set(now: number): void;
  /** Moves the clock forward, in milliseconds. */
  advance(by: number): void;
  /** Lets it be the system's clock again. */
  run(): void;
  snapshot(): ClockSnapshot;
  restore(snapshot: ClockSnapshot): void;
}

/** A clock: the system's, until it is set. Given a moment it stands there. */
export function createClock(start?: number, system: Pick<System, 'now'> = platformSystem): MockClock {
  let fixed = start;
  let ahead = 0;
  const put = (moment: number | undefined, by: number) => {
    fixed = moment;
    ahead = by;
  };
  return {
    now: () => (fixed ?? system.now()) + ahead,
    set: (now) => put(now, 0),
    advance: (by) => put(fixed, ahead + by),
    run: () => put(undefined, 0),
    snapshot: () => (fixed === undefined ? { ahead } : { fixed, ahead }),
    restore: (snapshot) => put(snapshot.fixed, snapshot.ahead),
  };
}
