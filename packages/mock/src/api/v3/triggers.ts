import type { TriggerBy } from '../../engine/index.js';
import type { RequestOf } from './operations.js';

type PlaceRequest = RequestOf<'trade.placeOrder'>;

/** The take profit and stop loss of an order or a strategy order. */
export type ExitRequest = Pick<
  PlaceRequest,
  | 'takeProfit'
  | 'stopLoss'
  | 'tpTriggerBy'
  | 'slTriggerBy'
  | 'tpOrderType'
  | 'slOrderType'
  | 'tpLimitPrice'
  | 'slLimitPrice'
>;

/** The price that a trigger watches. */
export const triggerBy = (word: PlaceRequest['tpTriggerBy']): TriggerBy | undefined =>
  word === undefined ? undefined : word === 'mark' ? 'mark_price' : 'fill_price';

/** How v3 names the price that a trigger watches. */
export const triggerWord = (by: TriggerBy) => (by === 'mark_price' ? 'mark' : 'market');

/** The limit prices of a take profit and a stop loss, where they are limit orders. */
export const exitLimits = ({ tpOrderType, tpLimitPrice, slOrderType, slLimitPrice }: ExitRequest) => ({
  takeProfitPrice: tpOrderType === 'limit' ? tpLimitPrice : undefined,
  stopLossPrice: slOrderType === 'limit' ? slLimitPrice : undefined,
});
