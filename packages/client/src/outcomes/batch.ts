import { type Codes, isOf } from '../codes.js';
import type { Attempted } from './errors.js';
import type { Fields, Order, Placement } from './placement.js';

/** v2 parts what it took from what it refused; v3 lists all, those refused with a code. */
interface Parted {
  successList?: Fields[] | null;
  failureList?: Fields[] | null;
}

const codeOf = ({ errorCode, code }: Fields) => `${errorCode ?? code ?? ''}`;

/** What an answer says of single orders. */
const entriesOf = (data: unknown): Fields[] => {
  const { successList, failureList }: Parted = Object(data);
  return (Array.isArray(data) ? data : [...(successList ?? []), ...(failureList ?? [])]).map(Object);
};

/** Whether an entry says no more than that something went wrong. */
const isUnsure = (codes: Codes, entry: Fields) => isOf(codes, 'unknown', codeOf(entry));

/** Whether an entry is about one of the orders, by its number. */
const isNamed = (orders: readonly Order[], entry: Fields) =>
  orders.some(({ clientOid }) => clientOid === entry.clientOid);

/**
 * The orders of an answered batch of which the answer says nothing, or no more than that something went wrong. An
 * entry without a number may be about any order that is not named.
 */
export function uncertainOf(data: unknown, { orders }: Placement, codes: Codes): Order[] {
  const taken = (entry: Fields) => isOf(codes, 'taken', codeOf(entry));
  const entries = entriesOf(data);
  const about = new Map(entries.map((entry) => [entry.clientOid, entry]));
  const unnamed = orders.filter(({ clientOid }) => !about.has(clientOid));
  const told = entries.filter((entry) => !isUnsure(codes, entry) && !isNamed(orders, entry));
  const inDoubt = orders.filter(({ clientOid, ours }) => {
    const entry = about.get(clientOid);
    return entry && (isUnsure(codes, entry) || (ours && taken(entry)));
  });
  return told.length < unnamed.length ? [...inDoubt, ...unnamed] : inDoubt;
}

/** The answer that the batch would have had, had it not been lost; an answer that came is corrected. */
export function answerOf(data: unknown, placement: Placement, attempted: readonly Attempted[], codes: Codes): unknown {
  const { list, orders } = placement;
  const about = new Map(attempted.map((one) => [one.clientOid, one]));
  const known = new Set<unknown>();
  const entry = (one: Attempted, code: string, msg: string): Fields =>
    one.state === 'placed'
      ? (one.found as Fields)
      : {
          orderId: '',
          clientOid: one.clientOid,
          [code]: 'not-placed',
          [msg]: 'never arrived: send it again if you like',
        };
  // what was unsure of an order that it did not name is known by now
  const stays = (given: Fields) => !isUnsure(codes, given) || isNamed(orders, given);
  if (list === '') {
    const corrected = (Array.isArray(data) ? (data as Fields[]) : []).filter(stays).map((given) => {
      const one = about.get(given.clientOid as string);
      known.add(given.clientOid);
      return one ? entry(one, 'code', 'msg') : given;
    });
    return [
      ...corrected,
      ...attempted.filter((one) => !known.has(one.clientOid)).map((one) => entry(one, 'code', 'msg')),
    ];
  }
  const { successList, failureList }: Parted = Object(data);
  const others = (failureList ?? []).filter((given) => stays(given) && !about.has(given.clientOid as string));
  const placed = attempted.filter(({ state }) => state === 'placed').map(({ found }) => found);
  const missing = attempted.filter(({ state }) => state !== 'placed');
  return {
    ...Object(data),
    successList: [...(successList ?? []), ...placed],
    failureList: [...others, ...missing.map((one) => entry(one, 'errorCode', 'errorMsg'))],
  };
}
