import { platformSystem, type System } from '@bitget-spec/auth';
import type { TimeSource } from '../types.js';

/** The year 2100: what is due in every hour up to then can still be done at once. */
export const LATEST = 4_102_444_800_000;

/** Where a clock stands: plain data. */
export interface ClockSnapshot {
  /** The moment it was put to, Unix milliseconds; absent if it is the system's. */
  fixed?: number;
  /** How far it was moved since, in milliseconds. */
  ahead: number;
}

/** A clock that the holder moves. */
export interface MockClock extends TimeSource {
  /** Puts the clock to a moment (Unix milliseconds), where it stands still. @throws RangeError after {@link LATEST} */
  set(now: number): void;
  /** Moves the clock forward, in milliseconds. @throws RangeError backward, or past {@link LATEST} */
  advance(by: number): void;
  /** Lets it be the system's clock again. */
  run(): void;
  snapshot(): ClockSnapshot;
  /** @throws RangeError where {@link set} and {@link advance} do */
  restore(snapshot: ClockSnapshot): void;
}

/** A clock: the system's, until it is set. Given a moment it stands there. @throws RangeError as `set` does */
export function createClock(start?: number, system: Pick<System, 'now'> = platformSystem): MockClock {
  let fixed: number | undefined;
  let ahead = 0;
  const put = (moment: number | undefined, by: number) => {
    checkMoment((moment ?? system.now()) + by);
    fixed = moment;
    ahead = by;
  };
  put(start, 0);
  return {
    now: () => (fixed ?? system.now()) + ahead,
    set: (now) => put(now, 0),
    advance(by) {
      if (by < 0) throw new RangeError(`[mock] the clock can't be advanced by ${by}: set it to put it back`);
      put(fixed, ahead + by);
    },
    run: () => put(undefined, 0),
    snapshot: () => (fixed === undefined ? { ahead } : { fixed, ahead }),
    restore: (snapshot) => put(snapshot.fixed, snapshot.ahead),
  };
}

function checkMoment(moment: number): void {
  if (!(moment >= 0 && moment <= LATEST))
    throw new RangeError(
      `[mock] the clock can't show ${moment}: Unix milliseconds, from 0 to ${LATEST} (the year 2100)`,
    );
}
