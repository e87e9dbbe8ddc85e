import type { Account, Order } from '../state/records.js';
import { venueOf, type World } from '../state/world.js';
import type { OrderRequest } from '../types.js';
import { draftOrder } from './draft.js';
import { enterOrder, numberOrder } from './lifecycle.js';
import { borrowMissing } from './margin.js';
import { matchArriving } from './matching.js';
import { checkOrder } from './order-checks.js';

/**
 * Takes an order: checks it against the symbol's rules and the account's money, matches it, and lets the rest
 * wait or end as its type says.
 *
 * @throws EngineError for what the exchange turns down
 */
export function placeOrder(world: World, account: Account, request: OrderRequest): Order {
  const venue = venueOf(world, request.category, request.symbol);
  const order = draftOrder(world, account, venue, request);
  checkOrder(world, venue, order);
  numberOrder(world, order);
  if (order.loan) borrowMissing(world, venue, order);
  enterOrder(world, venue, order);
  if (order.trigger) venue.waiting.add(order);
  else matchArriving(world, venue, order);
  return order;
}
