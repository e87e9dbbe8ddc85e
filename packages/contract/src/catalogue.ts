import type { ErrorKind, Outcome } from './vocabulary.js';

/** One business code. */
export interface ErrorEntry {
  /** The exchange's own message, placeholders such as `{0}` included. */
  message: string;
  /** Other wordings of it. */
  also?: readonly string[];
  /** What it really says, where the message is unclear or misleads. */
  meaning?: string;
  /** What it is about. */
  kind: ErrorKind;
  /** What the caller should do. */
  hint: string;
  /** True for what programs meet most: `@bitget-spec/errors/common` has these alone, and every client gives their hints. */
  common?: boolean;
  /** What became of a write, where that is certain or certainly unknown. */
  outcome?: Outcome;
  /** True where the same request may be sent again after what `hint` says. */
  retry?: boolean;
  /** Products whose lists name the code. */
  where?: readonly string[];
}

/** What to do about a code, and what it really says. */
export type ErrorHint = Pick<ErrorEntry, 'meaning' | 'hint'>;

/** Every business code that is known, by code. */
export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>;
