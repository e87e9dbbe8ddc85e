/** Places in any span of a length. */
export interface Window {
  /** Milliseconds until `count` places are free; Infinity for more than there are. */
  wait(now: number, count?: number): number;
  take(now: number, count?: number): void;
}

/** At most `size` in any span of `ms`. */
export function createWindow(size: number, ms: number): Window {
  const taken: number[] = [];
  return {
    wait(now, count = 1) {
      while (taken[0] !== undefined && taken[0] + ms <= now) taken.shift();
      const over = taken.length + count - size;
      if (over <= 0) return 0;
      const last = taken[over - 1];
      return last === undefined ? Infinity : last + ms - now;
    },
    take(now, count = 1) {
      for (; count > 0; count--) taken.push(now);
    },
  };
}
