import type { Codes } from '../codes.js';
import { BitgetError } from '../errors.js';
import type { Context, Next, Runtime } from '../feature.js';
import { answerOf, uncertainOf } from './batch.js';
import { EXPIRES_MS, isTaken, isUncertain } from './certainty.js';
import { type Attempted, NotPlacedError, OutcomeUnknownError } from './errors.js';
import { type Order, type Placement, placementOf } from './placement.js';
import { settleAll } from './settle.js';

/** Makes a call that is not a read, and finds out what became of it where its answer does not tell. */
export async function write(next: Next, runtime: Runtime, context: Context, waitMs: number): Promise<unknown> {
  const placement = placementOf(context.route, context.args, runtime.system);
  if (placement) context.args = placement.args;
  let data: unknown;
  let uncertain: readonly Order[];
  let cause: unknown;
  try {
    data = await next(context);
    // taken, though the answer does not show what: the number must not be lost
    if (placement?.list === undefined) return data ?? (placement && { clientOid: placement.orders[0]?.clientOid });
    uncertain = uncertainOf(data, placement, runtime.codes);
    if (!uncertain.length) return data;
  } catch (error) {
    context.scope.check();
    const repeated = isTaken(error, runtime.codes) && placement?.orders.every(({ ours }) => ours);
    if (!repeated && !isUncertain(error, runtime.codes)) throw error;
    cause = error;
    uncertain = placement?.orders ?? [];
  }
  if (!placement) throw unknown(context, [{ clientOid: undefined, state: 'unknown', lookUps: [] }], cause);
  const attempted = await settleAll(runtime, context, uncertain, waitMs);
  return conclude(context, placement, attempted, data, cause, runtime.codes);
}

function conclude(
  context: Context,
  placement: Placement,
  attempted: Attempted[],
  data: unknown,
  cause: unknown,
  codes: Codes,
) {
  if (attempted.some(({ state }) => state === 'unknown')) throw unknown(context, attempted, cause);
  if (data === undefined && attempted.every(({ state }) => state === 'not-placed')) {
    const details = { ...detailsOf(context, attempted), code: 'not-placed' as const };
    const what = `it never arrived (${reasonOf(cause)}): its time is over, and a look-up finds nothing`;
    throw new NotPlacedError(what, 'send it again if you still want it', details, cause);
  }
  return placement.list === undefined ? attempted[0]?.found : answerOf(data, placement, attempted, codes);
}

function unknown(context: Context, attempted: Attempted[], cause: unknown): OutcomeUnknownError {
  const details = { ...detailsOf(context, attempted), code: 'outcome-unknown' as const };
  const names = attempted.filter(({ state }) => state === 'unknown').flatMap(({ clientOid }) => clientOid ?? []);
  const what = `nobody knows whether it was carried out (${reasonOf(cause)})`;
  const used = attempted.some(({ other }) => other) ? ', and use a new one: another order has it already' : '';
  const todo = names.length
    ? `look for clientOid ${names.join(', ')} before you send it again${used}`
    : 'look before you send it again';
  return new OutcomeUnknownError(what, todo, details, cause);
}

const detailsOf = ({ route, sentAt }: Context, attempted: Attempted[]) => ({
  operation: route.key,
  sentAt,
  expiresAt: sentAt === undefined ? undefined : sentAt + EXPIRES_MS,
  attempted,
});

const reasonOf = (cause: unknown) => (cause instanceof BitgetError ? cause.code : 'said of single orders');
