import { type Decimal, ZERO } from '../decimal.js';
import { cancel } from '../orders/lifecycle.js';
import { matchArriving } from '../orders/matching.js';
import { placeOrder } from '../orders/place.js';
import { endPlan } from '../plans/plans.js';
import { planRequest } from '../plans/requests.js';
import { inParts, stepParts } from '../plans/strategies.js';
import { positionFor } from '../positions/positions.js';
import { orderEvent, planEvent } from '../state/events.js';
import { idOf } from '../state/numbers.js';
import type { OrderTrigger } from '../state/order-facts.js';
import type { Trigger } from '../state/plan-facts.js';
import type { Order, Plan } from '../state/records.js';
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
    if (inParts(plan)) stepParts(world, venue, plan, trigger !== undefined);
    else if (!legEnded(world, plan) && trigger) fire(world, plan, trigger);
  }
}

/** Of two legs the one in the book is over, and with it the plan. */
function legEnded(world: World, plan: Plan): boolean {
  const { order } = plan;
  if (!order || order.isOpen) return false;
  endPlan(world, plan, order.status === 'filled' ? 'executed' : 'cancelled');
  return true;
}

function hit(plan: Plan, last: number, mark: number): Trigger | undefined {
  return plan.triggers.find(({ direction, by, ticks }) => {
    const price = by === 'mark_price' ? mark : last;
    return direction === 'up' ? price >= ticks : price <= ticks;
  });
}

/**
 * Trailing: once the trigger price is reached, or at once where there is none, fires when the price turns back from
 * its best by the callback, in percent or as a difference of prices.
 */
function trailed(plan: Plan, last: number): Trigger | undefined {
  const trigger = plan.triggers[0];
  if (!trigger) return undefined;
  if (plan.extreme === 0) {
    const reached = trigger.direction === 'up' ? last >= trigger.ticks : last <= trigger.ticks;
    if (trigger.ticks === 0 || reached) plan.extreme = last;
    return undefined;
  }
  const rate = Number(plan.callback) / 100;
  const turn = (extreme: number) => plan.strategy?.spread || extreme * rate;
  if (plan.side === 'sell') {
    plan.extreme = Math.max(plan.extreme, last);
    return last <= plan.extreme - turn(plan.extreme) ? trigger : undefined;
  }
  plan.extreme = Math.min(plan.extreme, last);
  return last >= plan.extreme + turn(plan.extreme) ? trigger : undefined;
}

/** Sends the plan's order. */
function fire(world: World, plan: Plan, trigger: Trigger): void {
  plan.fired = trigger.which;
  if (plan.order?.isOpen) cancel(world, plan.order, 'normal_cancel');
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
  // Of two legs the first may have traded in part.
  let size: Decimal = plan.size.minus(plan.order?.filled ?? ZERO);
  if (plan.closing && position) {
    const free = position.size.minus(position.frozen);
    if (size.isZero() || size.gt(free)) size = free;
  }
  return {
    ...planRequest(venue, plan, size, trigger.orderTicks),
    // By this, not by a field of its own, other people's bots find the order of a stop that fired.
    clientOid: plan.account.view === 'classic' ? idOf(world, 'plan', plan.seq) : undefined,
    source: sourceOf(plan, trigger, trigger.orderTicks > 0),
  };
}

function sourceOf({ kind }: Plan, { which }: Trigger, limit: boolean): string {
  const type = limit ? 'limit' : 'market';
  if (kind === 'track_plan') return `tracking_${type}`;
  if (kind === 'trailing_stop') return `tracking_plan_${type}`;
  if (kind === 'moving_plan') return `move_${type}`;
  if (kind === 'pos_profit' || kind === 'pos_loss') return `${kind}_${type}`;
  return which === 'open' ? `plan_${type}` : `${which}_${type}`;
}
