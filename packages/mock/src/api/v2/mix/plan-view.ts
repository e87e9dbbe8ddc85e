import { type Plan, type Trigger, text, venueOf } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { EntryOf } from '../../operations.js';
import { averageOf, opposite, priceText, triggerOf } from '../../shared/order-fields.js';
import { planReference } from '../../shared/references.js';
import type { ResponseOf } from '../operations.js';

type PlanView = EntryOf<ResponseOf<'mix.order.ordersPlanPending' | 'mix.order.ordersPlanHistory'>['entrustedList']>;

const STATUS = { live: 'live', executed: 'executed', fail_execute: 'fail_execute', cancelled: 'cancelled' } as const;

export function planView(context: RequestContext, plan: Plan) {
  const venue = venueOf(context.world, plan.category, plan.symbol);
  const [main] = plan.triggers;
  const ownProfit = triggerOf(plan, 'profit');
  const ownLoss = triggerOf(plan, 'loss');
  const price = (trigger: Trigger | undefined) => (trigger ? priceText(venue, trigger.ticks) : '');
  const execute = (trigger: Trigger | undefined) =>
    trigger && trigger.orderTicks > 0 ? priceText(venue, trigger.orderTicks) : '';
  const hedge = plan.posSide !== 'net';
  return {
    planType: plan.kind === 'tpsl' ? 'profit_plan' : plan.kind,
    symbol: plan.symbol,
    size: plan.size.isZero() ? '' : text(plan.size),
    ...planReference(context, plan),
    executeOrderId: plan.order ? context.id('order', plan.order) : '',
    planStatus: STATUS[plan.status],
    price: execute(main),
    executePrice: execute(main),
    priceAvg: plan.order ? averageOf(context.world, plan.order) : '',
    baseVolume: plan.order ? text(plan.order.filled) : '',
    callbackRatio: plan.callback,
    triggerPrice: price(main),
    triggerType: main?.by ?? 'fill_price',
    side: hedge && plan.closing ? opposite(plan.side) : plan.side,
    posSide: plan.posSide,
    marginCoin: venue.instrument.settle,
    marginMode: plan.marginMode,
    enterPointSource: 'API',
    tradeSide: hedge ? (plan.closing ? 'close' : 'open') : `${plan.side}_single`,
    posMode: hedge ? 'hedge_mode' : 'one_way_mode',
    orderType: main && main.orderTicks > 0 ? 'limit' : 'market',
    orderSource: 'normal',
    cTime: String(plan.createdAt),
    uTime: String(plan.updatedAt),
    stopSurplusExecutePrice: plan.preset?.takeProfitPrice ?? execute(ownProfit),
    stopSurplusTriggerPrice: plan.preset?.takeProfit ?? price(ownProfit),
    stopSurplusTriggerType: plan.preset?.takeProfitBy ?? ownProfit?.by ?? '',
    stopLossExecutePrice: plan.preset?.stopLossPrice ?? execute(ownLoss),
    stopLossTriggerPrice: plan.preset?.stopLoss ?? price(ownLoss),
    stopLossTriggerType: plan.preset?.stopLossBy ?? ownLoss?.by ?? '',
  } satisfies PlanView;
}
