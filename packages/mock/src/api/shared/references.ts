import type { Order, Plan } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import { clientOidOf, planOidOf } from './order-fields.js';

/** The two numbers of an order, as every operation that places, amends or cancels one returns them. */
export const reference = (context: RequestContext, order: Order) => ({
  orderId: context.id('order', order),
  clientOid: clientOidOf(context.world, order),
});

/** The same of an order that waits for a trigger. */
export const planReference = (context: RequestContext, plan: Plan) => ({
  orderId: context.id('plan', plan),
  clientOid: planOidOf(context.world, plan),
});

/** How requests name an order: by the exchange's number, the caller's, or both. */
export interface OrderNames {
  orderId?: string | undefined;
  clientOid?: string | undefined;
}

/** The order that a request names, and how old it must be to be seen. */
export const names = ({ request, until }: RequestContext<OrderNames>) => ({
  orderId: request.orderId,
  clientOid: request.clientOid,
  until,
});
