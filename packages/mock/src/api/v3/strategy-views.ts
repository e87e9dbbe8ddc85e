import { type Order, type Plan, type Trigger, text, venueOf } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { averageOf, limitPrice, priceText, triggerOf } from '../shared/order-fields.js';
import { planReference } from '../shared/references.js';
import type { RequestOf, ResponseOf } from './operations.js';

type StrategyOrder = EntryOf<ResponseOf<'trade.unfilledStrategyOrders'>> &
  EntryOf<ResponseOf<'trade.historyStrategyOrders'>['list']>;

const STATUS = { live: 'pending', executed: 'success', fail_execute: 'failed', cancelled: 'cancelled' } as const;

type StrategyType = NonNullable<RequestOf<'trade.placeStrategyOrder'>['type']>;

/** v3's name of a kind of plan. */
export function typeOf({ kind }: Plan): StrategyType {
  switch (kind) {
    case 'oco':
    case 'trailing_stop':
    case 'iceberg':
    case 'twap':
      return kind;
    default:
      return kind === 'normal_plan' ? 'trigger' : 'tpsl';
  }
}

// What a kind's own parameters are called. Clients that are held against live responses read a list of one.
const PARAMS = { oco: 'ocoParams', trailing_stop: 'trailingStopParams', iceberg: 'icebergParams', twap: 'twapParams' };

function paramsOf(plan: Plan): Partial<StrategyOrder> {
  const type = typeOf(plan);
  return plan.strategy && type in PARAMS ? { [PARAMS[type as keyof typeof PARAMS]]: [plan.strategy.params] } : {};
}

/** One that sends its order in parts is on its way once it has begun. */
const statusOf = ({ status, strategy }: Plan) =>
  status === 'live' && strategy && strategy.begun > 0 ? 'submitting' : STATUS[status];

export function planView(context: RequestContext, plan: Plan) {
  const venue = venueOf(context.world, plan.category, plan.symbol);
  const word = (trigger: Trigger | undefined) => (trigger ? (trigger.by === 'mark_price' ? 'mark' : 'market') : '');
  const type = (trigger: Trigger | undefined) => (trigger ? (trigger.orderTicks > 0 ? 'limit' : 'market') : '');
  const price = (trigger: Trigger | undefined) => (trigger ? priceText(venue, trigger.ticks) : '');
  const limit = (trigger: Trigger | undefined) =>
    trigger && trigger.orderTicks > 0 ? priceText(venue, trigger.orderTicks) : '';
  const [open, profit, loss] = [triggerOf(plan, 'open'), triggerOf(plan, 'profit'), triggerOf(plan, 'loss')];
  const held = plan.closing ? (plan.side === 'sell' ? 'long' : 'short') : plan.side === 'buy' ? 'long' : 'short';
  return {
    ...planReference(context, plan),
    category: plan.line,
    symbol: plan.symbol,
    qty: text(plan.size),
    ...(plan.category === 'SPOT' ? {} : { posSide: held }),
    type: typeOf(plan),
    status: statusOf(plan),
    ...paramsOf(plan),
    tpTriggerBy: word(profit),
    slTriggerBy: word(loss),
    takeProfit: price(profit),
    stopLoss: price(loss),
    tpOrderType: type(profit),
    slOrderType: type(loss),
    tpLimitPrice: limit(profit),
    slLimitPrice: limit(loss),
    triggerBy: word(open),
    triggerPrice: price(open),
    triggerOrderType: type(open),
    triggerOrderPrice: limit(open),
    createdTime: String(plan.createdAt),
    updatedTime: String(plan.updatedAt),
  } satisfies StrategyOrder;
}

const FIRED = { profit: 'takeProfit', loss: 'stopLoss' } as const;

export function endedView(context: RequestContext, plan: Plan) {
  const { fired } = plan;
  const view = planView(context, plan);
  return fired === 'profit' || fired === 'loss' ? { ...view, triggerType: FIRED[fired] } : view;
}

type SubOrder = EntryOf<ResponseOf<'trade.strategySubOrders'>['list']>;

/** An order that a strategy order sent. */
export function subOrderView(context: RequestContext, plan: Plan, order: Order): SubOrder {
  const number = context.id('order', order);
  const futures = order.category !== 'SPOT';
  return {
    subOrderId: number,
    subClientOid: number,
    ...planReference(context, plan),
    category: order.line,
    symbol: order.symbol,
    price: limitPrice(context.world, order),
    qty: text(order.size),
    cumExecQty: text(order.filled),
    avgPrice: averageOf(context.world, order, '0'),
    side: order.side,
    posSide: futures && order.posSide !== 'net' ? order.posSide : '',
    orderType: order.type,
    status: order.status,
    createdTime: String(order.createdAt),
    updatedTime: String(order.updatedAt),
  };
}
