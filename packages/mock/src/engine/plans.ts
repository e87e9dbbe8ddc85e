import { type Decimal, decimal } from './decimal.js';
import { UNIFIED_MARGIN } from './margin.js';
import { hasPosition, keyOf, positionFor } from './positions.js';
import type { Plan, Position, Preset, Trigger } from './records.js';
import { cancel, placeOrder } from './trade.js';
import { EngineError, type Line, type OrderRequest } from './types.js';
import { idOf, nextSeq, type Venue, venueOf, type World } from './world.js';

export type PlanDraft = Pick<
  Plan,
  | 'account'
  | 'kind'
  | 'category'
  | 'symbol'
  | 'side'
  | 'posSide'
  | 'closing'
  | 'reduceOnly'
  | 'marginMode'
  | 'stp'
  | 'force'
  | 'clientOid'
  | 'size'
  | 'byValue'
  | 'triggers'
> & { line?: Line; callback?: string; preset?: Preset | undefined };

/** Makes a plan and lets it wait. @throws EngineError `duplicate` */
export function addPlan(world: World, venue: Venue, draft: PlanDraft): Plan {
  const { account, clientOid } = draft;
  if (clientOid !== '' && (account.planOids.has(clientOid) || account.clientOids.has(clientOid))) {
    throw new EngineError('duplicate', clientOid);
  }
  const plan: Plan = {
    callback: '',
    preset: undefined,
    line: draft.category,
    ...draft,
    seq: nextSeq(world, 'plan'),
    extreme: 0,
    status: 'live',
    fired: undefined,
    order: undefined,
    createdAt: world.now,
    updatedAt: world.now,
  };
  world.plans[plan.seq] = plan;
  account.plans.add(plan);
  if (clientOid !== '') account.planOids.set(clientOid, plan);
  venue.plans.add(plan);
  return plan;
}

export function endPlan(world: World, plan: Plan, status: Exclude<Plan['status'], 'live'>): void {
  plan.status = status;
  plan.updatedAt = world.now;
  plan.account.plans.end(plan);
  venueOf(world, plan.category, plan.symbol).plans.delete(plan);
}

/** @throws EngineError `plan-closed` */
export function cancelPlan(world: World, plan: Plan): void {
  if (plan.status !== 'live') throw new EngineError('plan-closed');
  endPlan(world, plan, 'cancelled');
}

/** Which side of the market a trigger price lies on. @throws EngineError `trigger-price` where it is neither */
export function directionOf(venue: Venue, now: number, ticks: number): Trigger['direction'] {
  const last = venue.market.ticksAt(now);
  if (ticks <= 0) throw new EngineError('trigger-price');
  return ticks >= last ? 'up' : 'down';
}

/** Fires what the price of this moment sets off. */
export function watchPlans(world: World, venue: Venue): void {
  if (venue.plans.size === 0) return;
  const last = venue.market.ticksAt(world.now);
  const mark = venue.market.markAt(world.now);
  for (const plan of [...venue.plans]) {
    if (plan.status !== 'live') continue;
    if (plan.closing && plan.category !== 'SPOT' && !positionFor(plan)) {
      endPlan(world, plan, 'cancelled');
      continue;
    }
    const trigger = plan.callback === '' ? hit(plan, last, mark) : trailed(plan, last);
    if (trigger) fire(world, plan, trigger);
  }
}

function hit(plan: Plan, last: number, mark: number): Trigger | undefined {
  return plan.triggers.find(({ direction, by, ticks }) => {
    const price = by === 'mark_price' ? mark : last;
    return direction === 'up' ? price >= ticks : price <= ticks;
  });
}

/** Trailing: once the trigger price is reached, fires when the price turns back by the callback from its best. */
function trailed(plan: Plan, last: number): Trigger | undefined {
  const trigger = plan.triggers[0];
  if (!trigger) return undefined;
  if (plan.extreme === 0) {
    if (trigger.direction === 'up' ? last >= trigger.ticks : last <= trigger.ticks) plan.extreme = last;
    return undefined;
  }
  const rate = Number(plan.callback) / 100;
  if (plan.side === 'sell') {
    plan.extreme = Math.max(plan.extreme, last);
    return last <= plan.extreme * (1 - rate) ? trigger : undefined;
  }
  plan.extreme = Math.min(plan.extreme, last);
  return last >= plan.extreme * (1 + rate) ? trigger : undefined;
}

/** Sends the plan's order. */
export function fire(world: World, plan: Plan, trigger: Trigger): void {
  plan.fired = trigger.which;
  endPlan(world, plan, 'executed');
  try {
    plan.order = placeOrder(world, plan.account, requestOf(world, plan, trigger));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    plan.status = 'fail_execute';
  }
}

function requestOf(world: World, plan: Plan, trigger: Trigger): OrderRequest {
  const venue = venueOf(world, plan.category, plan.symbol);
  const position = positionFor(plan);
  let size: Decimal = plan.size;
  if (plan.closing && position) {
    const free = position.size.minus(position.frozen);
    if (size.isZero() || size.gt(free)) size = free;
  }
  const limit = trigger.orderTicks > 0;
  return {
    category: plan.category,
    symbol: plan.symbol,
    side: plan.side,
    type: limit ? 'limit' : 'market',
    force: plan.force,
    price: limit ? venue.market.price(trigger.orderTicks).toFixed() : undefined,
    size: size.toFixed(),
    byValue: plan.byValue && !limit,
    // By this, not by a field of its own, other people's bots find the order of a stop that fired.
    clientOid: plan.account.view === 'classic' ? idOf(world, 'plan', plan.seq) : undefined,
    stp: plan.stp,
    posSide: plan.posSide === 'net' ? undefined : plan.posSide,
    closing: plan.closing && plan.posSide !== 'net',
    reduceOnly: plan.closing || plan.reduceOnly,
    marginMode: plan.marginMode,
    margin: plan.line === 'MARGIN' ? UNIFIED_MARGIN : undefined,
    source: sourceOf(plan, trigger, limit),
    takeProfit: plan.preset?.takeProfit,
    stopLoss: plan.preset?.stopLoss,
    takeProfitPrice: plan.preset?.takeProfitPrice,
    stopLossPrice: plan.preset?.stopLossPrice,
  };
}

function sourceOf({ kind }: Plan, { which }: Trigger, limit: boolean): string {
  const type = limit ? 'limit' : 'market';
  if (kind === 'track_plan') return `tracking_${type}`;
  if (kind === 'moving_plan') return `move_${type}`;
  if (kind === 'pos_profit' || kind === 'pos_loss') return `${kind}_${type}`;
  return which === 'open' ? `plan_${type}` : `${which}_${type}`;
}

export interface PlanChange {
  size?: string | undefined;
  /** New conditions, in place of those of the same kind. */
  triggers?: Trigger[];
  callback?: string | undefined;
  clientOid?: string | undefined;
}

/** @throws EngineError `plan-closed` */
export function changePlan(world: World, plan: Plan, { size, triggers = [], callback }: PlanChange): void {
  if (plan.status !== 'live') throw new EngineError('plan-closed');
  if (size !== undefined && size !== '') plan.size = decimal(size);
  for (const trigger of triggers) {
    plan.triggers = [...plan.triggers.filter(({ which }) => which !== trigger.which), trigger];
  }
  if (callback !== undefined) plan.callback = callback;
  plan.updatedAt = world.now;
}

/** Plans and orders that stand on a position go with it. */
export function dropOrphans(world: World, ended: readonly Position[]): void {
  for (const position of ended) {
    const { account, category, symbol } = position;
    if (!hasPosition(account, category, symbol)) {
      for (const plan of account.plans.opened({ line: category, symbol })) {
        if (plan.closing) endPlan(world, plan, 'cancelled');
      }
    }
    const key = keyOf(position);
    if (account.positions.has(key)) continue;
    for (const order of [...(account.closing.get(key) ?? [])]) cancel(world, order, 'normal_cancel');
  }
}
