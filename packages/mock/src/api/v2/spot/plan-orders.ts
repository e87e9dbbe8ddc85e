import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type Plan,
  type Trigger,
  text,
  venueOf,
  type Which,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { limitPrice, priceText } from '../../shared/order-fields.js';
import { pageAcross } from '../../shared/pages.js';
import { type OrderNames, planReference } from '../../shared/references.js';
import { allDone } from '../batch.js';
import type { ContextOf, Handlers, ResponseOf } from '../operations.js';

type PlanView = EntryOf<ResponseOf<'spot.trade.currentPlanOrder'>['orderList']> &
  EntryOf<ResponseOf<'spot.trade.historyPlanOrder'>['orderList']>;

function planNamed({ world, account }: RequestContext, names: OrderNames): Plan {
  const plan = findPlan(world, account, names);
  if (plan.category !== 'SPOT') throw new EngineError('no-such-plan');
  return plan;
}

function triggerOf(
  context: ContextOf<'spot.trade.placePlanOrder' | 'spot.trade.modifyPlanOrder'>,
  symbol: string,
  by: Trigger['by'],
): Trigger {
  const { orderType, triggerPrice, executePrice } = context.request;
  const venue = venueOf(context.world, 'SPOT', symbol);
  const ticks = venue.market.roundTicks(decimal(triggerPrice));
  const limit = orderType === 'limit';
  if (limit && executePrice === undefined) throw context.missing('executePrice');
  const orderTicks = limit && executePrice !== undefined ? venue.market.roundTicks(decimal(executePrice)) : 0;
  return { which: 'open', ticks, direction: directionOf(venue, context.now, ticks), by, orderTicks };
}

function placePlan(context: ContextOf<'spot.trade.placePlanOrder'>): Plan {
  const { account, engine, request } = context;
  const { symbol, side, orderType, planType, size, triggerType, clientOid = '', stpMode, force } = request;
  const venue = venueOf(context.world, 'SPOT', symbol);
  return engine.addPlan(venue, {
    account,
    kind: 'normal_plan',
    category: 'SPOT',
    symbol: venue.instrument.symbol,
    side,
    posSide: 'net',
    closing: false,
    reduceOnly: false,
    marginMode: 'crossed',
    stp: stpMode ?? 'none',
    force: force ?? 'gtc',
    clientOid,
    size: decimal(size),
    byValue: side === 'buy' && (orderType !== 'limit' || planType === 'total'),
    triggers: [triggerOf(context, symbol, triggerType)],
  });
}

const STATUS = { live: 'not_trigger', executed: 'executed', fail_execute: 'fail_execute', cancelled: 'cancelled' };

export function planView(context: RequestContext, plan: Plan) {
  const venue = venueOf(context.world, 'SPOT', plan.symbol);
  const [trigger] = plan.triggers;
  return {
    ...planReference(context, plan),
    symbol: plan.symbol,
    size: text(plan.size),
    executePrice: trigger && trigger.orderTicks > 0 ? priceText(venue, trigger.orderTicks) : '',
    triggerPrice: trigger ? priceText(venue, trigger.ticks) : '',
    status: STATUS[plan.status],
    orderType: trigger && trigger.orderTicks > 0 ? 'limit' : 'market',
    side: plan.side,
    planType: plan.byValue ? 'total' : 'amount',
    triggerType: trigger?.by ?? 'fill_price',
    enterPointSource: 'API',
    uTime: String(plan.updatedAt),
    cTime: String(plan.createdAt),
  } satisfies PlanView;
}

function planPage(context: ContextOf<'spot.trade.currentPlanOrder' | 'spot.trade.historyPlanOrder'>, which: Which) {
  const sources = context.account.plans.sources({ line: 'SPOT', symbol: context.request.symbol }, which);
  const { items, more } = pageAcross(context, 'plan', sources, ({ createdAt }) => createdAt);
  const last = items.at(-1);
  return {
    nextFlag: more,
    idLessThan: last ? context.id('plan', last) : '',
    orderList: items.map((plan) => planView(context, plan)),
  };
}

/** Trigger orders of spot, v2. */
export const spotPlanOrders: Handlers = {
  'spot.trade.placePlanOrder': (context) => planReference(context, placePlan(context)),
  'spot.trade.modifyPlanOrder': (context) => {
    const { request } = context;
    const plan = planNamed(context, request);
    const trigger = triggerOf(context, plan.symbol, plan.triggers[0]?.by ?? 'fill_price');
    context.engine.changePlan(plan, { size: request.size, triggers: [trigger] });
    return planReference(context, plan);
  },
  'spot.trade.cancelPlanOrder': (context) => {
    context.engine.cancelPlan(planNamed(context, context.request));
    return { result: 'success' };
  },
  'spot.trade.batchCancelPlanOrder': (context) => {
    const { symbolList = [] } = context.request;
    const chosen = ({ symbol }: Plan) => symbolList.length === 0 || symbolList.includes(symbol);
    const plans = context.account.plans.opened({ line: 'SPOT' }).filter(chosen);
    for (const plan of plans) context.engine.cancelPlan(plan);
    return allDone(plans.map((plan) => planReference(context, plan)));
  },
  'spot.trade.currentPlanOrder': (context) => planPage(context, 'open'),
  'spot.trade.historyPlanOrder': (context) => planPage(context, 'ended'),
  'spot.trade.planSubOrder': (context) => {
    const { order } = planNamed(context, { orderId: context.request.planOrderId });
    if (!order) return [];
    const price = limitPrice(context.world, order);
    return [{ orderId: context.id('order', order), price, type: order.type, status: 'success' }];
  },
};
