import { accountOf } from '../call/account.js';
import { waitFor } from '../call/scope.js';
import type { Args, CallContext, Runtime } from '../call/stage.js';
import { BitgetError, notSent } from '../errors/errors.js';
import { safeCause } from '../errors/safe-cause.js';
import { newClientOid } from './client-oid.js';
import type { Placement } from './placement.js';

/** What is about to be sent: enough to find out, in another process, what became of it. Plain JSON, without a secret. */
export interface Intent {
  /** The intent's own number, for journals. */
  id: string;
  /** A name for the API key that signs it, by which nobody finds the key. */
  account: string;
  /** `v3:trade.placeOrder` */
  operation: string;
  /** `POST` */
  method: string;
  /** `/api/v3/trade/place-order` */
  path: string;
  /** Unix milliseconds, by the clock that signs. Nothing of it was sent before. */
  at: number;
  /** The orders' numbers; none for a call that takes none (closing positions), which nobody can look up. */
  clientOids: readonly string[];
  /** Those of them that the client made up. */
  generated: readonly string[];
  /** The body as it will be sent, every order with its number; `[redacted]` for what would show a secret. */
  body: Args;
}

/**
 * Called before an order, a transfer or a withdrawal is sent, and awaited: if it throws, nothing is sent. A function
 * that it returns, or promises, is called and awaited once it is known what became of the call, before the caller gets the result:
 * time to note that for good. What it throws is dropped.
 */
export type OnIntent = (intent: Intent) => unknown;

export type Settled = (outcome: Outcome) => unknown;

/** What the call is about to return, or to throw: it was placed, or refused or never arrived. */
export type Outcome = { data: unknown } | { error: unknown };

/** Announces a call that is about to be made. @throws BitgetError `not-sent`, where it could not be noted */
export async function announce(
  onIntent: OnIntent,
  runtime: Runtime,
  context: CallContext,
  placement: Placement | undefined,
): Promise<Settled | undefined> {
  const { route, args, scope } = context;
  const orders = placement?.orders ?? [];
  const clientOids = orders.map(({ clientOid }) => clientOid);
  const note = async () =>
    onIntent({
      id: newClientOid(runtime.system),
      account: accountOf(runtime.signer),
      operation: route.key,
      method: route.method,
      path: route.path,
      at: runtime.clock.now(),
      clientOids,
      generated: orders.filter(({ ours }) => ours).map(({ clientOid }) => clientOid),
      body: withoutSecrets(args, clientOids, runtime),
    });
  scope.check();
  const noted = note();
  try {
    return settledOf(await waitFor(scope, noted));
  } catch (error) {
    // where the caller has given up meanwhile, it is known what became of it: nothing
    noted.then((late) => notifySettled(settledOf(late), { error })).catch(() => {});
    scope.check();
    const cause = safeCause(error, (text) => runtime.redact(text));
    throw notSent(route.key, 'the intent could not be noted', 'look at onIntent; nothing was sent', cause);
  }
}

const settledOf = (noted: unknown): Settled | undefined =>
  typeof noted === 'function' ? (outcome) => noted(outcome) : undefined;

/** A copy, which the caller can no longer change. The numbers stay, since nothing else finds an order. */
function withoutSecrets(args: Args, clientOids: readonly string[], runtime: Runtime): Args {
  if (args === undefined) return undefined;
  return JSON.parse(JSON.stringify(args), (_, value: unknown) => {
    if (typeof value === 'object' || clientOids.includes(`${value}`)) return value;
    const clean = runtime.redact(`${value}`);
    return clean === `${value}` ? value : clean;
  });
}

/** Notifies of what became of a call. Where that can't be noted, it will be found out again. */
export async function notifySettled(settled: Settled | undefined, outcome: Outcome): Promise<void> {
  try {
    await settled?.(outcome);
  } catch {
    // as above
  }
}

/** Whether an error says what became of a call: never left, refused, or never arrived. */
export const isKnown = (error: unknown, { attempts }: CallContext): boolean =>
  attempts === 0 || (error instanceof BitgetError && error.code !== 'outcome-unknown' && !Object(error).sent);
