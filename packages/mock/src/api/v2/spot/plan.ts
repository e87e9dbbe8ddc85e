import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type Plan,
  text,
  venueOf,
  type Which,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { limitPrice, priceText } from '../../shared/order-fields.js';
import { allDone, planReference } from '../../shared/references.js';

const SIDES = ['buy', 'sell'] as const;
const FORCES = ['gtc', 'ioc', 'fok', 'post_only'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;

function spotPlanOf(ask: Ask): Plan {
  const plan = findPlan(ask.world, ask.account, { orderId: ask.text('orderId'), clientOid: ask.text('clientOid') });
  if (plan.category !== 'SPOT') throw new EngineError('no-such-plan');
  return plan;
}

function placePlan(ask: Ask): Plan {
  const venue = venueOf(ask.world, 'SPOT', ask.need('symbol'));
  const side = ask.word('side', SIDES) ?? 'buy';
  const ticks = venue.market.roundTicks(decimal(ask.need('triggerPrice')));
  const limit = ask.text('orderType') === 'limit';
  return ask.engine.addPlan(venue, {
    account: ask.account,
    kind: 'normal_plan',
    category: 'SPOT',
    symbol: venue.instrument.symbol,
    side,
    posSide: 'net',
    closing: false,
    reduceOnly: false,
    marginMode: 'crossed',
    stp: ask.word('stpMode', STPS) ?? 'none',
    force: ask.word('force', FORCES) ?? 'gtc',
    clientOid: ask.text('clientOid') ?? '',
    size: decimal(ask.need('size')),
    byValue: side === 'buy' && (!limit || ask.text('planType') === 'total'),
    triggers: [
      {
        which: 'open',
        ticks,
        direction: directionOf(venue, ask.now, ticks),
        by: ask.word('triggerType', ['fill_price', 'mark_price'] as const) ?? 'fill_price',
        orderTicks: limit ? venue.market.roundTicks(decimal(ask.need('executePrice'))) : 0,
      },
    ],
  });
}

const PLAN_STATUS = { live: 'not_trigger', executed: 'executed', fail_execute: 'fail_execute', cancelled: 'cancelled' };

function planView(ask: Ask, plan: Plan) {
  const venue = venueOf(ask.world, 'SPOT', plan.symbol);
  const [trigger] = plan.triggers;
  return {
    ...planReference(ask, plan),
    symbol: plan.symbol,
    size: text(plan.size),
    executePrice: trigger && trigger.orderTicks > 0 ? priceText(venue, trigger.orderTicks) : '',
    triggerPrice: trigger ? priceText(venue, trigger.ticks) : '',
    status: PLAN_STATUS[plan.status],
    orderType: trigger && trigger.orderTicks > 0 ? 'limit' : 'market',
    side: plan.side,
    planType: plan.byValue ? 'total' : 'amount',
    triggerType: trigger?.by ?? 'fill_price',
    enterPointSource: 'API',
    uTime: String(plan.updatedAt),
    cTime: String(plan.createdAt),
  };
}

function planPage(ask: Ask, which: Which) {
  const sources = ask.account.plans.sources({ line: 'SPOT', symbol: ask.text('symbol') }, which);
  const { items, more } = ask.pages('plan', sources, ({ createdAt }) => createdAt);
  const last = items.at(-1);
  return {
    nextFlag: more,
    idLessThan: last ? ask.id('plan', last) : '',
    orderList: items.map((plan) => planView(ask, plan)),
  };
}

/** Trigger orders of spot, v2. */
export const spotPlan: Handlers = {
  'v2:spot.trade.placePlanOrder': (ask) => {
    const plan = placePlan(ask);
    return planReference(ask, plan);
  },
  'v2:spot.trade.modifyPlanOrder': (ask) => {
    const plan = spotPlanOf(ask);
    const venue = venueOf(ask.world, 'SPOT', plan.symbol);
    const ticks = venue.market.roundTicks(decimal(ask.need('triggerPrice')));
    const execute = ask.text('orderType') === 'limit' ? ask.need('executePrice') : undefined;
    ask.engine.changePlan(plan, {
      size: ask.text('size'),
      triggers: [
        {
          which: 'open',
          ticks,
          direction: directionOf(venue, ask.now, ticks),
          by: plan.triggers[0]?.by ?? 'fill_price',
          orderTicks: execute === undefined ? 0 : venue.market.roundTicks(decimal(execute)),
        },
      ],
    });
    return planReference(ask, plan);
  },
  'v2:spot.trade.cancelPlanOrder': (ask) => {
    ask.engine.cancelPlan(spotPlanOf(ask));
    return { result: 'success' };
  },
  'v2:spot.trade.batchCancelPlanOrder': (ask) => {
    const symbols = ask.fields.symbolList;
    const chosen = (plan: Plan) => !Array.isArray(symbols) || symbols.length === 0 || symbols.includes(plan.symbol);
    const plans = ask.account.plans.opened({ line: 'SPOT' }).filter(chosen);
    for (const plan of plans) ask.engine.cancelPlan(plan);
    return allDone(plans.map((plan) => planReference(ask, plan)));
  },
  'v2:spot.trade.currentPlanOrder': (ask) => planPage(ask, 'open'),
  'v2:spot.trade.historyPlanOrder': (ask) => planPage(ask, 'ended'),
  'v2:spot.trade.planSubOrder': (ask) => {
    const plan = spotPlanOf(ask.with({ orderId: ask.need('planOrderId') }));
    const { order } = plan;
    if (!order) return [];
    return [
      { orderId: ask.id('order', order), price: limitPrice(ask.world, order), type: order.type, status: 'success' },
    ];
  },
};
