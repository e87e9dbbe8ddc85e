import { seqOf } from '../state/numbers.js';
import type { Account, Order, Plan } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError, type Line } from '../types.js';

export interface OrderName {
  /** Symbol that it must be of. @default any */
  symbol?: string | undefined;
  /** Lines that it may be of. @default any */
  lines?: readonly Line[] | undefined;
  orderId?: string | undefined;
  clientOid?: string | undefined;
  /** Not if it was placed later, Unix milliseconds. @default whenever */
  until?: number | undefined;
}

/** The account's own order by either of its numbers. @throws EngineError `id-needed`, `no-such-order` */
export function findOrder(world: World, account: Account, name: OrderName): Order {
  if (!name.orderId && !name.clientOid) throw new EngineError('id-needed');
  const order = knownOrder(world, account, name);
  if (!order) throw new EngineError('no-such-order');
  return order;
}

/** The account's own order by either of its numbers, if there is one. The exchange's counts where both are given. */
export function knownOrder(
  world: World,
  account: Account,
  { orderId, clientOid, lines, symbol, until = Infinity }: OrderName,
): Order | undefined {
  const own = (oid: string) => account.clientOids.get(oid) ?? orderByOwnId(world, account, oid);
  const order = orderId ? orderById(world, account, orderId) : clientOid ? own(clientOid) : undefined;
  if (!order || order.createdAt > until || (symbol !== undefined && order.symbol !== symbol)) return undefined;
  return lines === undefined || lines.includes(order.line) ? order : undefined;
}

function orderById(world: World, account: Account, orderId: string): Order | undefined {
  const seq = seqOf(world, 'order', orderId);
  const order = seq === undefined ? undefined : world.orders[seq];
  return order?.account === account ? order : undefined;
}

/** An order placed without a number of its own is shown with the exchange's in that place. */
function orderByOwnId(world: World, account: Account, clientOid: string): Order | undefined {
  const order = orderById(world, account, clientOid);
  return order?.clientOid === '' ? order : undefined;
}

/**
 * The account's own plan by either of its numbers; the exchange's counts where both are given.
 *
 * @throws EngineError `id-needed`, `no-such-plan`
 */
export function findPlan(
  world: World,
  account: Account,
  { orderId, clientOid }: Pick<OrderName, 'orderId' | 'clientOid'>,
): Plan {
  const name = orderId ?? clientOid;
  if (name === undefined) throw new EngineError('id-needed');
  const shown = world.plans[seqOf(world, 'plan', name) ?? -1];
  // A plan without a number of its own is shown with the exchange's in that place.
  const own = () => account.planOids.get(name) ?? (shown?.clientOid === '' ? shown : undefined);
  const plan = orderId === undefined ? own() : shown;
  if (plan?.account !== account) throw new EngineError('no-such-plan');
  return plan;
}
