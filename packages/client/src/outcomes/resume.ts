import { accountOf } from '../call/account.js';
import { type CancelScope, waitFor } from '../call/scope.js';
import type { Runtime } from '../call/stage.js';
import { EXPIRES_MS, SOCKET_EXPIRES_MS } from '../clock/expiry.js';
import type { Attempt } from './attempt.js';
import { patienceFor, SPARE_MS } from './certainty.js';
import type { Attempted } from './errors.js';
import type { Intent } from './intent.js';
import type { Manner } from './manner.js';
import { placementOf } from './placement.js';
import { settleAll, sideBySide } from './settle.js';

export interface ResumeOptions {
  /**
   * When the process that announced the calls was last alive, Unix milliseconds: what it sent has a timestamp of then at
   * the latest. Wall clocks may be wrong, so that a minute is taken off the time since.
   * @default now
   */
  diedAt?: number | undefined;
  /** How long to look, milliseconds. @default until everything is certain, which needs 62 s (orders) or 90 s (funds) */
  waitMs?: number | undefined;
  /** Ends it with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** What became of a call of an earlier process. */
export interface Resumed {
  intent: Intent;
  /** The order, or each of a batch. */
  attempted: readonly Attempted[];
}

/** Wall clocks of two processes differ by no more than this. */
const WALL_CLOCK_MS = 60_000;

/**
 * A request of a process that died can have left until its end, with a timestamp as far ahead as the exchange allows: it
 * is taken until twice the time that a timestamp lasts has passed.
 */
const VALID_MS = 2 * EXPIRES_MS;

/** Looks up what became of announced calls, each by its numbers. Sends nothing but lookups. */
export async function resumeAll(
  runtime: Runtime,
  scope: CancelScope,
  intents: readonly Intent[],
  { diedAt, waitMs, signal }: ResumeOptions,
  manner: Manner,
): Promise<Resumed[]> {
  const { system, clock } = runtime;
  const now = clock.now();
  const since = diedAt === undefined ? 0 : Math.max(0, now - diedAt - WALL_CLOCK_MS);
  const sentTick = runtime.tick() - since;
  const start = system.monotonic();
  const stop = () => scope.stop(signal?.reason);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await waitFor(
      scope,
      sideBySide(intents, async (intent) => {
        const route = runtime.find(intent.method, intent.path);
        const placement = route && canLookUp(intent, runtime) && placementOf(route, intent.body, system);
        if (!placement) return { intent, attempted: unknownOf(intent) };
        const validMs = route.method === 'WS' ? SOCKET_EXPIRES_MS : VALID_MS;
        const attempt: Attempt = {
          route,
          scope,
          firstSentAt: intent.at,
          sentAt: now - since,
          sentTick,
          validMs,
        };
        const { graceMs } = patienceFor(route.effect, manner.given, manner.lag.ms);
        const until = start + (waitMs ?? validMs + graceMs + SPARE_MS);
        const search = { graceMs, waitMs: until - system.monotonic(), lag: manner.lag, quiet: false };
        const questions = placement.orders.map((order) => ({
          order: { ...order, ours: intent.generated.includes(order.clientOid) },
          taken: false,
        }));
        return { intent, attempted: await settleAll(runtime, attempt, questions, search) };
      }),
    );
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Another account's order is not in this one's list; nor is one found by what was taken for a secret. */
const canLookUp = ({ account, body }: Intent, { signer }: Runtime) =>
  account === accountOf(signer) && !/\[(redacted|hidden)/.test(JSON.stringify(body) ?? '');

/** Of a call that takes no numbers, or is not one of this client's. */
const unknownOf = ({ clientOids }: Intent): Attempted[] =>
  (clientOids.length ? clientOids : [undefined]).map((clientOid) => ({ clientOid, state: 'unknown', lookups: [] }));
