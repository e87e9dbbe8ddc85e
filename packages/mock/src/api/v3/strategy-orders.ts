import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type HoldSide,
  type Plan,
  type Trigger,
  type Venue,
  venueOf,
  ZERO,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { exitTrigger, positionAsked } from '../shared/exits.js';
import { cursorOf, page, pageAcross } from '../shared/pages.js';
import { type OrderNames, planReference } from '../shared/references.js';
import type { ContextOf, Handlers } from './operations.js';
import { placeStrategy } from './strategies.js';
import { draftOf, termsOf } from './strategy-terms.js';
import { endedView, planView, subOrderView, typeOf } from './strategy-views.js';
import { type ExitRequest, exitLimits, triggerBy } from './triggers.js';
import { lineOf, venueNamed } from './venues.js';

type Changing = ContextOf<'trade.placeStrategyOrder' | 'trade.modifyStrategyOrder'>;

function openTrigger(context: Changing, venue: Venue): Trigger {
  const { triggerPrice, triggerOrderType, triggerOrderPrice, triggerBy: by } = context.request;
  if (triggerPrice === undefined) throw context.missing('triggerPrice');
  const ticks = venue.market.roundTicks(decimal(triggerPrice));
  const limit = triggerOrderType === 'limit';
  if (limit && triggerOrderPrice === undefined) throw context.missing('triggerOrderPrice');
  return {
    which: 'open',
    ticks,
    direction: directionOf(venue, context.now, ticks),
    by: triggerBy(by) ?? 'fill_price',
    orderTicks: limit && triggerOrderPrice !== undefined ? venue.market.roundTicks(decimal(triggerOrderPrice)) : 0,
  };
}

function placeTrigger(context: ContextOf<'trade.placeStrategyOrder'>, venue: Venue): Plan {
  const terms = termsOf(context, venue);
  return context.engine.addPlan(venue, {
    ...draftOf(context, venue),
    ...terms,
    kind: 'normal_plan',
    byValue:
      venue.instrument.category === 'SPOT' && terms.side === 'buy' && context.request.triggerOrderType !== 'limit',
    triggers: [openTrigger(context, venue)],
  });
}

function placeExits(context: ContextOf<'trade.placeStrategyOrder'>, venue: Venue): Plan {
  const { side, posSide, tpslMode, qty } = context.request;
  const spot = venue.instrument.category === 'SPOT';
  const position = spot ? undefined : positionAsked(context, venue, posSide);
  const held = position?.side ?? (side === 'sell' ? 'long' : 'short');
  const whole = tpslMode === 'full';
  if (!whole && qty === undefined) throw context.missing('qty');
  const size = whole || qty === undefined ? ZERO : decimal(qty);
  if (position && size.gt(position.size)) throw new EngineError('no-position-tpsl');
  return context.engine.addPlan(venue, {
    ...draftOf(context, venue),
    kind: 'tpsl',
    side: held === 'long' ? 'sell' : 'buy',
    posSide: position?.hedge ? position.side : 'net',
    closing: !spot,
    reduceOnly: !spot,
    marginMode: position?.marginMode ?? 'crossed',
    size,
    byValue: false,
    triggers: exitTriggers(context, venue, held),
  });
}

function exitTriggers(context: RequestContext<ExitRequest>, venue: Venue, side: HoldSide): Trigger[] {
  const { takeProfit, stopLoss, tpTriggerBy, slTriggerBy } = context.request;
  const limits = exitLimits(context.request);
  const triggers: Trigger[] = [];
  if (takeProfit !== undefined) {
    const by = triggerBy(tpTriggerBy);
    triggers.push(exitTrigger(context, venue, side, 'profit', takeProfit, by, limits.takeProfitPrice));
  }
  if (stopLoss !== undefined) {
    const by = triggerBy(slTriggerBy);
    triggers.push(exitTrigger(context, venue, side, 'loss', stopLoss, by, limits.stopLossPrice));
  }
  if (triggers.length === 0) throw new EngineError('trigger-price');
  return triggers;
}

const planNamed = ({ world, account, request }: RequestContext<OrderNames>): Plan =>
  findPlan(world, account, { orderId: request.orderId, clientOid: request.clientOid });

function modify(context: ContextOf<'trade.modifyStrategyOrder'>) {
  const { request } = context;
  const plan = planNamed(context);
  const venue = venueOf(context.world, plan.category, plan.symbol);
  const changes = {
    open: request.triggerPrice !== undefined,
    exits: request.takeProfit !== undefined || request.stopLoss !== undefined,
  };
  if (plan.strategy) throw new EngineError('plan-closed');
  const opens = plan.kind === 'normal_plan';
  const triggers = !(opens ? changes.open : changes.exits)
    ? []
    : opens
      ? [openTrigger(context, venue)]
      : exitTriggers(context, venue, plan.side === 'sell' ? 'long' : 'short');
  context.engine.changePlan(plan, { size: request.qty, triggers });
  return planReference(context, plan);
}

type Listing = ContextOf<'trade.unfilledStrategyOrders' | 'trade.historyStrategyOrders'>;

function wanted({ request: { type } }: Listing) {
  return (plan: Plan) => type === undefined || type === typeOf(plan);
}

/** Strategy orders of all kinds, v3. */
export const strategyOrders: Handlers = {
  'trade.placeStrategyOrder': (context) => {
    const venue = venueNamed(context);
    const { type = 'tpsl' } = context.request;
    const place = type === 'tpsl' ? placeExits : type === 'trigger' ? placeTrigger : placeStrategy;
    return planReference(context, place(context, venue));
  },
  'trade.modifyStrategyOrder': modify,
  'trade.cancelStrategyOrder': (context) => {
    context.engine.cancelPlan(planNamed(context));
    return null;
  },
  'trade.unfilledStrategyOrders': (context) =>
    context.account.plans
      .opened({ line: lineOf(context.request) })
      .filter(({ createdAt }) => createdAt <= context.until)
      .filter(wanted(context))
      .reverse()
      .map((plan) => planView(context, plan)),
  'trade.strategySubOrders': (context) => {
    const plan = planNamed(context);
    const found = page(context, 'order', plan.children, ({ createdAt }) => createdAt);
    return {
      list: found.items.map((order) => subOrderView(context, plan, order)),
      cursor: cursorOf(context, 'order', found),
    };
  },
  'trade.historyStrategyOrders': (context) => {
    const sources = context.account.plans.sources({ line: lineOf(context.request) }, 'ended');
    const found = pageAcross(context, 'plan', sources, ({ createdAt }) => createdAt, wanted(context));
    return { list: found.items.map((plan) => endedView(context, plan)), cursor: cursorOf(context, 'plan', found) };
  },
};
