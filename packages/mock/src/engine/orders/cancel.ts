import type { Account, Order } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError } from '../types.js';
import { findOrder, type OrderName } from './find.js';
import { cancel } from './lifecycle.js';

/** @throws EngineError `no-such-order`, `order-closed` */
export function cancelOrder(world: World, account: Account, name: OrderName): Order {
  const order = findOrder(world, account, name);
  if (!order.isOpen) throw new EngineError('order-closed');
  cancel(world, order, 'normal_cancel');
  return order;
}

export function cancelAll(world: World, orders: readonly Order[]): readonly Order[] {
  for (const order of orders) cancel(world, order, 'normal_cancel');
  return orders;
}
