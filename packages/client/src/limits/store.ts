/** At most `count` requests within any `ms` milliseconds. */
export interface LimitWindow {
  key: string;
  count: number;
  ms: number;
}

/**
 * Keeps the windows. A request holds its place from before it is sent until `ms` after the last moment at which it can
 * have arrived, so that no delay on the way can bring more than `count` to the exchange within any span of that length.
 */
export interface LimitStore {
  /**
   * Takes a place in every window, or in none.
   * @param leaseMs how long the request may be under way if `settle` is never called, from when the store takes the place
   * @returns 0, or the milliseconds after which to ask again
   */
  take(windows: readonly LimitWindow[], id: string, leaseMs: number): number | Promise<number>;
  /**
   * The request is over: the place is free `ms` after it can have arrived at last.
   * @param arrivesMs how long it may still arrive: 0 where a response came; undefined where it was never sent, so that
   * the place is free at once
   */
  settle(windows: readonly LimitWindow[], id: string, arrivesMs: number | undefined): void | Promise<void>;
  /** The exchange says how many are left: fills the window up, should others have used it. */
  observe(window: LimitWindow, remaining: number): void | Promise<void>;
  /** The exchange wants nothing for so long: nobody gets a place before. */
  pause(window: LimitWindow, ms: number): void | Promise<void>;
  /** How often to ask again where others may free places unseen, milliseconds. */
  readonly pollMs?: number | undefined;
  close?(): void | Promise<void>;
}
