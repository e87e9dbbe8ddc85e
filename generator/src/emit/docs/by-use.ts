import type { Operation } from '../../model/types.js';

/** What is done to an order, or to anything else, by the last word of its URL. */
const CHANGES = /modify|edit|amend|adjust|update|change/;
const ENDS = /cancel|close|delete|remove|stop|freeze/;
const STARTS = /^(batch-)?(place|create|orders)\b/;
/** What most readers of a group come for. */
const COMMON =
  /^(place-order|tickers|orderbook|candles|instruments|symbols|contracts|assets|accounts?|unfilled-orders?|orders-pending|open-orders|current-position|single-position|order-info|orderInfo|detail)$/;
/** Several at once, and orders that wait for others. */
const SPECIAL = /(^|-)(all|batch|plan|tpsl|strategy|sub-orders?|sub)(-|$)/;
const PAST = /history|record|(?<!un)fill|bill/;

/**
 * Operations of a group in the order of use: where orders are placed, placing before changing before cancelling before
 * looking up; elsewhere looking up first. Histories come last. Those on the same step stay as they were.
 */
export function byUse(operations: Operation[]): Operation[] {
  const places = operations.some(({ effect, path }) => effect === 'order' && STARTS.test(lastOf(path)));
  const stepOf = ({ effect, path }: Operation): number => {
    const word = lastOf(path);
    const nuance = COMMON.test(word) ? 0 : SPECIAL.test(word) ? 0.6 : 0.3;
    if (effect === 'read') return (PAST.test(word) ? 5 : places ? 4 : 0) + nuance;
    return (CHANGES.test(word) ? 2 : ENDS.test(word) ? 3 : 1) + (STARTS.test(word) ? nuance / 2 : nuance);
  };
  return operations
    .map((operation) => ({ operation, step: stepOf(operation) }))
    .sort((a, b) => a.step - b.step)
    .map(({ operation }) => operation);
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
