import type { Order, Plan } from '../../engine/index.js';
import type { Ask } from '../context.js';
import { clientOidOf, planOidOf } from './order-fields.js';

/** The two numbers of an order, as every placing, amending and cancelling call answers. */
export const reference = (ask: Ask, order: Order) => ({
  orderId: ask.id('order', order),
  clientOid: clientOidOf(ask.world, order),
});

/** The same of an order that waits for a trigger. */
export const planReference = (ask: Ask, plan: Plan) => ({
  orderId: ask.id('plan', plan),
  clientOid: planOidOf(ask.world, plan),
});

/** The answer to cancelling many, which only names what was there to cancel. */
export const allDone = <Reference>(successList: Reference[]) => ({ successList, failureList: [] });

/** How a request names an order: by the exchange's number, the caller's, or both, and how old it must be to be seen. */
export const names = (ask: Ask) => ({
  orderId: ask.text('orderId'),
  clientOid: ask.text('clientOid'),
  until: ask.until,
});
