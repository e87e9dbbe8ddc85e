import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type Plan,
  type PlanKind,
  type RecordFilter,
  venueOf,
  type Which,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import { averageOf, planOidOf, priceText } from '../../shared/order-fields.js';
import { pageAcross } from '../../shared/pages.js';
import { type OrderNames, planReference } from '../../shared/references.js';
import { allDone, batch } from '../batch.js';
import type { ContextOf, Handlers, RequestOf } from '../operations.js';
import { placeExit, placePositionExits } from './exit-orders.js';
import { sidesOf } from './order.js';
import { planView } from './plan-view.js';
import { productOf, venueNamed } from './venues.js';

function presetOf(request: RequestOf<'mix.order.placePlanOrder'>) {
  const { stopSurplusTriggerPrice: takeProfit, stopLossTriggerPrice: stopLoss } = request;
  if (takeProfit === undefined && stopLoss === undefined) return undefined;
  return {
    takeProfit: takeProfit ?? '',
    stopLoss: stopLoss ?? '',
    takeProfitPrice: request.stopSurplusExecutePrice ?? '',
    stopLossPrice: request.stopLossExecutePrice ?? '',
    takeProfitBy: request.stopSurplusTriggerType ?? 'fill_price',
    stopLossBy: request.stopLossTriggerType ?? 'fill_price',
  } as const;
}

function placePlan(context: ContextOf<'mix.order.placePlanOrder'>): Plan {
  const { request } = context;
  const { planType, orderType, price, triggerPrice, triggerType, clientOid = '', callbackRatio = '1' } = request;
  const venue = venueNamed(context);
  const { side, posSide, closing = false, reduceOnly = false } = sidesOf(context, request);
  const ticks = venue.market.roundTicks(decimal(triggerPrice));
  const trailing = planType === 'track_plan';
  const limit = orderType === 'limit' && !trailing;
  if (limit && price === undefined) throw context.missing('price');
  return context.engine.addPlan(venue, {
    account: context.account,
    kind: planType,
    category: venue.instrument.category,
    symbol: venue.instrument.symbol,
    side,
    posSide: posSide ?? 'net',
    closing: closing || reduceOnly,
    reduceOnly,
    marginMode: request.marginMode,
    stp: request.stpMode ?? 'none',
    force: 'gtc',
    clientOid,
    size: decimal(request.size),
    byValue: false,
    callback: trailing ? callbackRatio : '',
    triggers: [
      {
        which: 'open',
        ticks,
        direction: directionOf(venue, context.now, ticks),
        by: triggerType,
        orderTicks: limit && price !== undefined ? venue.market.roundTicks(decimal(price)) : 0,
      },
    ],
    preset: presetOf(request),
  });
}

function planNamed({ world, account }: RequestContext, { orderId, clientOid }: OrderNames): Plan {
  const plan = findPlan(world, account, { orderId, clientOid });
  if (plan.category === 'SPOT') throw new EngineError('no-such-plan');
  return plan;
}

/** What a change of a plan may say; what is left out stays. */
interface PlanChange {
  price: string | undefined;
  execute: string | undefined;
  size: string | undefined;
  by: RequestOf<'mix.order.modifyPlanOrder'>['newTriggerType'] | undefined;
  callback: string | undefined;
}

function changed(context: RequestContext<OrderNames>, { price, execute, size, by, callback }: PlanChange) {
  const plan = planNamed(context, context.request);
  const venue = venueOf(context.world, plan.category, plan.symbol);
  const [old] = plan.triggers;
  if (!old) throw new EngineError('no-such-plan');
  const ticks = price === undefined ? old.ticks : venue.market.roundTicks(decimal(price));
  const orderTicks =
    execute === undefined ? old.orderTicks : Number(execute) === 0 ? 0 : venue.market.roundTicks(decimal(execute));
  const direction = old.which === 'open' ? directionOf(venue, context.now, ticks) : old.direction;
  context.engine.changePlan(plan, {
    size,
    triggers: [{ ...old, ticks, direction, by: by ?? old.by, orderTicks }],
    // Only what trails the price has a callback.
    callback: plan.callback === '' ? undefined : callback,
  });
  return planReference(context, plan);
}

/** `profit_loss` stands for all that closes a position. */
function kindFits(kind: PlanKind, asked: string | undefined): boolean {
  if (asked === undefined || kind === asked) return true;
  return asked === 'profit_loss' && kind !== 'normal_plan' && kind !== 'track_plan';
}

type Listed = 'ordersPlanPending' | 'ordersPlanHistory' | 'cancelPlanOrder';

const scopeOf = (request: RequestOf<`mix.order.${Listed}`>): RecordFilter => ({
  line: productOf(request),
  symbol: request.symbol?.toUpperCase(),
});

type PageName = 'mix.order.ordersPlanPending' | 'mix.order.ordersPlanHistory';

function planPage(context: ContextOf<PageName>, which: Which, keep: (plan: Plan) => boolean = () => true) {
  const { account, request } = context;
  const { planType, orderId, clientOid } = request;
  const wanted = (plan: Plan) =>
    kindFits(plan.kind, planType) &&
    (orderId === undefined || context.id('plan', plan) === orderId) &&
    (clientOid === undefined || planOidOf(context.world, plan) === clientOid) &&
    keep(plan);
  const sources = account.plans.sources(scopeOf(request), which);
  const { items } = pageAcross(context, 'plan', sources, ({ createdAt }) => createdAt, wanted);
  const last = items.at(-1);
  return {
    entrustedList: items.length === 0 ? null : items.map((plan) => planView(context, plan)),
    endId: last ? context.id('plan', last) : null,
  };
}

function cancelPlans(context: ContextOf<'mix.order.cancelPlanOrder'>) {
  const { engine, account, request } = context;
  const { orderIdList = [], planType } = request;
  const cancel = (plan: Plan) => {
    engine.cancelPlan(plan);
    return planReference(context, plan);
  };
  if (orderIdList.length > 0) return batch(context, orderIdList, (entry) => cancel(planNamed(context, entry.request)));
  return allDone(
    account.plans
      .opened(scopeOf(request))
      .filter(({ kind }) => kindFits(kind, planType))
      .map(cancel),
  );
}

/** Plan, take-profit and stop-loss orders of futures, v2. */
export const mixPlanOrders: Handlers = {
  'mix.order.placePlanOrder': (context) => planReference(context, placePlan(context)),
  'mix.order.placeTpslOrder': (context) => planReference(context, placeExit(context)),
  'mix.order.placePosTpsl': placePositionExits,
  'mix.order.modifyPlanOrder': (context) => {
    const { newTriggerPrice, newPrice, newSize, newTriggerType, newCallbackRatio } = context.request;
    const change = { price: newTriggerPrice, execute: newPrice, size: newSize, by: newTriggerType };
    return changed(context, { ...change, callback: newCallbackRatio });
  },
  'mix.order.modifyTpslOrder': (context) => {
    const { triggerPrice: price, executePrice: execute, size, triggerType: by, rangeRate } = context.request;
    return changed(context, { price, execute, size, by, callback: rangeRate });
  },
  'mix.order.cancelPlanOrder': cancelPlans,
  'mix.order.ordersPlanPending': (context) => planPage(context, 'open'),
  'mix.order.ordersPlanHistory': (context) => {
    const { planStatus } = context.request;
    return planPage(context, 'ended', ({ status }) => planStatus === undefined || status === planStatus);
  },
  'mix.order.planSubOrder': (context) => {
    const { order } = planNamed(context, { orderId: context.request.planOrderId });
    if (!order) return [];
    const venue = venueOf(context.world, order.category, order.symbol);
    const price = order.ticks > 0 ? priceText(venue, order.ticks) : averageOf(context.world, order);
    return [{ orderId: context.id('order', order), price, type: order.type, status: 'success' }];
  },
};
