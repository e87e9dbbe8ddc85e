import { type Decimal, decimal, down, text, ZERO } from '../decimal.js';
import { cancel } from '../orders/lifecycle.js';
import { seeded } from '../orders/liquidity.js';
import { placeOrder } from '../orders/place.js';
import { planEvent } from '../state/events.js';
import type { Pricing, Strategy } from '../state/plan-facts.js';
import type { Order, Plan } from '../state/records.js';
import { emptyFloor, type Venue, type World } from '../state/world.js';
import { EngineError, type Side } from '../types.js';
import { addPlan, checkPlanOid, endPlan, type PlanDraft } from './plans.js';
import { type PlanTerms, planRequest } from './requests.js';

/** A plan that does more than wait for a price. */
export type StrategyDraft = PlanDraft & { strategy: Strategy };

/**
 * Places a strategy order. What it sends at once is sent first, so that one which is refused leaves nothing behind.
 *
 * @throws EngineError `duplicate`, `min-size`, and what the exchange turns its first order down for
 */
export function placeStrategy(world: World, venue: Venue, draft: StrategyDraft): Plan {
  const { account, clientOid, kind, strategy, triggers } = draft;
  checkPlanOid(account, clientOid);
  if (kind === 'oco') return addPlan(world, venue, { ...draft, order: sent(world, venue, draft, draft.size) });
  if (!inParts(draft)) return addPlan(world, venue, draft);
  const part = partSize(venue, draft);
  if (part.lt(venue.instrument.minSize)) throw new EngineError('min-size', text(venue.instrument.minSize));
  if (triggers.length > 0) return addPlan(world, venue, draft);
  const order = sent(world, venue, draft, kind === 'twap' ? part : partOf(venue, draft.size, part));
  const begun = { ...strategy, begun: world.now, sent: 1 };
  return addPlan(world, venue, { ...draft, strategy: begun, order, children: [order] });
}

/** Whether a plan sends its order in parts. */
export function inParts({ kind }: Pick<Plan, 'kind'>): boolean {
  return kind === 'iceberg' || kind === 'twap';
}

/**
 * Does what is due of a plan that sends its order in parts.
 *
 * @param reached whether the price is where it begins
 */
export function stepParts(world: World, venue: Venue, plan: Plan, reached: boolean): void {
  const { strategy } = plan;
  if (!strategy) return;
  if (strategy.begun === 0) {
    if (!reached) return;
    strategy.begun = world.now;
  }
  try {
    if (plan.kind === 'iceberg') stepIceberg(world, venue, plan);
    else stepTwap(world, venue, plan, strategy);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    endPlan(world, plan, 'fail_execute');
  }
}

/** Sends the next part once the one before has traded. A part that somebody cancelled ends it all. */
function stepIceberg(world: World, venue: Venue, plan: Plan): void {
  const { order } = plan;
  if (order?.isOpen) return;
  if (order && order.status !== 'filled') {
    endPlan(world, plan, 'cancelled');
    return;
  }
  const rest = plan.size.minus(traded(plan));
  if (rest.lte(0)) endPlan(world, plan, 'executed');
  else sendPart(world, venue, plan, partOf(venue, rest, partSize(venue, plan)));
}

/** Sends what is due by the clock, and with it what parts before it did not get to trade. */
function stepTwap(world: World, venue: Venue, plan: Plan, strategy: Strategy): void {
  const { order } = plan;
  const { begun, every, parts, until } = strategy;
  const last = venue.market.ticksAt(world.now);
  const stopped = until.ticks > 0 && (until.direction === 'up' ? last >= until.ticks : last <= until.ticks);
  const elapsed = world.now - begun;
  const due = Math.min(parts, Math.floor(elapsed / every) + 1);
  if (stopped || elapsed >= parts * every || (strategy.sent === parts && !order?.isOpen)) {
    if (order?.isOpen) cancel(world, order, 'normal_cancel');
    endPlan(world, plan, stopped && plan.children.length === 0 ? 'cancelled' : 'executed');
    return;
  }
  if (due <= strategy.sent) return;
  if (order?.isOpen) cancel(world, order, 'normal_cancel');
  strategy.sent = due;
  const target = due === parts ? plan.size : down(plan.size.times(due).div(parts), venue.instrument.sizePlaces);
  const size = target.minus(traded(plan));
  if (size.gte(venue.instrument.minSize)) sendPart(world, venue, plan, size);
}

function sendPart(world: World, venue: Venue, plan: Plan, size: Decimal): void {
  const order = sent(world, venue, plan, size);
  plan.children.push(order);
  plan.order = order;
  plan.updatedAt = world.now;
  world.emit?.(planEvent(world.now, plan));
}

/** Base coin that the orders of a plan have traded. */
function traded({ children }: Plan): Decimal {
  return children.reduce((sum, { filled }) => sum.plus(filled), ZERO);
}

/** Size of one part: the request's, or the whole in as many as there are. */
function partSize({ instrument }: Venue, { size, strategy }: Pick<Plan, 'size' | 'strategy'>): Decimal {
  if (!strategy) return size;
  return strategy.part === '' ? down(size.div(strategy.parts), instrument.sizePlaces) : decimal(strategy.part);
}

/** The next part of what is left: all of it where the rest would be too small for an order. */
function partOf({ instrument }: Venue, rest: Decimal, part: Decimal): Decimal {
  return rest.minus(part).lt(instrument.minSize) ? rest : part;
}

function sent(world: World, venue: Venue, plan: PlanTerms & Pick<Plan, 'strategy'>, size: Decimal): Order {
  const ticks = plan.strategy ? ticksOf(world, venue, plan.side, plan.strategy.pricing) : 0;
  return placeOrder(world, plan.account, planRequest(venue, plan, size, ticks));
}

/** The limit price of an order by the market of this moment, in ticks; 0 for a market order. */
function ticksOf(world: World, venue: Venue, side: Side, { from, ticks, distance, share, worst }: Pricing): number {
  if (from === 'market') return 0;
  if (from === 'fixed') return ticks;
  const last = venue.market.ticksAt(world.now);
  const other = side === 'buy' ? 'sell' : 'buy';
  const base = from === 'last' ? last : bestFor(world, venue, from === 'other' ? side : other);
  const price = Math.max(1, Math.round(base + (side === 'buy' ? -1 : 1) * (distance + last * share)));
  if (worst === 0) return price;
  return side === 'buy' ? Math.min(price, worst) : Math.max(price, worst);
}

/** The best price that an order of a side meets. */
function bestFor(world: World, venue: Venue, taker: Side): number {
  return seeded(world, venue, emptyFloor(), taker, 0)?.ticks ?? venue.market.ticksAt(world.now);
}
