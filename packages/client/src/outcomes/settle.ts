import type { Context, Runtime } from '../feature.js';
import { EXPIRES_MS, GRACE_MS } from './certainty.js';
import type { Attempted } from './errors.js';
import { lookUp, lookUpsOf, type Seen } from './look-up.js';
import type { Order } from './placement.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

/** Look-ups of a batch that run side by side. */
const SIDE_BY_SIDE = 5;

/**
 * Finds out what became of an order: looks again and again until it is there, until it can't come any more, or
 * until the time is over (`until`, by performance.now).
 */
export async function settle(runtime: Runtime, context: Context, order: Order, until: number): Promise<Attempted> {
  const { clientOid } = order;
  const lookUps = lookUpsOf(runtime, context, order);
  const certainFrom = (context.sentAt ?? 0) + EXPIRES_MS + GRACE_MS;
  if (lookUps.length) {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const seen: Seen = await lookUp(runtime, context, order, until - performance.now());
      if ('found' in seen) return { clientOid, state: 'placed', found: seen.found, lookUps };
      if ('absentAt' in seen && seen.absentAt >= certainFrom) return { clientOid, state: 'not-placed', lookUps };
      const left = until - performance.now();
      if (left <= 0) break;
      await context.scope.sleep(Math.min(wait, left));
    }
  }
  return { clientOid, state: 'unknown', lookUps };
}

/** The same for each of a batch, all within `waitMs`. */
export async function settleAll(runtime: Runtime, context: Context, orders: readonly Order[], waitMs: number) {
  const attempted: Attempted[] = new Array(orders.length);
  const until = performance.now() + waitMs;
  const waiting = orders.entries();
  const worker = async () => {
    for (const [index, order] of waiting) attempted[index] = await settle(runtime, context, order, until);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, orders.length) }, worker));
  return attempted;
}
