import {
  idOf,
  near,
  type Order,
  type Plan,
  type Side,
  type Trigger,
  text,
  type Venue,
  venueOf,
  type World,
} from '../../engine/index.js';

export const clientOidOf = (world: World, order: Order) =>
  order.clientOid === '' ? idOf(world, 'order', order.seq) : order.clientOid;
export const planOidOf = (world: World, plan: Plan) =>
  plan.clientOid === '' ? idOf(world, 'plan', plan.seq) : plan.clientOid;

/** Limit price; `0` for market orders. */
export function limitPrice(world: World, order: Order): string {
  return order.ticks === 0 ? '0' : priceText(venueOf(world, order.category, order.symbol), order.ticks);
}

export function priceText({ market }: Venue, ticks: number): string {
  return text(market.price(ticks));
}

/** Average price of what was traded; `''` while nothing was. */
export function averageOf(world: World, order: Order, none = ''): string {
  if (order.filled.isZero()) return none;
  const { instrument } = venueOf(world, order.category, order.symbol);
  return text(near(order.value.div(order.filled), instrument.pricePlaces + 4));
}

export const opposite = (side: Side): Side => (side === 'buy' ? 'sell' : 'buy');

/** The condition of a plan that opens, takes profit or stops the loss. */
export function triggerOf(plan: Plan, which: Trigger['which']): Trigger | undefined {
  return plan.triggers.find((trigger) => trigger.which === which);
}
