import type { Intent } from '../outcomes/intent.js';

/** Keeps intents until it is known what became of them: give `onIntent` to the client. */
export interface Journal {
  /** Notes an intent, and returns what forgets it. */
  onIntent(intent: Intent): Promise<() => Promise<void>>;
  /** What was announced, by this process or earlier ones, and has no known outcome: for `client.resume`. */
  unsettled(): Promise<Intent[]>;
  /** Forgets an intent: once you have noted what became of it. */
  done(intent: Intent): Promise<void>;
  /** Notes what is left to note, and lets another process have the journal. */
  close(): Promise<void>;
}
