import { type Fill, type Order, text } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { averageOf, limitPrice } from '../shared/order-fields.js';
import { reference } from '../shared/references.js';
import type { ResponseOf } from './operations.js';
import { triggerWord } from './triggers.js';

type OrderView = ResponseOf<'trade.orderInfo'> &
  EntryOf<ResponseOf<'trade.unfilledOrders' | 'trade.historyOrders'>['list']>;
type FillView = EntryOf<ResponseOf<'trade.fills'>['list']>;

function tradeSideOf(order: Order): string {
  if (order.posSide === 'net') return `${order.side}_single`;
  return order.closing ? 'close' : 'open';
}

const DELEGATES: Readonly<Record<string, string>> = {
  profit_market: 'stop_profit_market',
  profit_limit: 'stop_profit_limit',
  loss_market: 'stop_loss_market',
  loss_limit: 'stop_loss_limit',
  reverse: 'back_contract',
};

function futuresFields(order: Order) {
  if (order.category === 'SPOT') return {};
  return {
    posSide: order.posSide === 'net' ? (order.side === 'buy' ? 'long' : 'short') : order.posSide,
    holdMode: order.posSide === 'net' ? 'one_way_mode' : 'hedge_mode',
    tradeSide: tradeSideOf(order),
    marginMode: order.marginMode,
  };
}

export function orderView(context: RequestContext, order: Order) {
  const { preset } = order;
  return {
    ...reference(context, order),
    category: order.line,
    symbol: order.symbol,
    orderType: order.type,
    side: order.side,
    price: limitPrice(context.world, order),
    qty: order.byValue ? '0' : text(order.size),
    amount: order.byValue ? text(order.size) : '0',
    cumExecQty: text(order.filled),
    cumExecValue: text(order.value),
    avgPrice: averageOf(context.world, order, '0'),
    timeInForce: order.force,
    orderStatus: order.status,
    ...futuresFields(order),
    delegateType: DELEGATES[order.source] ?? order.source,
    reduceOnly: order.reduceOnly ? 'YES' : 'NO',
    stpMode: order.stp,
    takeProfit: preset?.takeProfit ?? '',
    stopLoss: preset?.stopLoss ?? '',
    tpTriggerBy: preset?.takeProfit ? triggerWord(preset.takeProfitBy) : '',
    slTriggerBy: preset?.stopLoss ? triggerWord(preset.stopLossBy) : '',
    tpOrderType: preset?.takeProfit ? (preset.takeProfitPrice === '' ? 'market' : 'limit') : '',
    slOrderType: preset?.stopLoss ? (preset.stopLossPrice === '' ? 'market' : 'limit') : '',
    tpLimitPrice: preset?.takeProfitPrice ?? '',
    slLimitPrice: preset?.stopLossPrice ?? '',
    feeDetail: order.fee.isZero() ? [] : [{ feeCoin: order.feeCoin, fee: text(order.fee) }],
    cancelReason: order.reason,
    execType: 'normal',
    createdTime: String(order.createdAt),
    updatedTime: String(order.updatedAt),
  } satisfies OrderView;
}

export function fillView(context: RequestContext, fill: Fill) {
  const { order } = fill;
  const { line: category } = order;
  const futures = futuresFields(order);
  return {
    execId: context.id('fill', fill),
    execLinkId: context.id('fill', fill),
    ...reference(context, order),
    category,
    symbol: order.symbol,
    orderType: order.type,
    side: order.side,
    execPrice: fill.price,
    execQty: fill.size,
    execValue: fill.value,
    tradeScope: fill.maker ? 'maker' : 'taker',
    ...('tradeSide' in futures ? { tradeSide: futures.tradeSide, posSide: futures.posSide } : {}),
    feeDetail: [{ feeCoin: order.feeCoin, fee: fill.fee }],
    createdTime: String(fill.at),
    updatedTime: String(fill.at),
    execPnl: fill.profit,
    isRPI: 'no',
  } satisfies FillView;
}
