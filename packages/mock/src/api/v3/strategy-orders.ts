import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type HoldSide,
  type Plan,
  positionModeOf,
  type Trigger,
  text,
  type Venue,
  venueOf,
  ZERO,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { exitTrigger, positionAsked } from '../shared/exits.js';
import { priceText, triggerOf } from '../shared/order-fields.js';
import { cursorOf, pageAcross } from '../shared/pages.js';
import { type OrderNames, planReference } from '../shared/references.js';
import type { ContextOf, Handlers, ResponseOf } from './operations.js';
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

/** What strategy orders of all kinds have in common. */
const draftOf = ({ account, request }: ContextOf<'trade.placeStrategyOrder'>, { instrument }: Venue) => ({
  account,
  category: instrument.category,
  line: lineOf(request),
  symbol: instrument.symbol,
  marginMode: 'crossed' as const,
  stp: 'none' as const,
  force: 'gtc' as const,
  clientOid: request.clientOid ?? '',
});

function placeTrigger(context: ContextOf<'trade.placeStrategyOrder'>, venue: Venue): Plan {
  const { world, account, request } = context;
  const { category } = venue.instrument;
  const { side = 'buy', posSide, reduceOnly, qty, triggerOrderType } = request;
  const spot = category === 'SPOT';
  const hedge = !spot && positionModeOf(world, account, category) === 'hedge_mode';
  if (hedge && posSide === undefined) throw new EngineError('position-mode');
  if (qty === undefined) throw context.missing('qty');
  const closing = hedge ? (posSide === 'long') !== (side === 'buy') : !spot && reduceOnly === 'yes';
  return context.engine.addPlan(venue, {
    ...draftOf(context, venue),
    kind: 'normal_plan',
    side,
    posSide: hedge && posSide ? posSide : 'net',
    closing,
    reduceOnly: closing && !hedge,
    size: decimal(qty),
    byValue: spot && side === 'buy' && triggerOrderType !== 'limit',
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
  const opens = plan.kind === 'normal_plan';
  const triggers = !(opens ? changes.open : changes.exits)
    ? []
    : opens
      ? [openTrigger(context, venue)]
      : exitTriggers(context, venue, plan.side === 'sell' ? 'long' : 'short');
  context.engine.changePlan(plan, { size: request.qty, triggers });
  return planReference(context, plan);
}

type StrategyOrder = EntryOf<ResponseOf<'trade.unfilledStrategyOrders'>> &
  EntryOf<ResponseOf<'trade.historyStrategyOrders'>['list']>;

const STATUS = { live: 'pending', executed: 'success', fail_execute: 'failed', cancelled: 'cancelled' } as const;

function planView(context: RequestContext, plan: Plan): StrategyOrder {
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
    status: STATUS[plan.status],
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
  };
}

type Listing = ContextOf<'trade.unfilledStrategyOrders' | 'trade.historyStrategyOrders'>;

function wanted({ request: { type } }: Listing) {
  return (plan: Plan) => type === undefined || (type === 'trigger') === (plan.kind === 'normal_plan');
}

const FIRED = { profit: 'takeProfit', loss: 'stopLoss' } as const;

function endedView(context: RequestContext, plan: Plan): StrategyOrder {
  const { fired } = plan;
  const view = planView(context, plan);
  return fired === 'profit' || fired === 'loss' ? { ...view, triggerType: FIRED[fired] } : view;
}

/** Strategy orders (triggers, take profit, stop loss), v3. */
export const strategyOrders: Handlers = {
  'trade.placeStrategyOrder': (context) => {
    const venue = venueNamed(context);
    const place = context.request.type === 'trigger' ? placeTrigger : placeExits;
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
  'trade.historyStrategyOrders': (context) => {
    const sources = context.account.plans.sources({ line: lineOf(context.request) }, 'ended');
    const found = pageAcross(context, 'plan', sources, ({ createdAt }) => createdAt, wanted(context));
    return { list: found.items.map((plan) => endedView(context, plan)), cursor: cursorOf(context, 'plan', found) };
  },
};
