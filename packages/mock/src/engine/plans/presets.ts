import { decimal } from '../decimal.js';
import { positionFor } from '../positions/positions.js';
import type { Preset } from '../state/order-facts.js';
import type { Trigger } from '../state/plan-facts.js';
import type { Order } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import { addPlan, type PlanDraft } from './plans.js';

/** Brings take profit and stop loss to life when the order that carried them is filled. */
export function bringPreset(world: World, venue: Venue, order: Order, preset: Preset): void {
  if (order.closing) return;
  const spot = order.category === 'SPOT';
  if (!spot && !positionFor(order)) return;
  const long = order.side === 'buy';
  const triggers: Trigger[] = [];
  if (preset.takeProfit !== '') {
    triggers.push({
      which: 'profit',
      ticks: venue.market.roundTicks(decimal(preset.takeProfit)),
      direction: long ? 'up' : 'down',
      by: preset.takeProfitBy,
      orderTicks: preset.takeProfitPrice === '' ? 0 : venue.market.roundTicks(decimal(preset.takeProfitPrice)),
    });
  }
  if (preset.stopLoss !== '') {
    triggers.push({
      which: 'loss',
      ticks: venue.market.roundTicks(decimal(preset.stopLoss)),
      direction: long ? 'down' : 'up',
      by: preset.stopLossBy,
      orderTicks: preset.stopLossPrice === '' ? 0 : venue.market.roundTicks(decimal(preset.stopLossPrice)),
    });
  }
  const draft: Omit<PlanDraft, 'kind' | 'triggers'> = {
    account: order.account,
    category: order.category,
    line: order.line === 'MARGIN' ? 'MARGIN' : order.category,
    symbol: order.symbol,
    side: long ? 'sell' : 'buy',
    posSide: order.posSide,
    closing: !spot,
    reduceOnly: !spot,
    marginMode: order.marginMode,
    stp: order.stp,
    force: 'gtc',
    clientOid: '',
    size: order.filled,
    byValue: false,
  };
  // The unified account and spot keep both in one plan, of which one fires; classic futures make two.
  if (spot || order.account.view === 'unified') addPlan(world, venue, { ...draft, kind: 'tpsl', triggers });
  else {
    for (const trigger of triggers) {
      addPlan(world, venue, {
        ...draft,
        kind: trigger.which === 'profit' ? 'profit_plan' : 'loss_plan',
        triggers: [trigger],
      });
    }
  }
}
