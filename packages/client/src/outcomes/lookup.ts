import type { Route } from '@bitget-spec/contract';
import { isOf } from '@bitget-spec/contract/codes';
import { lookupsOf, provesAbsence, readsAll } from '@bitget-spec/contract/routes/lookups';
import { CancelScope } from '../call/scope.js';
import type { CallContext, Runtime } from '../call/stage.js';
import { BitgetError } from '../errors/errors.js';
import type { Attempt, Moment } from './attempt.js';
import type { LookupCall } from './errors.js';
import type { Fields, Order } from './placement.js';

/** Longest that one lookup may take. */
const LOOKUP_MS = 5_000;

/** Margin on both sides of the time span of a history, for clocks that differ. */
const MARGIN_MS = 60_000;

/** What a lookup showed. Absence says when it was looked for; nothing can be said where one of several lookups failed. */
export type Seen = { found: Fields } | { absent: Moment } | { failed: unknown };

interface Finder {
  route: Route;
  request: Fields;
  by: string;
  /** A list read whole, which was not asked for one number. */
  whole: boolean;
  /** Whether what it does not show is not there. */
  proves: boolean;
}

/** The lookups that the table names for a call: `find=trade/order-info:clientOid,symbol,planType=profit_loss`. */
function findersOf({ find }: Runtime, attempt: Attempt, { clientOid, fields }: Order): Finder[] {
  const base = attempt.route.path.slice(0, -attempt.route.below.length);
  return lookupsOf(attempt.route).flatMap((lookup) => {
    const { below, by, parameters, fixed } = lookup;
    const whole = readsAll(lookup);
    const route = find('GET', `${base}${below}`);
    if (!route) return [];
    const request: Record<string, unknown> = whole ? {} : { [by]: clientOid };
    for (const name of parameters) request[name] = fields[name] ?? timeOf(name, attempt);
    return [{ route, request: { ...request, ...fixed }, by, whole, proves: provesAbsence(lookup) }];
  });
}

const timeOf = (name: string, { firstSentAt, sentAt }: Attempt) =>
  name === 'startTime' ? `${firstSentAt - MARGIN_MS}` : name === 'endTime' ? `${sentAt + 2 * MARGIN_MS}` : undefined;

/** Whether a lookup of a call can show that an order is not there. */
export const canProveAbsence = (route: Route): boolean => {
  const lookups = lookupsOf(route);
  return lookups.length > 0 && lookups.every(provesAbsence);
};

/** How to look an order up, for those who have to do it by hand. */
export const lookupCalls = (runtime: Runtime, attempt: Attempt, order: Order): LookupCall[] =>
  findersOf(runtime, attempt, order).map(({ route, request }) => ({ operation: route.key, request }));

/** Looks an order up once, in every place where it may be. */
export async function lookUpOnce(runtime: Runtime, attempt: Attempt, order: Order, ms: number): Promise<Seen> {
  let first: Seen | undefined; // what counts is the earliest
  const finders = findersOf(runtime, attempt, order);
  for (const finder of finders) {
    const seen = await lookIn(runtime, attempt.scope, finder, order.clientOid, ms);
    if (!('absent' in seen)) return seen;
    first ??= seen;
  }
  // one that the table lacks has shown nothing
  return (finders.length === lookupsOf(attempt.route).length && first) || { failed: undefined };
}

async function lookIn(
  runtime: Runtime,
  scope: CancelScope,
  finder: Finder,
  clientOid: string,
  ms: number,
): Promise<Seen> {
  const { route, request, by, whole, proves } = finder;
  const tick = runtime.tick();
  const inner = new CancelScope(runtime.system);
  const context: CallContext = { route, args: request, options: {}, scope: inner, attempts: 0 };
  const absent = (): Seen => (proves ? { absent: { tick, exchangeTime: context.requestTime } } : { failed: undefined });
  try {
    const limit = Math.min(Math.max(ms, 1_000), LOOKUP_MS);
    const data = await scope.within(limit, tooLong, (stop) => {
      stop.addEventListener('abort', () => inner.stop(stop.reason));
      return runtime.run(context);
    });
    const records = recordsOf(data);
    const found = records.find((record) => record[by] === clientOid);
    if (found) return { found };
    // Others than asked for: the filter did not work, or the list is full and what is sought on another page.
    const proof = whole ? isWhole(records, finder) : !records.length;
    return proof ? absent() : { failed: undefined };
  } catch (error) {
    scope.check();
    return error instanceof BitgetError && isOf(runtime.codes, 'absent', error.code) ? absent() : { failed: error };
  }
}

/** Whether a list shows all there are, each with its number. */
const isWhole = (records: readonly Fields[], { request, by }: Finder) =>
  records.length < (Number(request.limit) || Infinity) && records.every((record) => record[by]);

const tooLong = () => new Error('the lookup took too long');

/**
 * The records of a response: the object itself where it is one, else its lists. What is neither record nor list holder,
 * a text too, counts as a record, so that it is no proof of absence.
 */
function recordsOf(data: unknown): Fields[] {
  if (Array.isArray(data)) return data.filter(Boolean);
  const record: Fields = { ...Object(data) };
  if ('clientOid' in record || 'orderId' in record) return [record];
  const values = Object.values(record);
  const lists = values.filter(Array.isArray);
  if (lists.length) return lists.flat().filter(Boolean);
  return values.some((value) => value !== null && value !== '') ? [record] : [];
}
