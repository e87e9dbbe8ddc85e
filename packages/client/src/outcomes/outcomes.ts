import { BitgetError } from '../errors.js';
import type { Context, Feature } from '../feature.js';

export interface OutcomeOptions {
  /**
   * How long a placement whose answer was lost is looked up, milliseconds; 0 for a single look. "Not placed" is
   * certain no earlier than 30 s and `graceMs` after sending.
   * @default 38_000 and `graceMs`: 40_000 for orders, 68_000 for funds
   */
  waitMs?: number | undefined;
  /**
   * How long after its timestamp expired an order may still turn up in a look-up, milliseconds. Where the client
   * sees look-ups lag behind, it waits longer by itself.
   * @default 2_000 for orders, 30_000 for transfers and withdrawals
   */
  graceMs?: number | undefined;
}

/**
 * Nothing that may have been carried out is ever sent again. Placements get a `clientOid` if they have none; when
 * an answer is lost or proves nothing, the order is looked up by it and returned, or the call throws a
 * `NotPlacedError` once that is certain, or an `OutcomeUnknownError`.
 */
export function outcomes({ waitMs, graceMs }: OutcomeOptions = {}): Feature {
  let loaded: typeof import('./write.js') | undefined;
  const lag = { ms: 0 };
  return {
    rank: 10,
    wrap: (next, runtime) => async (context) => {
      if (context.route.effect === 'read') return next(context);
      loaded ??= await load(context);
      return loaded.write(next, runtime, context, { waitMs: context.options.outcomeWaitMs ?? waitMs, graceMs }, lag);
    },
  };
}

/** Loaded before the first order is sent, not when its answer is lost: then the network may be gone for this, too. */
const load = ({ route }: Context) =>
  import('./write.js').catch((cause: unknown) => {
    const details = { operation: route.key, code: 'not-sent' };
    throw new BitgetError('a part of the client could not be loaded', 'call again; nothing was sent', details, cause);
  });
