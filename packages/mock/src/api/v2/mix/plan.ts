import {
  decimal,
  directionOf,
  EngineError,
  findPlan,
  type HoldSide,
  type Plan,
  type PlanKind,
  type Position,
  type Scope,
  type Trigger,
  type TriggerBy,
  text,
  type Venue,
  venueOf,
  type Which,
  ZERO,
} from '../../../engine/index.js';
import type { Ask, Handlers } from '../../context.js';
import { exitTrigger, positionAsked } from '../../shared/exits.js';
import { averageOf, opposite, planOidOf, priceText, triggerOf } from '../../shared/order-fields.js';
import { allDone, planReference } from '../../shared/references.js';
import { batch } from '../batch.js';
import { mixVenue, productOf } from './market.js';
import { sidesOf } from './order.js';

const BY = ['fill_price', 'mark_price'] as const;
const STPS = ['none', 'cancel_taker', 'cancel_maker', 'cancel_both'] as const;
const EXITS = ['profit_plan', 'loss_plan', 'moving_plan', 'pos_profit', 'pos_loss'] as const;

const by = (ask: Ask, name: string): TriggerBy | undefined => ask.word(name, BY);

function placePlan(ask: Ask): Plan {
  const venue = mixVenue(ask);
  const { side, posSide, closing = false, reduceOnly = false } = sidesOf(ask);
  const ticks = venue.market.roundTicks(decimal(ask.need('triggerPrice')));
  const trailing = ask.text('planType') === 'track_plan';
  const limit = ask.text('orderType') === 'limit' && !trailing;
  const [takeProfit, stopLoss] = [ask.text('stopSurplusTriggerPrice'), ask.text('stopLossTriggerPrice')];
  return ask.engine.addPlan(venue, {
    account: ask.account,
    kind: trailing ? 'track_plan' : 'normal_plan',
    category: venue.instrument.category,
    symbol: venue.instrument.symbol,
    side,
    posSide: posSide ?? 'net',
    closing: closing || reduceOnly,
    reduceOnly,
    marginMode: ask.word('marginMode', ['crossed', 'isolated'] as const) ?? 'crossed',
    stp: ask.word('stpMode', STPS) ?? 'none',
    force: 'gtc',
    clientOid: ask.text('clientOid') ?? '',
    size: decimal(ask.need('size')),
    byValue: false,
    callback: trailing ? (ask.text('callbackRatio') ?? '1') : '',
    triggers: [
      {
        which: 'open',
        ticks,
        direction: directionOf(venue, ask.now, ticks),
        by: by(ask, 'triggerType') ?? 'fill_price',
        orderTicks: limit ? venue.market.roundTicks(decimal(ask.need('price'))) : 0,
      },
    ],
    preset:
      takeProfit === undefined && stopLoss === undefined
        ? undefined
        : {
            takeProfit: takeProfit ?? '',
            stopLoss: stopLoss ?? '',
            takeProfitPrice: ask.text('stopSurplusExecutePrice') ?? '',
            stopLossPrice: ask.text('stopLossExecutePrice') ?? '',
            takeProfitBy: by(ask, 'stopSurplusTriggerType') ?? 'fill_price',
            stopLossBy: by(ask, 'stopLossTriggerType') ?? 'fill_price',
          },
  });
}

/** v2 names the side of a hedge position `long`, that of a one-way position `buy`. */
function holdSide(ask: Ask): HoldSide {
  const said = ask.need('holdSide');
  return said === 'long' || said === 'buy' ? 'long' : 'short';
}

function exitPlan(
  ask: Ask,
  venue: Venue,
  position: Position,
  kind: PlanKind,
  triggers: Trigger[],
  size: string | undefined,
  clientOid: string | undefined,
) {
  if (size !== undefined && decimal(size).gt(position.size)) throw new EngineError('no-position-tpsl');
  return ask.engine.addPlan(venue, {
    account: ask.account,
    kind,
    category: position.category,
    symbol: position.symbol,
    side: position.side === 'long' ? 'sell' : 'buy',
    posSide: position.hedge ? position.side : 'net',
    closing: true,
    reduceOnly: true,
    marginMode: position.marginMode,
    stp: ask.word('stpMode', STPS) ?? 'none',
    force: 'gtc',
    clientOid: clientOid ?? '',
    size: size === undefined ? ZERO : decimal(size),
    byValue: false,
    callback: kind === 'moving_plan' ? (ask.text('rangeRate') ?? '1') : '',
    triggers,
  });
}

function placeTpsl(ask: Ask): Plan {
  const venue = mixVenue(ask);
  const side = holdSide(ask);
  const position = positionAsked(ask, venue, side);
  const kind = ask.word('planType', EXITS) ?? 'profit_plan';
  const which = kind === 'loss_plan' || kind === 'pos_loss' ? 'loss' : 'profit';
  const trigger = exitTrigger(
    ask,
    venue,
    side,
    which,
    ask.need('triggerPrice'),
    by(ask, 'triggerType'),
    ask.text('executePrice'),
  );
  const whole = kind === 'pos_profit' || kind === 'pos_loss';
  return exitPlan(ask, venue, position, kind, [trigger], whole ? undefined : ask.text('size'), ask.text('clientOid'));
}

function placePositionTpsl(ask: Ask) {
  const venue = mixVenue(ask);
  const side = holdSide(ask);
  const position = positionAsked(ask, venue, side);
  const drafts = (['profit', 'loss'] as const).flatMap((which) => {
    const name = which === 'profit' ? 'stopSurplus' : 'stopLoss';
    const price = ask.text(`${name}TriggerPrice`);
    if (price === undefined) return [];
    const trigger = exitTrigger(
      ask,
      venue,
      side,
      which,
      price,
      by(ask, `${name}TriggerType`),
      ask.text(`${name}ExecutePrice`),
    );
    return [
      { kind: `pos_${which}` as const, trigger, size: ask.text(`${name}Size`), oid: ask.text(`${name}ClientOid`) },
    ];
  });
  return drafts.map(({ kind, trigger, size, oid }) => {
    const plan = exitPlan(ask, venue, position, kind, [trigger], size, oid);
    return {
      orderId: ask.id('plan', plan),
      stopSurplusClientOid: ask.text('stopSurplusClientOid') ?? '',
      stopLossClientOid: ask.text('stopLossClientOid') ?? '',
    };
  });
}

function futuresPlanOf(ask: Ask): Plan {
  const plan = findPlan(ask.world, ask.account, { orderId: ask.text('orderId'), clientOid: ask.text('clientOid') });
  if (plan.category === 'SPOT') throw new EngineError('no-such-plan');
  return plan;
}

function changed(ask: Ask, price: string | undefined, execute: string | undefined, size: string | undefined): Plan {
  const plan = futuresPlanOf(ask);
  const venue = venueOf(ask.world, plan.category, plan.symbol);
  const [old] = plan.triggers;
  if (!old) throw new EngineError('no-such-plan');
  const ticks = price === undefined ? old.ticks : venue.market.roundTicks(decimal(price));
  const order =
    execute === undefined ? old.orderTicks : Number(execute) === 0 ? 0 : venue.market.roundTicks(decimal(execute));
  const direction = old.which === 'open' ? directionOf(venue, ask.now, ticks) : old.direction;
  const type = by(ask, 'newTriggerType') ?? by(ask, 'triggerType') ?? old.by;
  ask.engine.changePlan(plan, {
    size,
    triggers: [{ ...old, ticks, direction, by: type, orderTicks: order }],
    callback: ask.text('newCallbackRatio'),
  });
  return plan;
}

const STATUS = { live: 'live', executed: 'executed', fail_execute: 'fail_execute', cancelled: 'cancelled' } as const;

function planView(ask: Ask, plan: Plan) {
  const venue = venueOf(ask.world, plan.category, plan.symbol);
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
    ...planReference(ask, plan),
    executeOrderId: plan.order ? ask.id('order', plan.order) : '',
    planStatus: STATUS[plan.status],
    price: execute(main),
    executePrice: execute(main),
    priceAvg: plan.order ? averageOf(ask.world, plan.order) : '',
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
  };
}

/** `profit_loss` stands for all that closes a position. */
function kindFits(kind: PlanKind, asked: string | undefined): boolean {
  if (asked === undefined || kind === asked) return true;
  return asked === 'profit_loss' && kind !== 'normal_plan' && kind !== 'track_plan';
}

const scope = (ask: Ask): Scope => ({ line: productOf(ask), symbol: ask.text('symbol')?.toUpperCase() });

function wanted(ask: Ask) {
  const kind = ask.text('planType');
  const [orderId, clientOid] = [ask.text('orderId'), ask.text('clientOid')];
  return (plan: Plan) =>
    kindFits(plan.kind, kind) &&
    (orderId === undefined || ask.id('plan', plan) === orderId) &&
    (clientOid === undefined || planOidOf(ask.world, plan) === clientOid);
}

function planPage(ask: Ask, which: Which, keep: (plan: Plan) => boolean) {
  const sources = ask.account.plans.sources(scope(ask), which);
  const { items } = ask.pages('plan', sources, ({ createdAt }) => createdAt, keep);
  const last = items.at(-1);
  return {
    entrustedList: items.length === 0 ? null : items.map((plan) => planView(ask, plan)),
    endId: last ? ask.id('plan', last) : null,
  };
}

/** Plan, take-profit and stop-loss orders of futures, v2. */
export const mixPlan: Handlers = {
  'v2:mix.order.placePlanOrder': (ask) => planReference(ask, placePlan(ask)),
  'v2:mix.order.placeTpslOrder': (ask) => planReference(ask, placeTpsl(ask)),
  'v2:mix.order.placePosTpsl': placePositionTpsl,
  'v2:mix.order.modifyPlanOrder': (ask) =>
    planReference(ask, changed(ask, ask.text('newTriggerPrice'), ask.text('newPrice'), ask.text('newSize'))),
  'v2:mix.order.modifyTpslOrder': (ask) =>
    planReference(ask, changed(ask, ask.text('triggerPrice'), ask.text('executePrice'), ask.text('size'))),
  'v2:mix.order.cancelPlanOrder': (ask) => {
    const cancelOne = (entry: Ask) => {
      const plan = futuresPlanOf(entry);
      ask.engine.cancelPlan(plan);
      return planReference(ask, plan);
    };
    if (ask.entries().length > 0) return batch(ask.entries(), cancelOne);
    const plans = ask.account.plans.opened(scope(ask)).filter(wanted(ask));
    for (const plan of plans) ask.engine.cancelPlan(plan);
    return allDone(plans.map((plan) => planReference(ask, plan)));
  },
  'v2:mix.order.ordersPlanPending': (ask) => planPage(ask, 'open', wanted(ask)),
  'v2:mix.order.ordersPlanHistory': (ask) => {
    const keep = wanted(ask);
    const status = ask.text('planStatus');
    return planPage(ask, 'ended', (plan) => keep(plan) && (status === undefined || plan.status === status));
  },
  'v2:mix.order.planSubOrder': (ask) => {
    const { order } = futuresPlanOf(ask.with({ ...ask.fields, orderId: ask.need('planOrderId') }));
    if (!order) return [];
    const venue = venueOf(ask.world, order.category, order.symbol);
    const price = order.ticks > 0 ? priceText(venue, order.ticks) : averageOf(ask.world, order);
    return [{ orderId: ask.id('order', order), price, type: order.type, status: 'success' }];
  },
};
