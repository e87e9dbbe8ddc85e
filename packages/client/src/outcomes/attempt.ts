import type { Route } from '@bitget-spec/contract';
import type { CancelScope } from '../call/scope.js';
import type { CallContext } from '../call/stage.js';
import { EXPIRES_MS } from '../clock/expiry.js';
import type { Order } from './placement.js';

/** What was sent and may have arrived: requests of one call, from this process or one before it. */
export interface Attempt {
  route: Route;
  scope: CancelScope;
  /** Earliest and latest timestamp that a request of it can have, Unix milliseconds. */
  firstSentAt: number;
  sentAt: number;
  /** The latest moment that one can have left, by a clock of this process that never jumps. */
  sentTick: number;
  /** How long after `sentAt` the exchange may take it. */
  validMs: number;
}

/** When something was looked for, by our clock that never jumps and by the exchange's where the response exchangeTime. */
export interface Moment {
  tick: number;
  /** The exchange's time, Unix milliseconds. */
  exchangeTime: number | undefined;
}

/** An order of which is asked what became of it. */
export interface Question {
  order: Order;
  /** The exchange says that something has its number, so that finding nothing proves nothing. */
  taken: boolean;
}

/** A call that has been made. */
export const attemptOf = ({
  route,
  scope,
  firstSentAt = 0,
  lastSentAt = 0,
  sentTick = Infinity,
  validMs = EXPIRES_MS,
}: CallContext): Attempt => ({
  route,
  scope,
  firstSentAt,
  sentAt: lastSentAt,
  sentTick,
  validMs,
});
