/** Longest body that is read, in bytes. */
export const MAX_BODY = 1_048_576;
