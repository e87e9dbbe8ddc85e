import type { CallContext } from '../call/stage.js';
import { InvalidResponseError } from '../errors/errors.js';
import { canProveAbsence } from './lookup.js';
import type { Fields, Placement } from './placement.js';

/**
 * What is wrong with a response that says that an order was taken: undefined where it is about that order. It has the
 * order's number. Where no lookup can show that an order is not there, a response with an id but no number will do:
 * some of these calls are documented so.
 */
export function doubtOf(
  data: unknown,
  context: CallContext,
  { orders: [order], replaces }: Placement,
): InvalidResponseError | undefined {
  const { clientOid, orderId, transferId }: Fields = Object(data);
  if (`${clientOid}` === order?.clientOid || (replaces && orderId)) return undefined;
  if (!clientOid && (orderId || transferId) && !canProveAbsence(context.route)) return undefined;
  const what = clientOid ? 'the response is about another order' : 'the response does not say which order it is about';
  return new InvalidResponseError(what, 'check what stands between', {
    operation: context.route.key,
    code: 'invalid-response',
    sample: '',
    status: context.response?.status,
    requestTime: context.requestTime,
  });
}
