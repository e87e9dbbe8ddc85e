import {
  type Fill,
  fillsOf,
  knownOrder,
  type Line,
  type Order,
  type OrderedRecords,
  type Which,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { clientOidOf } from './order-fields.js';

/** Whose orders a list call asks for; what is left out does not matter. */
export interface Wanted {
  line?: Line | readonly Line[] | undefined;
  symbol?: string | undefined;
  orderId?: string | undefined;
  clientOid?: string | undefined;
  until?: number | undefined;
}

/** Where the orders of a list call are found: one that is named is not searched for. */
export function ordersOf(context: RequestContext, wanted: Wanted, which: Which): OrderedRecords<Order>[] {
  if (!isNamed(wanted)) return context.account.orders.sources(wanted, which);
  return [{ items: named(context, wanted).filter(({ isOpen }) => which === 'all' || isOpen === (which === 'open')) }];
}

/** The open orders of a call, oldest first. */
export function openOrders(context: RequestContext, wanted: Wanted): Order[] {
  if (!isNamed(wanted)) return context.account.orders.opened(wanted);
  return named(context, wanted).filter(({ isOpen }) => isOpen);
}

/** Where the executions of a list call are found. */
export function fillsOfOrders(context: RequestContext, wanted: Wanted): OrderedRecords<Fill>[] {
  if (!isNamed(wanted)) return context.account.fills.sources(wanted, 'all');
  return named(context, wanted).map((order) => ({ items: fillsOf(order) }));
}

const isNamed = ({ orderId, clientOid }: Wanted) => orderId !== undefined || clientOid !== undefined;

function named(context: RequestContext, { line, symbol, orderId, clientOid, until }: Wanted): Order[] {
  const lines = typeof line === 'string' ? [line] : line;
  const order = knownOrder(context.world, context.account, { orderId, clientOid, lines, symbol, until });
  if (!order) return [];
  return clientOid === undefined || clientOidOf(context.world, order) === clientOid ? [order] : [];
}
