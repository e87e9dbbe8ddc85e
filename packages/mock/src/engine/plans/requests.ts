import type { Decimal } from '../decimal.js';
import { UNIFIED_MARGIN } from '../orders/margin.js';
import type { Plan } from '../state/records.js';
import type { Venue } from '../state/world.js';
import type { OrderRequest } from '../types.js';

/** What the orders of a plan have in common. */
export type PlanTerms = Pick<
  Plan,
  | 'account'
  | 'category'
  | 'symbol'
  | 'side'
  | 'posSide'
  | 'closing'
  | 'reduceOnly'
  | 'marginMode'
  | 'stp'
  | 'force'
  | 'byValue'
> & { line?: Plan['line']; preset?: Plan['preset'] };

/** An order that a plan sends, at a limit price in ticks or, where that is 0, at the market. */
export function planRequest({ market }: Venue, plan: PlanTerms, size: Decimal, ticks: number): OrderRequest {
  const limit = ticks > 0;
  return {
    category: plan.category,
    symbol: plan.symbol,
    side: plan.side,
    type: limit ? 'limit' : 'market',
    force: plan.force,
    price: limit ? market.price(ticks).toFixed() : undefined,
    size: size.toFixed(),
    byValue: plan.byValue && !limit,
    stp: plan.stp,
    posSide: plan.posSide === 'net' ? undefined : plan.posSide,
    closing: plan.closing && plan.posSide !== 'net',
    reduceOnly: plan.closing || plan.reduceOnly,
    marginMode: plan.marginMode,
    margin: plan.line === 'MARGIN' ? UNIFIED_MARGIN : undefined,
    takeProfit: plan.preset?.takeProfit,
    stopLoss: plan.preset?.stopLoss,
    takeProfitPrice: plan.preset?.takeProfitPrice,
    stopLossPrice: plan.preset?.stopLossPrice,
  };
}
