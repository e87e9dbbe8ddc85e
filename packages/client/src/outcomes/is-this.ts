import { EXPIRES_MS } from '../clock/expiry.js';
import type { Attempt } from './attempt.js';
import type { Fields, Order } from './placement.js';

/** When a record says that it was made, Unix milliseconds; NaN where it does not. */
export const createdOf = (found: Fields): number => Number(found.createdTime ?? found.cTime ?? found.ctime);

/**
 * Whether what has the number is what was sent, and not an earlier order with the same one: a number of the client's
 * own can be no other's.
 */
export function isThis(found: Fields, { ours, fields }: Order, { firstSentAt }: Attempt): boolean {
  if (ours) return true;
  if (createdOf(found) < firstSentAt - EXPIRES_MS) return false;
  // v2 says of an order that closes a position which side that has
  const names = fields.tradeSide ? ['symbol'] : ['symbol', 'side', 'coin'];
  // at market, a quantity may be in one coin and be shown in the other, and a price is what it came to
  const amounts = `${fields.orderType}`.toLowerCase() === 'limit' ? ['price', 'qty', 'size'] : [];
  return (
    names.every((name) => isAlike(found[name], fields[name], (text) => text.toLowerCase())) &&
    amounts.every((name) => isAlike(found[name], fields[name], Number))
  );
}

const isAlike = (found: unknown, sent: unknown, plain: (text: string) => unknown) =>
  !found || !sent || plain(`${found}`) === plain(`${sent}`);
