import type { Codes } from '@bitget-spec/contract';
import { isOf } from '@bitget-spec/contract/codes';
import type { Question } from './attempt.js';
import type { Attempted } from './errors.js';
import type { Fields, Order, Placement } from './placement.js';

/** v2 parts what it took from what it refused; v3 lists all, those refused with a code. */
interface Parted {
  successList?: Fields[] | null;
  failureList?: Fields[] | null;
}

const codeOf = ({ errorCode, code }: Fields) => `${errorCode ?? code ?? ''}`;

/** What a response says of single orders. */
const entriesOf = (data: unknown): Fields[] => {
  const { successList, failureList }: Parted = Object(data);
  return (Array.isArray(data) ? data : [...(successList ?? []), ...(failureList ?? [])]).map(Object);
};

/** Whether an entry says no more than that something went wrong. */
const isUnsure = (codes: Codes, entry: Fields) => isOf(codes, 'unknown', codeOf(entry));

/** Whether an entry refuses an order. */
const isRefusal = (entry: Fields) => /[1-9]/.test(codeOf(entry));

/** Whether an entry is about an order, by its number. */
const isAbout = (entry: Fields, order: Order) => `${entry.clientOid}` === order.clientOid;

const isAboutAny = (orders: readonly Order[], entry: Fields) => orders.some((order) => isAbout(entry, order));

/** Whether an entry is about an order that nobody sent. */
const isForeign = (orders: readonly Order[], entry: Fields) => Boolean(entry.clientOid) && !isAboutAny(orders, entry);

/**
 * The orders of a batch of which the response says nothing, contradicts itself, or says no more than that
 * something went wrong or that their number is taken. A refusal without a number may be of any order that is not
 * named; but a response that names orders that nobody sent is another's, and its refusals are, too.
 */
export function uncertainOf(data: unknown, { orders, replaces }: Placement, codes: Codes): Question[] {
  const entries = entriesOf(data);
  const unnamed = orders.filter((order) => !entries.some((entry) => isAbout(entry, order)));
  const swapped = !replaces && entries.some((entry) => isForeign(orders, entry));
  const decides = (entry: Fields) => (replaces ? !isAboutAny(orders, entry) : !entry.clientOid && isRefusal(entry));
  const decided = swapped ? [] : entries.filter((entry) => decides(entry) && !isUnsure(codes, entry));
  const questions = decided.length < unnamed.length ? unnamed.map((order) => ({ order, taken: false })) : [];
  for (const order of orders) {
    const about = entries.filter((entry) => isAbout(entry, order));
    const taken = about.some((entry) => isOf(codes, 'taken', codeOf(entry)));
    const refused = about.filter(isRefusal).length;
    const contradictory = refused > 0 && refused < about.length;
    if (taken || contradictory || about.some((entry) => isUnsure(codes, entry))) questions.push({ order, taken });
  }
  return questions;
}

/** The response that the batch would have had, had it not been lost; a response that came is corrected. */
export function batchResponse(
  data: unknown,
  placement: Placement,
  attempted: readonly Attempted[],
  codes: Codes,
): unknown {
  const { list, orders } = placement;
  const about = new Map(attempted.map((one) => [one.clientOid, one]));
  // Known by now is what became of orders in question, and so is what was unsure of one that was not named.
  const stays = (given: Fields) =>
    !isForeign(orders, given) && !about.has(given.clientOid as string) && (given.clientOid || !isUnsure(codes, given));
  if (list === '') {
    const given = entriesOf(data);
    const others = given.filter(stays);
    const entry = (one: Attempted) => entryOf(one, 'code', 'msg');
    // in the order that was sent, refusals without a number last
    const named = orders.flatMap((order) => {
      const one = about.get(order.clientOid);
      return one ? [entry(one)] : others.filter((other) => isAbout(other, order));
    });
    return [...named, ...others.filter((other) => !other.clientOid)];
  }
  const { successList, failureList }: Parted = Object(data);
  const placed = attempted.filter(({ state }) => state === 'placed').map(({ found }) => found);
  const missing = attempted.filter(({ state }) => state !== 'placed');
  return {
    ...Object(data),
    successList: [...(successList ?? []).filter(stays), ...placed],
    failureList: [...(failureList ?? []).filter(stays), ...missing.map((one) => entryOf(one, 'errorCode', 'errorMsg'))],
  };
}

const entryOf = (one: Attempted, code: string, msg: string): Fields =>
  one.state === 'placed'
    ? (one.found as Fields)
    : {
        orderId: '',
        clientOid: one.clientOid,
        [code]: 'not-placed',
        [msg]: 'never arrived: send it again if you like',
      };
