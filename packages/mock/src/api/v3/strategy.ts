import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type Plan,
  positionModeOf,
  type Trigger,
  text,
  type Venue,
  venueOf,
  ZERO,
} from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { exitTrigger, positionAsked } from '../shared/exits.js';
import { priceText, triggerOf } from '../shared/order-fields.js';
import { planReference } from '../shared/references.js';
import { v3Line, v3Venue } from './market.js';
import { byOf, exitPrice } from './trade.js';

function openTrigger(ask: Ask, venue: Venue): Trigger {
  const ticks = venue.market.roundTicks(decimal(ask.need('triggerPrice')));
  const limit = ask.text('triggerOrderType') === 'limit';
  return {
    which: 'open',
    ticks,
    direction: directionOf(venue, ask.now, ticks),
    by: byOf(ask.text('triggerBy')) ?? 'fill_price',
    orderTicks: limit ? venue.market.roundTicks(decimal(ask.need('triggerOrderPrice'))) : 0,
  };
}

function place(ask: Ask): Plan {
  const venue = v3Venue(ask);
  const { instrument } = venue;
  const spot = instrument.category === 'SPOT';
  const hedge = !spot && positionModeOf(ask.world, ask.account, instrument.category) === 'hedge_mode';
  const side = ask.word('side', ['buy', 'sell'] as const) ?? 'buy';
  const posSide = ask.word('posSide', ['long', 'short'] as const);
  const base = {
    account: ask.account,
    category: instrument.category,
    line: v3Line(ask),
    symbol: instrument.symbol,
    marginMode: 'crossed' as const,
    stp: 'none' as const,
    force: 'gtc' as const,
    clientOid: ask.text('clientOid') ?? '',
  };
  if (ask.text('type') === 'trigger') {
    if (hedge && posSide === undefined) throw new EngineError('position-mode');
    const closing = hedge ? (posSide === 'long') !== (side === 'buy') : !spot && ask.text('reduceOnly') === 'yes';
    return ask.engine.addPlan(venue, {
      ...base,
      kind: 'normal_plan',
      side,
      posSide: hedge && posSide ? posSide : 'net',
      closing,
      reduceOnly: closing && !hedge,
      size: decimal(ask.need('qty')),
      byValue: spot && side === 'buy' && ask.text('triggerOrderType') !== 'limit',
      triggers: [openTrigger(ask, venue)],
    });
  }
  const position = spot ? undefined : positionAsked(ask, venue, posSide);
  const held = position?.side ?? (side === 'sell' ? 'long' : 'short');
  const whole = ask.text('tpslMode') === 'full';
  const size = whole ? ZERO : decimal(ask.need('qty'));
  if (position && size.gt(position.size)) throw new EngineError('no-position-tpsl');
  return ask.engine.addPlan(venue, {
    ...base,
    kind: 'tpsl',
    side: held === 'long' ? 'sell' : 'buy',
    posSide: position?.hedge ? position.side : 'net',
    closing: !spot,
    reduceOnly: !spot,
    marginMode: position?.marginMode ?? 'crossed',
    size,
    byValue: false,
    triggers: exitTriggers(ask, venue, held),
  });
}

function exitTriggers(ask: Ask, venue: Venue, side: 'long' | 'short'): Trigger[] {
  const [takeProfit, stopLoss] = [ask.text('takeProfit'), ask.text('stopLoss')];
  const triggers: Trigger[] = [];
  if (takeProfit !== undefined) {
    triggers.push(
      exitTrigger(ask, venue, side, 'profit', takeProfit, byOf(ask.text('tpTriggerBy')), exitPrice(ask, 'tp')),
    );
  }
  if (stopLoss !== undefined) {
    triggers.push(exitTrigger(ask, venue, side, 'loss', stopLoss, byOf(ask.text('slTriggerBy')), exitPrice(ask, 'sl')));
  }
  if (triggers.length === 0) throw new EngineError('trigger-price');
  return triggers;
}

const find = (ask: Ask): Plan =>
  findPlan(ask.world, ask.account, { orderId: ask.text('orderId'), clientOid: ask.text('clientOid') });

const STATUS = { live: 'pending', executed: 'success', fail_execute: 'failed', cancelled: 'cancelled' } as const;

function view(ask: Ask, plan: Plan) {
  const venue = venueOf(ask.world, plan.category, plan.symbol);
  const word = (trigger: Trigger | undefined) => (trigger ? (trigger.by === 'mark_price' ? 'mark' : 'market') : '');
  const type = (trigger: Trigger | undefined) => (trigger ? (trigger.orderTicks > 0 ? 'limit' : 'market') : '');
  const price = (trigger: Trigger | undefined) => (trigger ? priceText(venue, trigger.ticks) : '');
  const limit = (trigger: Trigger | undefined) =>
    trigger && trigger.orderTicks > 0 ? priceText(venue, trigger.orderTicks) : '';
  const [open, profit, loss] = [triggerOf(plan, 'open'), triggerOf(plan, 'profit'), triggerOf(plan, 'loss')];
  const held = plan.closing ? (plan.side === 'sell' ? 'long' : 'short') : plan.side === 'buy' ? 'long' : 'short';
  return {
    ...planReference(ask, plan),
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

function wanted(ask: Ask) {
  const type = ask.text('type');
  return (plan: Plan) => type === undefined || (type === 'trigger') === (plan.kind === 'normal_plan');
}

/** Strategy orders (triggers, take profit, stop loss), v3. */
export const v3Strategy: Handlers = {
  'v3:trade.placeStrategyOrder': (ask) => planReference(ask, place(ask)),
  'v3:trade.modifyStrategyOrder': (ask) => {
    const plan = find(ask);
    const venue = venueOf(ask.world, plan.category, plan.symbol);
    const open = plan.kind === 'normal_plan';
    const triggers = open
      ? ask.text('triggerPrice') === undefined
        ? []
        : [openTrigger(ask, venue)]
      : ask.text('takeProfit') === undefined && ask.text('stopLoss') === undefined
        ? []
        : exitTriggers(ask, venue, plan.side === 'sell' ? 'long' : 'short');
    ask.engine.changePlan(plan, { size: ask.text('qty'), triggers });
    return planReference(ask, plan);
  },
  'v3:trade.cancelStrategyOrder': (ask) => {
    ask.engine.cancelPlan(find(ask));
    return null;
  },
  'v3:trade.unfilledStrategyOrders': (ask) =>
    ask.account.plans
      .opened({ line: v3Line(ask) })
      .filter(({ createdAt }) => createdAt <= ask.until)
      .filter(wanted(ask))
      .reverse()
      .map((plan) => view(ask, plan)),
  'v3:trade.historyStrategyOrders': (ask) => {
    const sources = ask.account.plans.sources({ line: v3Line(ask) }, 'ended');
    const { items, more } = ask.pages('plan', sources, ({ createdAt }) => createdAt, wanted(ask));
    const last = items.at(-1);
    return {
      list: items.map((plan) => ({
        ...view(ask, plan),
        ...(plan.fired === 'profit'
          ? { triggerType: 'takeProfit' }
          : plan.fired === 'loss'
            ? { triggerType: 'stopLoss' }
            : {}),
      })),
      cursor: more && last ? ask.id('plan', last) : '',
    };
  },
};
