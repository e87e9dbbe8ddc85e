import {
  type Account,
  type EngineEvent,
  type Fill,
  type FillFacts,
  fillsOf,
  type Order,
  orderAt,
  type Plan,
  type World,
} from '../../engine/index.js';

/** An order as it was, and the execution that made it so, if one did. */
export interface OrderChange {
  readonly order: Order;
  readonly fill: FillFacts | undefined;
}

/** What became of an account's orders, in the order in which it did. */
export function orderChanges(account: Account, events: readonly EngineEvent[]): OrderChange[] {
  const changes: OrderChange[] = [];
  let traded: Extract<EngineEvent, { type: 'fill' }> | undefined;
  for (const event of events) {
    if (event.type === 'fill') traded = event;
    if (event.type !== 'order') continue;
    const fill = traded?.order === event.order.seq ? traded.fill : undefined;
    if (fill) traded = undefined;
    changes.push({ order: orderAt(account, event.order), fill });
  }
  return changes;
}

/** An account's executions, oldest first. */
export function fillsIn({ orders }: World, events: readonly EngineEvent[]): Fill[] {
  return events.flatMap((event) => {
    if (event.type !== 'fill') return [];
    const order = orders[event.order];
    const fill = order && fillsOf(order).find(({ seq }) => seq === event.fill.seq);
    return fill ? [fill] : [];
  });
}

/** The plans that changed, each once, as they are now. */
export function plansIn({ plans }: World, events: readonly EngineEvent[]): Plan[] {
  const numbers = new Set(events.flatMap((event) => (event.type === 'plan' ? [event.plan.seq] : [])));
  return [...numbers].flatMap((seq) => plans[seq] ?? []);
}
