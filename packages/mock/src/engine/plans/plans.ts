import { decimal } from '../decimal.js';
import { cancel } from '../orders/lifecycle.js';
import { planEvent } from '../state/events.js';
import { nextSeq } from '../state/numbers.js';
import type { Strategy, Trigger } from '../state/plan-facts.js';
import type { Account, Order, Plan } from '../state/records.js';
import { type Venue, venueOf, type World } from '../state/world.js';
import { EngineError } from '../types.js';
import type { PlanTerms } from './requests.js';

export type PlanDraft = PlanTerms &
  Pick<Plan, 'kind' | 'clientOid' | 'size' | 'triggers'> & {
    callback?: string;
    strategy?: Strategy;
    order?: Order;
    children?: Order[];
  };

/** @throws EngineError `duplicate` */
export function checkPlanOid({ planOids, clientOids }: Account, clientOid: string): void {
  if (clientOid !== '' && (planOids.has(clientOid) || clientOids.has(clientOid))) {
    throw new EngineError('duplicate', clientOid);
  }
}

/** Makes a plan and lets it wait. @throws EngineError `duplicate` */
export function addPlan(world: World, venue: Venue, draft: PlanDraft): Plan {
  const { account, clientOid } = draft;
  checkPlanOid(account, clientOid);
  const plan: Plan = {
    callback: '',
    preset: undefined,
    strategy: undefined,
    order: undefined,
    children: [],
    line: draft.category,
    ...draft,
    seq: nextSeq(world, 'plan'),
    extreme: 0,
    status: 'live',
    fired: undefined,
    createdAt: world.now,
    updatedAt: world.now,
  };
  world.plans[plan.seq] = plan;
  account.plans.add(plan);
  if (clientOid !== '') account.planOids.set(clientOid, plan);
  venue.plans.add(plan);
  world.emit?.(planEvent(world.now, plan));
  return plan;
}

export function endPlan(world: World, plan: Plan, status: Exclude<Plan['status'], 'live'>): void {
  // What it sent goes with it.
  if (status === 'cancelled' && plan.order?.isOpen) cancel(world, plan.order, 'normal_cancel');
  plan.status = status;
  plan.updatedAt = world.now;
  plan.account.plans.end(plan);
  venueOf(world, plan.category, plan.symbol).plans.delete(plan);
  world.emit?.(planEvent(world.now, plan));
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
  world.emit?.(planEvent(world.now, plan));
}
