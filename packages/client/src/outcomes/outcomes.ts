import { BitgetError } from '../errors.js';
import type { Context, Feature } from '../feature.js';

export interface OutcomeOptions {
  /**
   * How long a placement whose answer was lost is looked up, milliseconds; 0 for a single look. "Not placed" is
   * certain no earlier than 32 s after sending.
   * @default 40_000
   */
  waitMs?: number | undefined;
}

/**
 * Nothing that may have been carried out is ever sent again. Placements get a `clientOid` if they have none; when
 * an answer is lost or says nothing, the order is looked up by it and returned, or the call throws a
 * `NotPlacedError` once that is certain, or an `OutcomeUnknownError`.
 */
export function outcomes({ waitMs = 40_000 }: OutcomeOptions = {}): Feature {
  let loaded: typeof import('./write.js') | undefined;
  return {
    rank: 10,
    wrap: (next, runtime) => async (context) => {
      if (context.route.effect === 'read') return next(context);
      loaded ??= await load(context);
      return loaded.write(next, runtime, context, context.options.outcomeWaitMs ?? waitMs);
    },
  };
}

/** Loaded before the first order is sent, not when its answer is lost: then the network may be gone for this, too. */
const load = ({ route }: Context) =>
  import('./write.js').catch((cause: unknown) => {
    const details = { operation: route.key, code: 'not-sent' };
    throw new BitgetError('a part of the client could not be loaded', 'call again; nothing was sent', details, cause);
  });
