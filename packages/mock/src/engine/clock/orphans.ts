import { cancel } from '../orders/lifecycle.js';
import { endPlan } from '../plans/plans.js';
import { hasPosition, keyOf } from '../positions/positions.js';
import type { Position } from '../state/records.js';
import type { World } from '../state/world.js';

/** Plans and orders that stood on a position go with it. To be called after everything that may have ended positions. */
export function dropOrphans(world: World): void {
  if (world.ended.length === 0) return;
  for (const position of world.ended.splice(0)) dropStanding(world, position);
  // What ended meanwhile ended with them.
  world.ended.length = 0;
}

function dropStanding(world: World, position: Position): void {
  const { account, category, symbol } = position;
  if (!hasPosition(account, category, symbol)) {
    for (const plan of account.plans.opened({ line: category, symbol })) {
      if (plan.closing) endPlan(world, plan, 'cancelled');
    }
  }
  const key = keyOf(position);
  if (account.positions.has(key)) return;
  for (const order of [...(account.closing.get(key) ?? [])]) cancel(world, order, 'normal_cancel');
}
