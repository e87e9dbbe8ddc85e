import { type Decimal, decimal, EngineError, type Plan, positionModeOf, type Venue } from '../../engine/index.js';
import type { ContextOf } from './operations.js';
import { lineOf } from './venues.js';

type Placing = ContextOf<'trade.placeStrategyOrder'>;

/** What strategy orders of all kinds have in common. */
export const draftOf = ({ account, request }: Placing, { instrument }: Venue) => ({
  account,
  category: instrument.category,
  line: lineOf(request),
  symbol: instrument.symbol,
  marginMode: request.marginMode ?? ('crossed' as const),
  stp: 'none' as const,
  force: 'gtc' as const,
  clientOid: request.clientOid ?? '',
});

type Terms = Pick<Plan, 'side' | 'posSide' | 'closing' | 'reduceOnly'> & { size: Decimal };

/**
 * Side and size of what a strategy order sends, where it is no take profit or stop loss.
 *
 * @throws EngineError `position-mode`
 */
export function termsOf(context: Placing, { instrument: { category } }: Venue): Terms {
  const { world, account, request } = context;
  const { side = 'buy', posSide, reduceOnly, qty } = request;
  const spot = category === 'SPOT';
  const hedge = !spot && positionModeOf(world, account, category) === 'hedge_mode';
  if (hedge && posSide === undefined) throw new EngineError('position-mode');
  if (qty === undefined) throw context.missing('qty');
  const closing = hedge ? (posSide === 'long') !== (side === 'buy') : !spot && reduceOnly === 'yes';
  return {
    side,
    posSide: hedge && posSide ? posSide : 'net',
    closing,
    reduceOnly: closing && !hedge,
    size: decimal(qty),
  };
}
