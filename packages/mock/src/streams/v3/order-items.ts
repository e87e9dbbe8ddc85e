import type { Streams } from '@bitget-spec/v3/channels';
import { fillView, orderView } from '../../api/v3/order-views.js';
import { type Fill, type Order, venueOf } from '../../engine/index.js';
import type { StreamContext } from '../context.js';

/** As REST shows it, in the words of the socket. */
export function orderItem(context: StreamContext, order: Order): Streams['private.order']['item'] {
  const view = orderView(context.request, order);
  const futures = order.category !== 'SPOT';
  return {
    category: order.line.toLowerCase(),
    symbol: view.symbol,
    orderId: view.orderId,
    clientOid: view.clientOid,
    price: order.type === 'market' ? '' : view.price,
    qty: view.qty,
    amount: view.amount,
    holdMode: view.holdMode ?? '',
    holdSide: futures ? order.posSide : '',
    tradeSide: view.tradeSide ?? '',
    orderType: view.orderType,
    timeInForce: view.timeInForce,
    side: view.side,
    delegateType: view.delegateType,
    marginMode: view.marginMode ?? 'crossed',
    reduceOnly: order.reduceOnly ? 'yes' : 'no',
    marginCoin: futures ? venueOf(context.world, order.category, order.symbol).instrument.settle : '',
    cumExecQty: view.cumExecQty,
    cumExecValue: view.cumExecValue,
    avgPrice: view.avgPrice,
    totalProfit: futures ? order.profit.toFixed() : '0',
    orderStatus: view.orderStatus,
    cancelReason: view.cancelReason,
    leverage: futures ? String(order.leverage) : '',
    feeDetail: view.feeDetail,
    createdTime: view.createdTime,
    updatedTime: view.updatedTime,
    stpMode: view.stpMode,
  };
}

export function fillItem(context: StreamContext, fill: Fill): Streams['private.fill']['item'] {
  const view = fillView(context.request, fill);
  return {
    ...fastFillItem(context, fill),
    execLinkId: view.execLinkId,
    orderType: view.orderType,
    ...(view.tradeSide === undefined ? {} : { tradeSide: view.tradeSide }),
    execValue: view.execValue,
    execPnl: view.execPnl,
    tradeScope: view.tradeScope,
    feeDetail: view.feeDetail,
    isRPI: view.isRPI,
  };
}

/** The shorter form. */
export function fastFillItem(context: StreamContext, fill: Fill): Streams['private.fast-fill']['item'] {
  const view = fillView(context.request, fill);
  return {
    category: fill.line.toLowerCase(),
    symbol: view.symbol,
    orderId: view.orderId,
    clientOid: view.clientOid,
    execId: view.execId,
    side: view.side,
    ...(view.posSide === undefined ? {} : { holdSide: view.posSide }),
    execPrice: view.execPrice,
    execQty: view.execQty,
    tradeScope: view.tradeScope,
    execTime: view.createdTime,
    updatedTime: view.updatedTime,
  };
}
