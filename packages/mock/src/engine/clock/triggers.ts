import type { Decimal } from '../decimal.js';
import { UNIFIED_MARGIN } from '../orders/margin.js';
import { matchArriving } from '../orders/matching.js';
import { placeOrder } from '../orders/place.js';
import { endPlan } from '../plans/plans.js';
import { positionFor } from '../positions/positions.js';
import { orderEvent, planEvent } from '../state/events.js';
import { idOf } from '../state/numbers.js';
import type { Order, OrderTrigger, Plan, Trigger } from '../state/records.js';
import { type Venue, venueOf, type World } from '../state/world.js';
import { EngineError, type OrderRequest } from '../types.js';

/** Sends the waiting orders that the price of this moment sets off, in the order in which they came. */
export function watchOrders(world: World, venue: Venue): void {
  if (venue.waiting.size === 0) return;
  const last = venue.market.ticksAt(world.now);
  for (const order of [...venue.waiting]) {
    if (order.trigger && venue.waiting.has(order) && reached(order.trigger, last)) send(world, venue, order);
  }
}

function reached({ ticks, direction }: OrderTrigger, last: number): boolean {
  return direction === 'up' ? last >= ticks : last <= ticks;
}

function send(world: World, venue: Venue, order: Order): void {
  if (order.trigger) order.trigger.fired = true;
  venue.waiting.delete(order);
  order.updatedAt = world.now;
  world.emit?.(orderEvent(world.now, order));
  matchArriving(world, venue, order);
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
function fire(world: World, plan: Plan, trigger: Trigger): void {
  plan.fired = trigger.which;
  endPlan(world, plan, 'executed');
  try {
    plan.order = placeOrder(world, plan.account, requestOf(world, plan, trigger));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    plan.status = 'fail_execute';
  }
  world.emit?.(planEvent(world.now, plan));
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
