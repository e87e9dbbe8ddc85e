/** At most `count` requests within any `ms` milliseconds. */
export interface Window {
  key: string;
  count: number;
  ms: number;
}

/**
 * Keeps the windows. A request holds its place from before it is sent until `ms` after its answer came, so that no
 * delay on the way can bring more than `count` to the exchange within any span of that length.
 */
export interface LimitStore {
  /**
   * Takes a place in every window, or in none.
   * @param leaseMs how long the place is held if `settle` is never called
   * @returns 0, or the milliseconds after which to ask again
   */
  take(windows: readonly Window[], id: string, leaseMs: number): number | Promise<number>;
  /** The answer came: the place is free `ms` from now; at once where nothing was sent. */
  settle(windows: readonly Window[], id: string, sent: boolean): void | Promise<void>;
  /** The exchange says how many are left: fills the window up, should others have used it. */
  observe(window: Window, remaining: number): void | Promise<void>;
  /** The exchange wants nothing for so long: nobody gets a place before. */
  pause(window: Window, ms: number): void | Promise<void>;
  /** How often to ask again where others may free places unseen, milliseconds. */
  readonly pollMs?: number | undefined;
  close?(): void | Promise<void>;
}
