import type { DriftError } from '../drift/drift.js';
import type { NotPlacedError, OutcomeUnknownError } from '../outcomes/errors.js';
import type { SettingCode } from './advice.js';
import {
  type AuthenticationError,
  BitgetError,
  type ClosedError,
  type ExchangeError,
  type InvalidResponseError,
  type NetworkError,
  type RateLimitError,
  type TimeoutError,
} from './errors.js';

/**
 * What a call with these codes throws: narrow it by `code` or by class. The exchange has more than a thousand codes,
 * and may respond with one that the operation does not name, so keep a `default` in a `switch`.
 */
export type CallError<Code extends string> =
  | ExchangeError<Code>
  | AuthenticationError<Code | SettingCode | 'no-credentials'>
  | RateLimitError
  | NetworkError
  | TimeoutError
  | InvalidResponseError
  | OutcomeUnknownError
  | NotPlacedError
  | ClosedError
  | DriftError
  | BitgetError<'not-sent' | 'limit-store' | 'too-many-pages'>;

/** Distinguishes our errors from others, and with an operation's key, which codes it names. */
export interface ErrorGuard<Codes> {
  (error: unknown): error is BitgetError;
  <Key extends keyof Codes & string>(error: unknown, operation: Key): error is CallError<Codes[Key] & string>;
}

/** True for an error of this package, and of that operation if one is named. */
export const errorGuard = (error: unknown, operation?: string): error is never =>
  error instanceof BitgetError && (operation === undefined || error.operation === operation);
