import type { Streams } from '@bitget-spec/v2/channels';
import { averageOf, limitPrice } from '../../api/shared/order-fields.js';
import { reference } from '../../api/shared/references.js';
import { sideOf, stateOf, tradeSideOf } from '../../api/v2/mix/order-views.js';
import { planView } from '../../api/v2/mix/plan-view.js';
import { type Fill, idOf, type Plan, type PlanKind, text, venueOf } from '../../engine/index.js';
import type { StreamContext } from '../context.js';
import type { OrderChange } from '../shared/account-events.js';
import { executionFees, feesOf, fillFields } from './order-fields.js';

type Item<Id extends keyof Streams> = Streams[Id]['item'];

const modeOf = ({ posSide }: { posSide: string }) => (posSide === 'net' ? 'one_way_mode' : 'hedge_mode');
const paid = (fee: string) => (fee === '0' ? '0' : `-${fee}`);

export function orderItem(context: StreamContext, change: OrderChange): Item<'private.mix.orders'> {
  const { order, fill } = change;
  const { preset } = order;
  return {
    instId: order.symbol,
    ...reference(context.request, order),
    price: order.type === 'market' ? '' : limitPrice(context.world, order),
    size: text(order.size),
    posMode: modeOf(order),
    enterPointSource: 'API',
    tradeSide: tradeSideOf(order),
    notionalUsd: text(order.value),
    orderType: order.type,
    force: order.force,
    side: sideOf(order),
    posSide: order.posSide,
    marginMode: order.marginMode,
    marginCoin: venueOf(context.world, order.category, order.symbol).instrument.settle,
    ...fillFields(context, change),
    ...(fill ? { fillNotionalUsd: fill.value } : {}),
    accBaseVolume: text(order.filled),
    priceAvg: averageOf(context.world, order, '0'),
    status: stateOf(order),
    cancelReason: order.reason,
    leverage: String(order.leverage),
    feeDetail: feesOf(order, paid(text(order.fee))),
    pnl: text(order.profit),
    totalProfits: text(order.profit),
    cTime: String(order.createdAt),
    uTime: String(order.updatedAt),
    reduceOnly: order.reduceOnly ? 'yes' : 'no',
    presetStopSurplusPrice: preset?.takeProfit ?? '',
    presetStopLossPrice: preset?.stopLoss ?? '',
    presetStopSurplusExecutePrice: preset?.takeProfitPrice ?? '',
    presetStopLossExecutePrice: preset?.stopLossPrice ?? '',
    presetStopSurplusType: preset?.takeProfit ? preset.takeProfitBy : '',
    presetStopLossType: preset?.stopLoss ? preset.stopLossBy : '',
    stpMode: order.stp,
  };
}

/** `side` is the way the coin goes here, also where a position is closed. */
export function fillItem(context: StreamContext, fill: Fill): Item<'private.mix.fill'> {
  const { order } = fill;
  return {
    ...reference(context.request, order),
    tradeId: idOf(context.world, 'fill', fill.seq),
    symbol: order.symbol,
    side: order.side,
    orderType: order.type,
    posMode: modeOf(order),
    price: fill.price,
    baseVolume: fill.size,
    quoteVolume: fill.value,
    profit: fill.profit,
    tradeSide: tradeSideOf(order),
    tradeScope: fill.maker ? 'maker' : 'taker',
    feeDetail: executionFees(fill, paid(fill.fee)),
    cTime: String(fill.at),
    uTime: String(fill.at),
  };
}

const PLAN_TYPES: Readonly<Partial<Record<PlanKind, Item<'private.mix.orders-algo'>['planType']>>> = {
  normal_plan: 'pl',
  track_plan: 'track',
  profit_plan: 'tp',
  loss_plan: 'sl',
  pos_profit: 'ptp',
  pos_loss: 'psl',
  moving_plan: 'mtpsl',
};

export function planItem(context: StreamContext, plan: Plan): Item<'private.mix.orders-algo'> {
  const view = planView(context.request, plan);
  return {
    instId: view.symbol,
    orderId: view.orderId,
    clientOid: view.clientOid,
    triggerPrice: view.triggerPrice,
    triggerType: view.triggerType,
    ...(plan.status === 'executed' ? { triggerTime: view.uTime } : {}),
    planType: PLAN_TYPES[plan.kind] ?? 'pl',
    price: view.price,
    executePrice: view.executePrice,
    size: view.size === '' ? '0' : view.size,
    actualSize: view.baseVolume,
    orderType: view.orderType,
    side: view.side,
    tradeSide: view.tradeSide,
    posSide: view.posSide,
    marginCoin: view.marginCoin,
    status: view.planStatus,
    posMode: view.posMode,
    enterPointSource: view.enterPointSource,
    stopSurplusTriggerPrice: view.stopSurplusTriggerPrice,
    stopSurplusTriggerType: view.stopSurplusTriggerType,
    stopSurplusPrice: view.stopSurplusExecutePrice,
    stopLossTriggerPrice: view.stopLossTriggerPrice,
    stopLossTriggerType: view.stopLossTriggerType,
    stopLossPrice: view.stopLossExecutePrice,
    cTime: view.cTime,
    uTime: view.uTime,
    stpMode: plan.stp,
  };
}
