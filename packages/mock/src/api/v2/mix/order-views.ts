import { type Fill, type Order, type Side, text } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { negative } from '../../shared/figures.js';
import { averageOf, limitPrice } from '../../shared/order-fields.js';
import { reference } from '../../shared/references.js';
import type { ResponseOf } from '../operations.js';

type OrderDetail = ResponseOf<'mix.order.detail'>;
type FuturesOrder = EntryOf<ResponseOf<'mix.order.ordersPending' | 'mix.order.ordersHistory'>['entrustedList']>;
type FuturesFill = EntryOf<ResponseOf<'mix.order.fills' | 'mix.order.fillHistory'>['fillList']>;

/** v2's `side`: of a hedge order that closes, the position's and not the order's own. */
export const sideOf = ({ posSide, side }: Order): Side =>
  posSide === 'net' ? side : posSide === 'long' ? 'buy' : 'sell';
export const tradeSideOf = ({ posSide, side, closing }: Order) =>
  posSide === 'net' ? `${side}_single` : closing ? 'close' : 'open';
const reduceOnlyOf = ({ reduceOnly }: Order) => (reduceOnly ? 'YES' : 'NO');
export const stateOf = ({ status }: Order) => (status === 'cancelled' ? 'canceled' : status);

/** What the lists and the detail of orders say alike. */
function orderFacts(
  context: RequestContext,
  order: Order,
): Pick<FuturesOrder, Exclude<keyof FuturesOrder & keyof OrderDetail, 'status' | 'reduceOnly'>> {
  const { preset } = order;
  const cancelReason = order.reason === '' ? '' : order.reason === 'stp_cancel' ? 'stp_cancel' : 'normal_cancel';
  return {
    symbol: order.symbol,
    size: text(order.size),
    ...reference(context, order),
    baseVolume: text(order.filled),
    fee: order.fee.isZero() ? '' : negative(order.fee),
    price: order.type === 'market' ? '' : limitPrice(context.world, order),
    priceAvg: averageOf(context.world, order),
    side: sideOf(order),
    force: order.force,
    totalProfits: order.filled.isZero() ? '' : text(order.profit),
    posSide: order.posSide,
    marginCoin: order.holdCoin,
    quoteVolume: text(order.value),
    leverage: String(order.leverage),
    marginMode: order.marginMode,
    enterPointSource: 'API',
    tradeSide: tradeSideOf(order),
    posMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    orderType: order.type,
    orderSource: order.source,
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    presetStopSurplusPrice: preset?.takeProfit ?? '',
    presetStopSurplusType: preset?.takeProfit ? preset.takeProfitBy : '',
    presetStopSurplusExecutePrice: preset?.takeProfitPrice ?? '',
    presetStopLossPrice: preset?.stopLoss ?? '',
    presetStopLossType: preset?.stopLoss ? preset.stopLossBy : '',
    presetStopLossExecutePrice: preset?.stopLossPrice ?? '',
    cancelReason,
  };
}

export const orderView = (context: RequestContext, order: Order): FuturesOrder => ({
  ...orderFacts(context, order),
  status: stateOf(order),
  reduceOnly: reduceOnlyOf(order),
});

export const orderDetail = (context: RequestContext, order: Order): OrderDetail => ({
  ...orderFacts(context, order),
  state: stateOf(order),
  reduceOnly: reduceOnlyOf(order),
});

export function fillView(context: RequestContext, fill: Fill): FuturesFill {
  const { order } = fill;
  return {
    tradeId: context.id('fill', fill),
    symbol: order.symbol,
    marginCoin: order.feeCoin,
    orderId: context.id('order', order),
    price: fill.price,
    baseVolume: fill.size,
    feeDetail: [
      {
        deduction: 'no',
        feeCoin: order.feeCoin,
        totalDeductionFee: '0',
        totalFee: fill.fee === '0' ? '0' : `-${fill.fee}`,
      },
    ],
    side: sideOf(order),
    quoteVolume: fill.value,
    profit: fill.profit,
    enterPointSource: 'API',
    tradeSide: tradeSideOf(order),
    posMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    tradeScope: fill.maker ? 'maker' : 'taker',
    cTime: String(fill.at),
  };
}
