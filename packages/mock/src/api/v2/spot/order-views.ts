import { type Fill, type Order, text, venueOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { negative } from '../../shared/figures.js';
import { averageOf, limitPrice, priceText } from '../../shared/order-fields.js';
import { reference } from '../../shared/references.js';
import type { ResponseOf } from '../operations.js';

type SpotOrder = EntryOf<ResponseOf<'spot.trade.orderInfo'>> & EntryOf<ResponseOf<'spot.trade.historyOrders'>>;
type OpenSpotOrder = EntryOf<ResponseOf<'spot.trade.unfilledOrders'>>;
type SpotFill = Omit<EntryOf<ResponseOf<'spot.trade.fills'>>, 'userId'>;

/** Fees of an order as the exchange writes them: JSON in a text, with numbers. */
function feeDetail(order: Order): string {
  if (order.fee.isZero()) return '';
  const fee = negative(order.fee);
  return `{"newFees":{"c":0,"d":0,"deduction":false,"r":${fee},"t":${fee},"totalDeductionFee":0},"${order.feeCoin}":{"deduction":false,"feeCoinCode":"${order.feeCoin}","totalDeductionFee":0,"totalFee":${fee}}}`;
}

function triggerPrice({ world }: RequestContext, { trigger, symbol }: Order): string | null {
  return trigger ? priceText(venueOf(world, 'SPOT', symbol), trigger.ticks) : null;
}

/** What both lists of orders say alike. */
function orderFacts(context: RequestContext, order: Order): Pick<SpotOrder, keyof SpotOrder & keyof OpenSpotOrder> {
  return {
    userId: order.account.uid,
    symbol: order.symbol,
    ...reference(context, order),
    size: text(order.size),
    orderType: order.type,
    side: order.side,
    status: order.status,
    baseVolume: text(order.filled),
    quoteVolume: text(order.value),
    enterPointSource: 'API',
    orderSource: order.source,
    tpslType: order.trigger ? 'tpsl' : 'normal',
    triggerPrice: triggerPrice(context, order),
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    priceAvg: averageOf(context.world, order, '0'),
  };
}

export function orderView(context: RequestContext, order: Order): SpotOrder {
  const { instrument } = venueOf(context.world, 'SPOT', order.symbol);
  return {
    ...orderFacts(context, order),
    price: limitPrice(context.world, order),
    feeDetail: feeDetail(order),
    cancelReason: order.reason === '' || order.reason === 'stp_cancel' ? order.reason : 'normal_cancel',
    baseCoin: instrument.base,
    quoteCoin: instrument.quote,
  };
}

export function openOrderView(context: RequestContext, order: Order): OpenSpotOrder {
  const { preset } = order;
  return {
    ...orderFacts(context, order),
    // This list calls the limit price so.
    priceAvg: limitPrice(context.world, order),
    basePrice: averageOf(context.world, order, '0'),
    presetTakeProfitPrice: preset?.takeProfit ?? '',
    executeTakeProfitPrice: preset?.takeProfitPrice ?? '',
    presetStopLossPrice: preset?.stopLoss ?? '',
    executeStopLossPrice: preset?.stopLossPrice ?? '',
    force: order.force,
  };
}

/** A fill of the spot book; margin accounts trade there as well, and write "no deduction" otherwise. */
export function spotFill(context: RequestContext, fill: Fill, totalDeductionFee: string): SpotFill {
  const { order } = fill;
  return {
    symbol: order.symbol,
    orderId: context.id('order', order),
    tradeId: context.id('fill', fill),
    orderType: order.type,
    side: order.side,
    priceAvg: fill.price,
    size: fill.size,
    amount: fill.value,
    feeDetail: {
      deduction: 'no',
      feeCoin: order.feeCoin,
      totalDeductionFee,
      totalFee: fill.fee === '0' ? '0' : `-${fill.fee}`,
    },
    tradeScope: fill.maker ? 'maker' : 'taker',
    cTime: String(fill.at),
    uTime: String(fill.at),
  };
}
