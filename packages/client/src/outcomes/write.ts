import type { Codes } from '@bitget-spec/contract';
import type { CallContext, Next, Runtime } from '../call/stage.js';
import { BitgetError, notSent } from '../errors/errors.js';
import { type Attempt, attemptOf, type Question } from './attempt.js';
import { batchResponse, uncertainOf } from './batch.js';
import { isDoubtful, isTaken, isUncertain, patienceFor } from './certainty.js';
import { type Attempted, NotPlacedError, OutcomeUnknownError } from './errors.js';
import { announce, isKnown, notifySettled } from './intent.js';
import { canProveAbsence } from './lookup.js';
import type { Manner } from './manner.js';
import { type Placement, placementOf } from './placement.js';
import { doubtOf } from './response-doubt.js';
import { settleAll } from './settle.js';

// one file for bundlers, since both are made of the same
export { resumeAll } from './resume.js';

/** What came of a call that is not a read, as far as its response says. */
interface Sent {
  data?: unknown;
  /** What was thrown, or is wrong with the response. */
  cause?: unknown;
  /** The orders in question. */
  questions: readonly Question[];
  /** The exchange said no, and that is what the caller gets where no lookup shows otherwise. */
  refused?: boolean;
}

/** Makes a call that is not a read, and finds out what became of it where its response does not say. */
export async function write(next: Next, runtime: Runtime, context: CallContext, manner: Manner): Promise<unknown> {
  const placement = placementOf(context.route, context.args, runtime.system);
  if (placement) {
    context.args = placement.args;
    refuseTwins(placement, context);
  }
  const { onIntent } = manner;
  if (!onIntent || context.route.effect === 'write') return await carryOut(next, runtime, context, placement, manner);
  const settled = await announce(onIntent, runtime, context, placement);
  try {
    const data = await carryOut(next, runtime, context, placement, manner);
    await notifySettled(settled, { data });
    return data;
  } catch (error) {
    if (isKnown(error, context)) await notifySettled(settled, { error });
    throw error;
  }
}

/** @throws BitgetError `not-sent` for a batch in which two orders have one number: nobody could tell them apart */
function refuseTwins({ orders }: Placement, { route }: CallContext): void {
  const numbers = new Set<string>();
  for (const { clientOid } of orders) {
    if (numbers.has(clientOid)) {
      const what = `two orders of the batch have the clientOid ${clientOid}`;
      throw notSent(route.key, what, 'give each its own; nothing was sent');
    }
    numbers.add(clientOid);
  }
}

async function carryOut(
  next: Next,
  runtime: Runtime,
  context: CallContext,
  placement: Placement | undefined,
  { given, lag }: Manner,
): Promise<unknown> {
  const sent = await send(next, runtime.codes, context, placement);
  if (!sent.questions.length && sent.cause === undefined) return sent.data;
  const attempt = attemptOf(context);
  if (!placement) throw unknown(attempt, [{ clientOid: undefined, state: 'unknown', lookups: [] }], sent.cause);
  const { waitMs, graceMs } = patienceFor(context.route.effect, given, lag.ms);
  const quiet = sent.refused ?? false;
  const search = { waitMs: quiet && !canProveAbsence(context.route) ? 0 : waitMs, graceMs, lag, quiet };
  const attempted = await settleAll(runtime, attempt, sent.questions, search);
  return conclude(attempt, placement, attempted, sent, runtime.codes);
}

/** @throws what is certain */
async function send(next: Next, codes: Codes, context: CallContext, placement: Placement | undefined): Promise<Sent> {
  const all = (taken: boolean) => placement?.orders.map((order) => ({ order, taken })) ?? [];
  try {
    const data = await next(context);
    if (!placement) return { data, questions: [] };
    if (placement.list !== undefined) return { data, questions: uncertainOf(data, placement, codes) };
    const cause = doubtOf(data, context, placement);
    return cause ? { cause, questions: all(false) } : { data, questions: [] };
  } catch (cause) {
    context.scope.check();
    if (placement && isTaken(cause, codes)) return { cause, questions: all(true) };
    if (isUncertain(cause, codes)) return { cause, questions: all(false) };
    if (placement && isDoubtful(cause, codes, context.turnedAway ?? false, context.route.method !== 'WS'))
      return { cause, questions: all(false), refused: true };
    throw cause;
  }
}

function conclude(attempt: Attempt, placement: Placement, attempted: Attempted[], sent: Sent, codes: Codes) {
  const { data, cause, refused } = sent;
  const refusedForGood =
    refused && !canProveAbsence(attempt.route) && attempted.every(({ state, other }) => state !== 'placed' && !other);
  if (refusedForGood) throw cause;
  if (attempted.some(({ state }) => state === 'unknown')) throw unknown(attempt, attempted, cause);
  if (data === undefined && attempted.every(({ state }) => state === 'not-placed')) {
    if (refused) throw cause;
    const details = { ...detailsOf(attempt, attempted), code: 'not-placed' as const };
    const what = `it never arrived (${reasonOf(cause)}): its time is over, and lookups find nothing`;
    throw new NotPlacedError(what, 'send it again if you still want it', details, cause);
  }
  return placement.list === undefined ? attempted[0]?.found : batchResponse(data, placement, attempted, codes);
}

function unknown(attempt: Attempt, attempted: Attempted[], cause: unknown): OutcomeUnknownError {
  const details = { ...detailsOf(attempt, attempted), code: 'outcome-unknown' as const };
  const names = attempted.filter(({ state }) => state === 'unknown').flatMap(({ clientOid }) => clientOid ?? []);
  const what = `nobody knows whether it was carried out (${reasonOf(cause)})`;
  const used = attempted.some(({ other }) => other) ? ', and use a new one: another order has it already' : '';
  const hint = names.length
    ? `look for clientOid ${names.join(', ')} before you send it again${used}`
    : 'look before you send it again';
  return new OutcomeUnknownError(what, hint, details, cause);
}

const detailsOf = ({ route, sentAt, validMs }: Attempt, attempted: Attempted[]) => ({
  operation: route.key,
  sentAt: sentAt || undefined,
  expiresAt: sentAt ? sentAt + validMs : undefined,
  attempted,
});

const reasonOf = (cause: unknown) => (cause instanceof BitgetError ? cause.code : 'said of single orders');
