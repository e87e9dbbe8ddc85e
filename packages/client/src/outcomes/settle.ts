import { RateLimitError } from '../errors.js';
import type { Context, Runtime } from '../feature.js';
import { EXPIRES_MS, isOver } from './certainty.js';
import type { Attempted } from './errors.js';
import { lookUp, lookUpsOf, type Seen } from './look-up.js';
import type { Fields, Order } from './placement.js';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 4_000;

/** Look-ups of a batch that run side by side. */
const SIDE_BY_SIDE = 5;

/**
 * Finds out what became of an order: looks again and again until it is there, until it can't come any more, or
 * until the time is over (`until`, by the system's clock that never jumps).
 */
export async function settle(runtime: Runtime, context: Context, order: Order, until: number): Promise<Attempted> {
  const { clientOid } = order;
  const lookUps = lookUpsOf(runtime, context, order);
  if (lookUps.length) {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      const seen: Seen = await lookUp(runtime, context, order, until - runtime.system.monotonic());
      if ('found' in seen) {
        const { found } = seen;
        if (isThis(found, order, context)) return { clientOid, state: 'placed', found, lookUps };
        return { clientOid, state: 'unknown', other: found, lookUps };
      }
      if ('absent' in seen && isOver(context, seen.absent)) return { clientOid, state: 'not-placed', lookUps };
      const left = until - runtime.system.monotonic();
      if (left <= 0) break;
      await context.scope.sleep(Math.min(Math.max(jittered(runtime, wait), pauseOf(seen)), left));
    }
  }
  return { clientOid, state: 'unknown', lookUps };
}

/** Many orders that were lost together are not looked up together. */
const jittered = ({ system }: Runtime, ms: number) => ms * (0.5 + system.random() / 2);

const pauseOf = (seen: Seen) =>
  'failed' in seen && seen.failed instanceof RateLimitError ? (seen.failed.retryAfter ?? 0) * 1_000 : 0;

/**
 * Whether what has the number is what was sent, and not an earlier order with the same one: a number of the client's
 * own can be no other's.
 */
function isThis(found: Fields, { ours, fields }: Order, { sentAt = 0 }: Context): boolean {
  if (ours) return true;
  const created = Number(found.createdTime ?? found.cTime ?? found.ctime);
  if (created < sentAt - EXPIRES_MS) return false;
  // v2 says of an order that closes a position which side that has
  const names = fields.tradeSide ? ['symbol'] : ['symbol', 'side', 'coin'];
  return names.every((name) => isAlike(found[name], fields[name]));
}

const isAlike = (found: unknown, sent: unknown) =>
  !found || !sent || `${found}`.toLowerCase() === `${sent}`.toLowerCase();

/** The same for each of a batch, all within `waitMs`. */
export async function settleAll(runtime: Runtime, context: Context, orders: readonly Order[], waitMs: number) {
  const attempted: Attempted[] = new Array(orders.length);
  const until = runtime.system.monotonic() + waitMs;
  const waiting = orders.entries();
  const worker = async () => {
    for (const [index, order] of waiting) attempted[index] = await settle(runtime, context, order, until);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, orders.length) }, worker));
  return attempted;
}
