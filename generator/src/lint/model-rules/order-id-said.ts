import { nodesOf } from '../../model/schema/walk.js';
import type { Operation, Request } from '../../model/types.js';
import { type ModelRule, nameOf } from '../model-rule.js';

/** Words of calls that act on orders that are there already, by the number of those. */
const CHANGES = /cancel|modify/i;

/** A placement names the caller's own number, by which it can be looked up, or says why it takes none. */
export const orderIdSaid: ModelRule = ({ operations: all }, operations = all) =>
  operations.flatMap((operation) => {
    const [key, what, fix] = problemOf(operation) ?? [];
    return key && what && fix ? [{ about: { operation }, key, what: `${nameOf(operation)} ${what}`, fix }] : [];
  });

function problemOf(operation: Operation): [key: string, what: string, fix: string] | undefined {
  const { effect, orderId, why } = operation;
  const reason = why?.orderId;
  if (effect === 'read')
    return reason ? ['x-why', 'places nothing, and says why it has no order number', 'remove the reason'] : undefined;
  const own = ownNumberOf(operation);
  const places = effect === 'order' && (own !== undefined || !CHANGES.test(operation.call.at(-1) ?? ''));
  if (reason) {
    if (orderId) return ['x-why', `has ${orderId}, and says why it has no order number`, 'remove one of the two'];
    if (places || own) return undefined;
    return ['x-why', 'places nothing, and says why it has no order number', 'remove the reason'];
  }
  const say = "or say in x-why why there is none: { orderId: '…' }";
  if (own && orderId !== own)
    return ['x-order-id', `takes ${own}, and its order id is ${orderId ?? 'missing'}`, `write ${own}, ${say}`];
  if (places && !orderId)
    return ['x-order-id', 'places an order without a number of the caller’s own', `name it in x-order-id, ${say}`];
  return undefined;
}

/** The fields of a request by path, worked out once for each: mutated operations share theirs. */
const fields = new WeakMap<Request, string[]>();

function fieldsOf({ request }: Operation): string[] {
  const known = fields.get(request);
  if (known) return known;
  const paths = request.body ? [...nodesOf(request.body.schema).keys()] : [];
  fields.set(request, paths);
  return paths;
}

/**
 * The field that carries the caller's own number of what the call makes, `orderList[].clientOid`: `newClientOid` where
 * there is one, since `clientOid` then is the number of what was there before.
 */
function ownNumberOf(operation: Operation): string | undefined {
  const named = (field: string) => fieldsOf(operation).find((path) => RegExp(`^([^.]*\\.)?${field}$`).test(path));
  return named('newClientOid') ?? (CHANGES.test(operation.call.at(-1) ?? '') ? undefined : named('clientOid'));
}
