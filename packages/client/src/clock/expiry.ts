/** The exchange takes a request until its timestamp is this old, and no timestamp that is further ahead, milliseconds. */
export const EXPIRES_MS = 30_000;
