import type { System } from '@bitget-spec/auth';
import type { OpenWebSocket } from '../connection/platform.js';
import type { Login } from '../login/login.js';
import type { Resync } from '../resync/resync.js';
import type { SocketHooks } from './hooks.js';
import type { SocketLimits, SocketTiming } from './options.js';
import type { Counters } from './status.js';

/** What all parts of one socket share. */
export interface Runtime {
  system: System;
  /** Milliseconds that never jump. */
  tick(): number;
  open: OpenWebSocket;
  limits: SocketLimits;
  timing: SocketTiming;
  hooks: SocketHooks;
  counters: Counters;
  /** Removes secrets from text. */
  redact(text: string): string;
  login(): Promise<Login>;
  /** Whether the exchange has ever taken a login, and how often in a row it has not taken the time of one since. */
  logins: { taken: boolean; refused: number };
  /** Reads by REST what private streams missed; there before the first login, where there is a client. */
  resync?: Resync | undefined;
  /** Sets the clock, where that is possible: a login was refused for its time. @returns whether it was set */
  syncClock(): Promise<boolean>;
}
