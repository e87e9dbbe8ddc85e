import type { Order } from '../engine/records.js';
import type { Ask } from './ask.js';
import { clientOidOf } from './words.js';

/** The two numbers of an order, as every placing, amending and cancelling call answers. */
export const reference = (ask: Ask, order: Order) => ({
  orderId: ask.id('order', order),
  clientOid: clientOidOf(ask.world, order),
});

/** The numbers by which a request names an order: the exchange's, the caller's, or both. */
export const names = (ask: Ask) => ({ orderId: ask.text('orderId'), clientOid: ask.text('clientOid') });
