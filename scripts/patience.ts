/**
 * How long tests wait, hooks, and `expect.poll` for what it expects. What hangs ends here, and nothing is proven by it: on a
 * machine that others use as well, honest work takes ten times as long as on one that is idle.
 */
export const PATIENCE = { testTimeout: 240_000, hookTimeout: 240_000, expect: { poll: { timeout: 60_000 } } };

/** How long a page in a browser is waited for, in milliseconds. */
export const PAGE_MS = 120_000;
