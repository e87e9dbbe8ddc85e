import type { BookRow } from './levels.js';
import type { Sequence } from './sequence.js';

/** What became of a push. Where `resync` is true, the book is no longer right: subscribe anew for a snapshot. */
export type BookResult = Followed | Broken;

/** The push was taken, or left out for a good reason. */
export interface Followed {
  /**
   * `snapshot` and `update` are in the book; `repeat` was in it already; `waiting` came while the book has no snapshot,
   * or none since it broke.
   */
  kind: 'snapshot' | 'update' | 'repeat' | 'waiting';
  resync: false;
}

/** Why the book can't go on. */
export type Broken = { resync: true /** For people. */; reason: string } & (
  | { kind: 'gap' /** The `pseq` that would have fitted. */; expected: Sequence; received: Sequence }
  | { kind: 'reset' }
  | { kind: 'crossed'; bid: BookRow; ask: BookRow }
  | { kind: 'invalid' }
);

const followed = (kind: Followed['kind']): Followed => Object.freeze({ kind, resync: false });

export const SNAPSHOT = followed('snapshot');
export const UPDATE = followed('update');
export const REPEAT = followed('repeat');
export const WAITING = followed('waiting');

export const RESET: Broken = Object.freeze({
  kind: 'reset',
  resync: true,
  reason: 'the exchange has begun a new book',
});

export const gap = (expected: Sequence, received: Sequence): Broken => ({
  kind: 'gap',
  resync: true,
  reason: `an update follows ${received}, the book is at ${expected}`,
  expected,
  received,
});

export const crossed = (bid: BookRow, ask: BookRow): Broken => ({
  kind: 'crossed',
  resync: true,
  reason: `the best bid ${bid[0]} is not below the best ask ${ask[0]}`,
  bid,
  ask,
});

export const invalid = (reason: string): Broken => ({ kind: 'invalid', resync: true, reason });
