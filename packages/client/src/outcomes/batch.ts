import { type Codes, isOf } from '../codes.js';
import type { Attempted } from './errors.js';
import type { Fields, Order, Placement } from './placement.js';

/** v2 parts what it took from what it refused; v3 lists all, those refused with a code. */
interface Parted {
  successList?: Fields[] | null;
  failureList?: Fields[] | null;
}

const codeOf = ({ errorCode, code }: Fields) => `${errorCode ?? code ?? ''}`;

const refusalsOf = (data: unknown): Fields[] =>
  Array.isArray(data) ? data : ((Object(data) as Parted).failureList ?? []);

/** The orders of an answered batch of which the answer says no more than that something went wrong. */
export function uncertainOf(data: unknown, { orders }: Placement, codes: Codes): Order[] {
  const uncertain = (entry: Fields) =>
    isOf(codes, 'unknown', codeOf(entry)) || (isOf(codes, 'taken', codeOf(entry)) && orderOf(entry)?.ours);
  const orderOf = (entry: Fields) => orders.find(({ clientOid }) => clientOid === entry.clientOid);
  return refusalsOf(data)
    .filter(uncertain)
    .flatMap((entry) => orderOf(entry) ?? []);
}

/** The answer that the batch would have had, had it not been lost; an answer that came is corrected. */
export function answerOf(data: unknown, { list }: Placement, attempted: readonly Attempted[]): unknown {
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
  if (list === '') {
    const corrected = (Array.isArray(data) ? (data as Fields[]) : []).map((given) => {
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
  const others = (failureList ?? []).filter((given) => !about.has(given.clientOid as string));
  const placed = attempted.filter(({ state }) => state === 'placed').map(({ found }) => found);
  const missing = attempted.filter(({ state }) => state !== 'placed');
  return {
    ...Object(data),
    successList: [...(successList ?? []), ...placed],
    failureList: [...others, ...missing.map((one) => entry(one, 'errorCode', 'errorMsg'))],
  };
}
