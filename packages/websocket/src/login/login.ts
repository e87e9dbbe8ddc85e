import type { EndReason } from '../socket/hooks.js';

/** Reads a frame that comes before the login was replied to. */
export type Opening = (text: string) => void;

/** Ends a connection. */
export type Finish = (reason: EndReason, error?: Error, fatal?: boolean) => void;

/** How one connection logs in. */
export interface Login {
  /** It holds the passphrase. */
  frame: string;
  /** Waits for the reply. @param pass takes frames of another kind */
  opening(ready: () => void, finish: Finish, pass: (text: string) => void): Opening;
}
